package io.dogwatch.web.view;

import io.dogwatch.judge.Streak;
import io.dogwatch.model.Cause;
import io.dogwatch.model.Check;
import io.dogwatch.model.ContainerSnapshot;
import io.dogwatch.model.ContainerSnapshot.HealthStatus;
import io.dogwatch.model.ContainerStatus;
import io.dogwatch.model.ExecCheck;
import io.dogwatch.model.GrpcCheck;
import io.dogwatch.model.HttpCheck;
import io.dogwatch.model.ListenCheck;
import io.dogwatch.model.LogCheck;
import io.dogwatch.model.Outcome;
import io.dogwatch.model.PlainText;
import io.dogwatch.model.ResourceCheck;
import io.dogwatch.model.TcpCheck;
import io.dogwatch.supervise.TargetView;
import io.dogwatch.web.request.ChoiceParam;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One check of a target, as returned by the API and shown on the pages.
 *
 * @param condition the asserted condition, such as {@code GET http://…:80/ answers 200-399}
 * @param outcome healthy, unhealthy or inconclusive; absent before the first one
 * @param failures consecutive unhealthy outcomes
 * @param address the address of the last probe
 */
public record CheckReport(
        String name,
        String kind,
        String condition,

        @ChoiceParam({"healthy", "unhealthy", "inconclusive"}) @Nullable
        String outcome,

        @ChoiceParam(words = Cause.class) @Nullable String cause,
        String detail,
        int failures,
        int failureThreshold,
        int successes,
        int successThreshold,
        boolean failing,
        @Nullable Instant failingSince,
        @Nullable Double latencySeconds,
        @Nullable Instant lastProbeAt,
        @Nullable String address,
        @Nullable Double intervalSeconds,
        @Nullable Double timeoutSeconds) {

    static CheckReport of(Check check, TargetView view) {
        Streak streak = view.state().streaks().getOrDefault(check.name(), Streak.NONE);
        TargetView.@Nullable LastProbe last = view.lastProbes().get(check.name());
        OutcomeProperties findings =
                last == null ? OutcomeProperties.unprobed(check, view, streak) : OutcomeProperties.of(last.outcome());
        Check.@Nullable Probed probed = check instanceof Check.Probed scheduled ? scheduled : null;
        return new CheckReport(
                PlainText.line(check.name(), 128),
                check.kind(),
                PlainText.line(condition(check), 512),
                findings.outcome(),
                findings.cause(),
                findings.detail(),
                streak.failures(),
                check.thresholds().failure(),
                streak.successes(),
                check.thresholds().success(),
                streak.failing(),
                streak.failingSince().orElse(null),
                probed == null ? null : findings.latencySeconds(),
                last == null || probed == null ? null : last.at(),
                last == null ? null : last.address().orElse(null),
                probed == null ? null : seconds(probed.schedule().interval()),
                probed == null ? null : seconds(probed.schedule().timeout()));
    }

    static double seconds(Duration duration) {
        return duration.toNanos() / 1e9;
    }

    private static String condition(Check check) {
        return switch (check) {
            case Check.StateCheck state -> "the container runs";
            case Check.HealthCheck health -> "Docker's HEALTHCHECK does not report unhealthy";
            case HttpCheck http ->
                http.request().method() + " " + http.scheme() + "://…:" + http.port()
                        + http.request().path() + " answers " + http.expected().statuses();
            case TcpCheck tcp ->
                "port " + tcp.port() + " accepts"
                        + (tcp.steps().isEmpty() && tcp.preset().isEmpty() ? "" : " and the conversation matches");
            case GrpcCheck grpc -> "grpc.health.v1 on port " + grpc.port() + " reports SERVING";
            case ListenCheck listen ->
                "port " + listen.port() + "/" + listen.protocol().wireName() + " listens in the container"
                        + (listen.on() == ListenCheck.On.NETWORK ? ", not on loopback only" : "");
            case ExecCheck exec -> exec.command().getFirst() + " in the container exits as expected";
            case ResourceCheck resource -> "resource usage within its limits";
            case LogCheck log ->
                log.markers().stream()
                        .map(marker -> switch (marker) {
                            case LogCheck.Marker.Failure failure -> "no /" + failure.pattern() + "/";
                            case LogCheck.Marker.Heartbeat heartbeat ->
                                "/" + heartbeat.pattern() + "/ every " + TimeFormat.span(heartbeat.interval());
                            case LogCheck.Marker.Ready ready -> "/" + ready.pattern() + "/ when it is ready";
                            case LogCheck.Marker.Recovery recovery ->
                                "/" + recovery.pattern() + "/ when it has recovered";
                        })
                        .collect(Collectors.joining(", "));
        };
    }

    /** The properties of the newest outcome. */
    private record OutcomeProperties(
            @Nullable String outcome,
            @Nullable String cause,
            String detail,
            @Nullable Double latencySeconds) {

        static OutcomeProperties of(Outcome outcome) {
            return switch (outcome) {
                case Outcome.Healthy healthy -> new OutcomeProperties("healthy", null, "", seconds(healthy.took()));
                case Outcome.Unhealthy unhealthy ->
                    new OutcomeProperties(
                            "unhealthy", unhealthy.cause().wireName(), unhealthy.detail(), seconds(unhealthy.took()));
                case Outcome.Inconclusive inconclusive ->
                    new OutcomeProperties("inconclusive", inconclusive.cause().wireName(), inconclusive.detail(), null);
            };
        }

        /** Derives the outcome of a check without probes from the state reported by the engine. */
        static OutcomeProperties unprobed(Check check, TargetView view, Streak streak) {
            if (streak.failures() > 0) {
                return new OutcomeProperties(
                        "unhealthy", streak.cause().map(Cause::wireName).orElse(null), streak.detail(), null);
            }
            boolean passes =
                    switch (check) {
                        // Healthy outcomes of the state check are not counted.
                        case Check.StateCheck state -> isAny(view, it -> it.status() == ContainerStatus.RUNNING);
                        case Check.HealthCheck health ->
                            streak.successes() > 0
                                    && isAny(view, it -> it.health().status() != HealthStatus.NONE);
                        default -> streak.successes() > 0;
                    };
            return new OutcomeProperties(passes ? "healthy" : null, null, "", null);
        }

        private static boolean isAny(TargetView view, Predicate<ContainerSnapshot> condition) {
            return view.state().container().filter(condition).isPresent();
        }
    }
}
