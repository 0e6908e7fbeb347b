package io.dogwatch.target;

import java.util.List;

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
            case LogCheck log -> log(key, log);
        }
        thresholds(key, check.thresholds());
    }

    private void thresholds(String key, Thresholds thresholds) {
        values.add(key + "severity", thresholds.severity().word());
        values.add(key + "failureThreshold", thresholds.failureText());
        values.add(key + "successThreshold", thresholds.success());
    }

    private void probed(String key, Check.Probed check) {
        values.add(key + "port", check.port());
        values.add(key + "interval", Durations.text(check.schedule().interval()));
        values.add(key + "timeout", Durations.text(check.schedule().timeout()));
        values.add(key + "startInterval", Durations.text(check.schedule().startInterval()));
    }

    private void http(String key, HttpCheck check) {
        probed(key, check);
        values.add(key + "scheme", check.scheme());
        values.add(key + "method", check.method());
        values.add(key + "path", check.path());
        // Their values may hold credentials.
        values.add(key + "headers", check.headers().keySet().stream().sorted().toList());
        values.add(key + "status", check.statuses());
        values.add(key + "bodyMatches", check.bodyMatches());
        values.add(key + "bodyMustNotMatch", check.bodyMustNotMatch());
        values.add(key + "maxLatency", check.maxLatency().map(Durations::text));
        values.add(key + "bodyLimit", Amounts.size(check.bodyLimit()));
        values.add(key + "verifyCertificate", check.verifyCertificate());
    }

    private void tcp(String key, TcpCheck check) {
        probed(key, check);
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
    }

    private void log(String key, LogCheck check) {
        int failures = 0;
        int heartbeats = 0;
        for (LogCheck.Marker marker : check.markers()) {
            switch (marker) {
                case LogCheck.Marker.Failure failure ->
                    values.add(
                            key + "failure[" + failures++ + "]",
                            failure.pattern() + " (" + failure.count() + " within " + Durations.text(failure.within())
                                    + ", " + failure.stream().word() + ")");
                case LogCheck.Marker.Heartbeat heartbeat ->
                    values.add(
                            key + "heartbeat[" + heartbeats++ + "]",
                            heartbeat.pattern() + " (every " + Durations.text(heartbeat.every()) + ", "
                                    + heartbeat.stream().word() + ")");
            }
        }
        none(key + "failure", failures);
        none(key + "heartbeat", heartbeats);
        values.add(key + "clearAfter", Durations.text(check.clearAfter()));
    }

    private void none(String key, int count) {
        if (count == 0) {
            values.add(key, List.of());
        }
    }
}
