package io.dogwatch.model;

import java.util.List;
import java.util.Optional;

/** The part of {@link EffectiveValues} about the checks. */
final class CheckValues {

    private final EffectiveValues values;

    CheckValues(EffectiveValues values) {
        this.values = values;
    }

    void add(Check check, Policy policy) {
        String key = "checks." + check.name() + ".";
        values.add(key + "kind", check.kind());
        switch (check) {
            case Check.StateCheck state ->
                values.add(
                        key + "successExitCodes",
                        policy.successExitCodes().stream().sorted().toList());
            case Check.HealthCheck health -> {}
            case HttpCheck http -> http(key, http);
            case TcpCheck tcp -> tcp(key, tcp);
            case GrpcCheck grpc -> grpc(key, grpc);
            case ListenCheck listen -> listen(key, listen);
            case ExecCheck exec -> exec(key, exec);
            case ResourceCheck resource -> resource(key, resource);
            case LogCheck log -> log(key, log);
        }
        thresholds(key, check.thresholds());
    }

    private void thresholds(String key, Thresholds thresholds) {
        values.add(key + "severity", thresholds.severity().wireName());
        values.add(key + "failureThreshold", thresholds.failureText());
        values.add(key + "successThreshold", thresholds.success());
    }

    private void probed(String key, Check.Probed check) {
        values.add(key + "interval", DurationText.text(check.schedule().interval()));
        values.add(key + "timeout", DurationText.text(check.schedule().timeout()));
        values.add(key + "startInterval", DurationText.text(check.schedule().startInterval()));
    }

    private void reached(String key, Check.Reached check) {
        values.add(key + "port", check.port());
        probed(key, check);
    }

    private void tls(String key, Optional<Tls> tls) {
        tls.ifPresent(its -> {
            values.add(key + "verifyCertificate", its.verify());
            values.add(key + "serverName", its.serverName());
            values.add(key + "ca", its.ca());
            values.add(key + "minValidityDays", its.minValidityDays());
        });
    }

    private void http(String key, HttpCheck check) {
        reached(key, check);
        HttpCheck.Request request = check.request();
        HttpCheck.Expectation expected = check.expected();
        values.add(key + "scheme", check.scheme());
        values.add(key + "version", check.version().wireName());
        values.add(key + "keepAlive", check.keepAlive());
        values.add(key + "method", request.method());
        values.add(key + "path", request.path());
        // Their values may hold credentials.
        values.add(key + "headers", request.headers().keySet().stream().sorted().toList());
        values.add(
                key + "body", request.body().isEmpty() ? "none" : request.body().length() + " characters");
        values.add(key + "credentials", request.credentials().map(Object::toString));
        values.add(key + "redirects", check.redirects().wireName());
        values.add(key + "status", expected.statuses());
        values.add(key + "bodyMatches", expected.bodyMatches());
        values.add(key + "bodyMustNotMatch", expected.bodyMustNotMatch());
        values.add(
                key + "json",
                expected.json().stream()
                        .map(json -> json.pointer() + " = " + json.expected())
                        .toList());
        values.add(key + "maxLatency", expected.maxLatency().map(DurationText::text));
        values.add(key + "bodyLimit", ByteSizes.size(expected.bodyLimit()));
        tls(key, check.tls());
    }

    private void tcp(String key, TcpCheck check) {
        reached(key, check);
        values.add(key + "tls", check.tls().isPresent() && check.startTls().isEmpty());
        values.add(key + "startTls", check.startTls().map(TcpCheck.StartTls::wireName));
        values.add(key + "preset", check.preset().map(TcpCheck.Preset::wireName));
        if (check.steps().isEmpty()) {
            values.add(key + "steps", "none");
        }
        for (int i = 0; i < check.steps().size(); i++) {
            values.add(
                    key + "steps[" + i + "]",
                    switch (check.steps().get(i)) {
                        // What is sent may be a password.
                        case TcpCheck.Step.Send send -> "send " + send.text().length() + " characters";
                        case TcpCheck.Step.Expect expect -> "expect " + expect.pattern();
                    });
        }
        tls(key, check.tls());
    }

