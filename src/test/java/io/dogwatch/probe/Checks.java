package io.dogwatch.probe;

import io.dogwatch.model.Check;
import io.dogwatch.model.GrpcCheck;
import io.dogwatch.model.HttpCheck;
import io.dogwatch.model.HttpStatusSet;
import io.dogwatch.model.Schedule;
import io.dogwatch.model.TcpCheck;
import io.dogwatch.model.Thresholds;
import io.dogwatch.model.Tls;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Writes checks, one changed value at a time. */
record Checks(HttpCheck check) {

    static Checks http(int port) {
        return new Checks(HttpCheck.ofPort("site", port)).timeout(Duration.ofSeconds(5));
    }

    static TcpCheck tcp(int port, Duration timeout, TcpCheck.Step... steps) {
        return TcpCheck.ofPort("port", port).with(List.of(steps)).with(within("port", timeout));
    }

    Checks timeout(Duration timeout) {
        return new Checks(check.with(within(check.name(), timeout)));
    }

    Checks request(String method, String path, Map<String, String> headers) {
        return new Checks(check.with(new HttpCheck.Request(method, path, headers, "", Optional.empty())));
    }

    Checks https(boolean verify) {
        return new Checks(check.with(verify ? Tls.DEFAULT : Tls.UNVERIFIED));
    }

    Checks tls(Tls tls) {
        return new Checks(check.with(tls));
    }

    Checks redirects(HttpCheck.Redirects redirects) {
        return new Checks(check.with(redirects));
    }

    Checks keepAlive() {
        return new Checks(check.keptAlive());
    }

    Checks http2() {
        return new Checks(check.with(HttpCheck.Version.HTTP_2));
    }

    Checks json(String pointer, String expected) {
        HttpCheck.Expectation now = check.expected();
        return new Checks(check.with(new HttpCheck.Expectation(
                now.statuses(),
                now.bodyMatches(),
                now.bodyMustNotMatch(),
                List.of(new HttpCheck.JsonValue(pointer, expected)),
                now.maxLatency(),
                now.bodyLimit())));
    }

    static GrpcCheck grpc(int port, String service) {
        return new GrpcCheck(within("health", Duration.ofSeconds(5)), port, Optional.empty(), service);
    }

    static GrpcCheck grpc(int port, String service, Tls tls) {
        return new GrpcCheck(within("health", Duration.ofSeconds(5)), port, Optional.of(tls), service);
    }

    static TcpCheck greeting(int port, TcpCheck.Preset preset) {
        return tcp(port, Duration.ofSeconds(5)).with(preset);
    }

    Checks statuses(String statuses) {
        HttpCheck.Expectation now = check.expected();
        return expecting(HttpStatusSet.parse(statuses), now.bodyMatches(), now.bodyMustNotMatch(), now.maxLatency());
    }

    Checks bodyMatches(String pattern) {
        HttpCheck.Expectation now = check.expected();
        return expecting(now.statuses(), Optional.of(pattern), now.bodyMustNotMatch(), now.maxLatency());
    }

    Checks bodyMustNotMatch(String pattern) {
        HttpCheck.Expectation now = check.expected();
        return expecting(now.statuses(), now.bodyMatches(), Optional.of(pattern), now.maxLatency());
    }

    Checks maxLatency(Duration latency) {
        HttpCheck.Expectation now = check.expected();
        return expecting(now.statuses(), now.bodyMatches(), now.bodyMustNotMatch(), Optional.of(latency));
    }

    Checks bodyLimit(int bytes) {
        HttpCheck.Expectation now = check.expected();
        return new Checks(check.with(new HttpCheck.Expectation(
                now.statuses(), now.bodyMatches(), now.bodyMustNotMatch(), now.json(), now.maxLatency(), bytes)));
    }

    private Checks expecting(
            HttpStatusSet statuses,
            Optional<String> matches,
            Optional<String> mustNotMatch,
            Optional<Duration> latency) {
        HttpCheck.Expectation now = check.expected();
        return new Checks(check.with(
                new HttpCheck.Expectation(statuses, matches, mustNotMatch, now.json(), latency, now.bodyLimit())));
    }

    private static Check.Terms within(String name, Duration timeout) {
        return new Check.Terms(
                name, Thresholds.PROBED, new Schedule(Duration.ofMinutes(1), timeout, Duration.ofSeconds(2)));
    }
}
