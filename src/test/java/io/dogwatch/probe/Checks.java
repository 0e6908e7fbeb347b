package io.dogwatch.probe;

import io.dogwatch.target.HttpCheck;
import io.dogwatch.target.Schedule;
import io.dogwatch.target.Statuses;
import io.dogwatch.target.TcpCheck;
import io.dogwatch.target.Thresholds;
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
        return new TcpCheck("port", Thresholds.PROBED, within(timeout), port, List.of(steps));
    }

    Checks timeout(Duration timeout) {
        return new Checks(new HttpCheck(
                check.name(),
                check.thresholds(),
                within(timeout),
                check.port(),
                check.scheme(),
                check.method(),
                check.path(),
                check.headers(),
                check.statuses(),
                check.bodyMatches(),
                check.bodyMustNotMatch(),
                check.maxLatency(),
                check.bodyLimit(),
                check.verifyCertificate()));
    }

    Checks request(String method, String path, Map<String, String> headers) {
        return new Checks(new HttpCheck(
                check.name(),
                check.thresholds(),
                check.schedule(),
                check.port(),
                check.scheme(),
                method,
                path,
                headers,
                check.statuses(),
                check.bodyMatches(),
                check.bodyMustNotMatch(),
                check.maxLatency(),
                check.bodyLimit(),
                check.verifyCertificate()));
    }

    Checks https(boolean verify) {
        return new Checks(new HttpCheck(
                check.name(),
                check.thresholds(),
                check.schedule(),
                check.port(),
                "https",
                check.method(),
                check.path(),
                check.headers(),
                check.statuses(),
                check.bodyMatches(),
                check.bodyMustNotMatch(),
                check.maxLatency(),
                check.bodyLimit(),
                verify));
    }

    Checks statuses(String statuses) {
        return expecting(Statuses.parse(statuses), check.bodyMatches(), check.bodyMustNotMatch(), check.maxLatency());
    }

    Checks bodyMatches(String pattern) {
        return expecting(check.statuses(), Optional.of(pattern), check.bodyMustNotMatch(), check.maxLatency());
    }

    Checks bodyMustNotMatch(String pattern) {
        return expecting(check.statuses(), check.bodyMatches(), Optional.of(pattern), check.maxLatency());
    }

    Checks maxLatency(Duration latency) {
        return expecting(check.statuses(), check.bodyMatches(), check.bodyMustNotMatch(), Optional.of(latency));
    }

    Checks bodyLimit(int bytes) {
        return new Checks(new HttpCheck(
                check.name(),
                check.thresholds(),
                check.schedule(),
                check.port(),
                check.scheme(),
                check.method(),
                check.path(),
                check.headers(),
                check.statuses(),
                check.bodyMatches(),
                check.bodyMustNotMatch(),
                check.maxLatency(),
                bytes,
                check.verifyCertificate()));
    }

    private Checks expecting(
            Statuses statuses, Optional<String> matches, Optional<String> mustNotMatch, Optional<Duration> latency) {
        return new Checks(new HttpCheck(
                check.name(),
                check.thresholds(),
                check.schedule(),
                check.port(),
                check.scheme(),
                check.method(),
                check.path(),
                check.headers(),
                statuses,
                matches,
                mustNotMatch,
                latency,
                check.bodyLimit(),
                check.verifyCertificate()));
    }

    private static Schedule within(Duration timeout) {
        return new Schedule(Duration.ofMinutes(1), timeout, Duration.ofSeconds(2));
    }
}