    private void grpc(String key, GrpcCheck check) {
        reached(key, check);
        values.add(key + "service", check.service().isEmpty() ? "the whole server" : check.service());
        values.add(key + "tls", check.tls().isPresent());
        tls(key, check.tls());
    }

    private void listen(String key, ListenCheck check) {
        values.add(key + "port", check.port());
        probed(key, check);
        values.add(key + "protocol", check.protocol().wireName());
        values.add(key + "on", check.on().wireName());
    }

    private void exec(String key, ExecCheck check) {
        probed(key, check);
        // Its arguments may hold a password.
        values.add(
                key + "command",
                check.command().getFirst() + " and " + (check.command().size() - 1) + " arguments");
        values.add(key + "user", check.user().isEmpty() ? "the container's default" : check.user());
        values.add(key + "exitCodes", check.exitCodes().stream().sorted().toList());
        values.add(key + "outputMatches", check.outputMatches());
        values.add(key + "outputMustNotMatch", check.outputMustNotMatch());
    }

    private void resource(String key, ResourceCheck check) {
        probed(key, check);
        ResourceCheck.Limits limits = check.limits();
        values.add(key + "memory", limits.memory().map(ByteSizes::share));
        values.add(key + "cpu", limits.cpu().map(ByteSizes::share));
        values.add(key + "pids", limits.pids().map(ByteSizes::share));
        values.add(
                key + "engineRestarts",
                limits.engineRestarts().isPresent()
                        ? Integer.toString(limits.engineRestarts().getAsInt())
                        : "none");
        values.add(key + "logSize", limits.logSize().map(ByteSizes::size));
        values.add(key + "logGrowth", limits.logGrowth().map(ByteSizes::size));
        values.add(key + "memoryFull", limits.memoryFull().map(DurationText::text));
        values.add(key + "diskFull", limits.diskFull().map(DurationText::text));
        values.add(key + "for", DurationText.text(check.lasting()));
    }

    private void log(String key, LogCheck check) {
        switch (check.source()) {
            case LogCheck.Source.Auto auto -> values.add(key + "source", "auto");
            case LogCheck.Source.EngineApi engine -> values.add(key + "source", "engine");
            case LogCheck.Source.InMount(String path) -> values.add(key + "file", path);
        }
        markers(key + "failure", check, LogCheck.Marker.Failure.class);
        markers(key + "heartbeat", check, LogCheck.Marker.Heartbeat.class);
        markers(key + "ready", check, LogCheck.Marker.Ready.class);
        markers(key + "recovery", check, LogCheck.Marker.Recovery.class);
        values.add(key + "eventStart", check.eventStart());
        values.add(key + "clearAfter", DurationText.text(check.clearAfter()));
    }

    private void markers(String key, LogCheck check, Class<? extends LogCheck.Marker> type) {
        List<LogCheck.Marker> markers =
                check.markers().stream().filter(type::isInstance).toList();
        if (markers.isEmpty()) {
            values.add(key, List.of());
        }
        for (int i = 0; i < markers.size(); i++) {
            values.add(key + "[" + i + "]", text(markers.get(i)));
        }
    }

    private static String text(LogCheck.Marker marker) {
        String stream = marker.stream().wireName();
        return marker.pattern()
                + switch (marker) {
                    case LogCheck.Marker.Failure failure ->
                        " (" + failure.count() + " within " + DurationText.text(failure.within()) + ", " + stream + ")";
                    case LogCheck.Marker.Heartbeat heartbeat ->
                        " (every " + DurationText.text(heartbeat.interval()) + ", " + stream + ")";
                    case LogCheck.Marker.Ready ready -> " (" + stream + ")";
                    case LogCheck.Marker.Recovery recovery -> " (" + stream + ")";
                };
    }
}
