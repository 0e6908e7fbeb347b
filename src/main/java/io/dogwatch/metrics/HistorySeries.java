package io.dogwatch.metrics;

import io.dogwatch.judge.Forecast;
import io.dogwatch.judge.Incident;
import io.dogwatch.judge.PersistentState;
import io.dogwatch.judge.Reason;
import io.dogwatch.judge.TargetState;
import io.dogwatch.model.Cause;
import io.dogwatch.model.ContainerSnapshot;
import io.dogwatch.model.ContainerStatus;
import io.dogwatch.model.Policy;
import io.dogwatch.supervise.TargetView;
import io.prometheus.metrics.model.snapshots.Labels;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * The series that say what a target is, how long it has worked, and since when it stands where it stands. Used by one thread,
 * for one scrape.
 */
final class HistorySeries {

    private final MetricFamily.Info info = new MetricFamily.Info(
            "dogwatch_target", "Compose project and service, image and mode of the target, for joins");
    private final MetricFamily.Counter up = new MetricFamily.Counter(
            "dogwatch_target_up_seconds", "Time in which the target worked since Dogwatch started to watch it");
    private final MetricFamily.Counter observed = new MetricFamily.Counter(
            "dogwatch_target_observed_seconds",
            "Time in which it was expected to work and its state was known, without maintenance");
    private final MetricFamily.Gauge flapping =
            new MetricFamily.Gauge("dogwatch_target_flapping", "1 while the target is flapping");
    private final MetricFamily.Gauge crashLoop = new MetricFamily.Gauge(
            "dogwatch_target_crash_loop", "1 while the target keeps crashing and the engine keeps restarting it");
    private final MetricFamily.Gauge phaseStart = new MetricFamily.Gauge(
            "dogwatch_target_phase_start_timestamp_seconds", "Time at which the target entered its phase");
    private final MetricFamily.Gauge containerStart = new MetricFamily.Gauge(
            "dogwatch_target_container_start_timestamp_seconds",
            "Start time of the target's container; no series while it is not running");
    private final MetricFamily.Gauge incidentStart = new MetricFamily.Gauge(
            "dogwatch_target_incident_start_timestamp_seconds",
            "Time of the first unhealthy outcome of the open incident; no series without one");
    private final MetricFamily.Gauge backoffLeft = new MetricFamily.Gauge(
            "dogwatch_target_backoff_remaining_seconds", "Remaining backoff before the next restart; 0 if none");

    void add(TargetView view, TargetLabels labels) {
        Labels target = labels.target();
        TargetState state = view.state();
        PersistentState ledger = state.ledger();
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

    List<MetricFamily> families() {
        return List.of(info, up, observed, flapping, crashLoop, phaseStart, containerStart, incidentStart, backoffLeft);
    }

    private static double seconds(Duration span) {
        return span.toMillis() / 1000.0;
    }

    private static double seconds(Instant at) {
        return at.toEpochMilli() / 1000.0;
    }
}
