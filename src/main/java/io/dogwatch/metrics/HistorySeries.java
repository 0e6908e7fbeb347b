package io.dogwatch.metrics;

import io.dogwatch.judge.Forecast;
import io.dogwatch.judge.Incident;
import io.dogwatch.judge.Ledger;
import io.dogwatch.judge.Reason;
import io.dogwatch.judge.TargetState;
import io.dogwatch.supervise.TargetView;
import io.dogwatch.target.Cause;
import io.dogwatch.target.ContainerSnapshot;
import io.dogwatch.target.ContainerStatus;
import io.dogwatch.target.Policy;
import io.prometheus.metrics.model.snapshots.Labels;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * The series that say what a target is, how long it has worked, and since when it stands where it stands. Used by one thread,
 * for one scrape.
 */
final class HistorySeries {

    private final Family.Info info =
            new Family.Info("dogwatch_target", "Compose project and service, image and mode of the target, for joins");
    private final Family.Counter up = new Family.Counter(
            "dogwatch_target_up_seconds", "Time in which the target worked since Dogwatch started to watch it");
    private final Family.Counter observed = new Family.Counter(
            "dogwatch_target_observed_seconds",
            "Time in which it was expected to work and its state was known, without maintenance");
    private final Family.Gauge flapping =
            new Family.Gauge("dogwatch_target_flapping", "1 while the target is flapping");
    private final Family.Gauge crashLoop = new Family.Gauge(
            "dogwatch_target_crash_loop", "1 while the target keeps crashing and the engine keeps restarting it");
    private final Family.Gauge phaseStart = new Family.Gauge(
            "dogwatch_target_phase_start_timestamp_seconds", "Time at which the target entered its phase");
    private final Family.Gauge containerStart = new Family.Gauge(
            "dogwatch_target_container_start_timestamp_seconds",
            "Start time of the target's container; no series while it is not running");
    private final Family.Gauge incidentStart = new Family.Gauge(
            "dogwatch_target_incident_start_timestamp_seconds",
            "Time of the first unhealthy outcome of the open incident; no series without one");
    private final Family.Gauge backoffLeft = new Family.Gauge(
            "dogwatch_target_backoff_remaining_seconds", "Remaining backoff before the next restart; 0 if none");

    void add(TargetView view, TargetLabels labels) {
        Labels target = labels.target();
        TargetState state = view.state();
        Ledger ledger = state.ledger();
        info.add(labels.info(view));
        up.add(target, seconds(view.availability().up()));
        observed.add(target, seconds(view.availability().observed()));
        flapping.add(target, ledger.flapping() ? 1 : 0);
        crashLoop.add(target, isCrashLoop(state) ? 1 : 0);
        phaseStart.add(target, seconds(state.since()));
        state.container()
                .filter(container -> container.status() == ContainerStatus.RUNNING)
                .flatMap(ContainerSnapshot::startedAt)
                .ifPresent(at -> containerStart.add(target, seconds(at)));
        ledger.incident().map(Incident::failingSince).ifPresent(since -> incidentStart.add(target, seconds(since)));
        if (view.watch().policy().mode() == Policy.Mode.HEAL) {
            backoffLeft.add(
                    target,
                    Forecast.backoffEnds(view.watch(), ledger)
                            .map(end -> Math.max(0, seconds(Duration.between(view.at(), end))))
                            .orElse(0.0));
        }
    }

    private static boolean isCrashLoop(TargetState state) {
        return state.reason() == Reason.CRASH_LOOP
                || state.failure()
                        .filter(failure -> failure.cause() == Cause.CRASH_LOOP)
                        .isPresent()
                || state.ledger()
                        .quarantine()
                        .filter(given -> given.reason() == Reason.CRASH_LOOP)
                        .isPresent();
    }

    List<Family> families() {
        return List.of(info, up, observed, flapping, crashLoop, phaseStart, containerStart, incidentStart, backoffLeft);
    }

    private static double seconds(Duration span) {
        return span.toMillis() / 1000.0;
    }

    private static double seconds(Instant at) {
        return at.toEpochMilli() / 1000.0;
    }
}
