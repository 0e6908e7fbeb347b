package io.dogwatch.metrics;

import io.dogwatch.judge.Streak;
import io.dogwatch.model.Check;
import io.dogwatch.model.ContainerStatus;
import io.dogwatch.model.LogCheck;
import io.dogwatch.model.Outcome;
import io.dogwatch.supervise.TargetView;
import io.prometheus.metrics.model.snapshots.Labels;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The series that each check of each target has. Used by one thread, for one scrape. */
final class CheckSeries {

    private final MetricFamily.Gauge success = new MetricFamily.Gauge(
            "dogwatch_check_success",
            "1 if the latest conclusive outcome was healthy, otherwise 0; no series before the first outcome");
    private final MetricFamily.Gauge blind = new MetricFamily.Gauge(
            "dogwatch_check_inconclusive",
            "1 while the container runs and the latest outcome is inconclusive; otherwise no series");
    private final MetricFamily.Gauge duration = new MetricFamily.Gauge(
            "dogwatch_check_duration_seconds", "Duration of the latest probe; no series if it was inconclusive");
    private final MetricFamily.Gauge phases = new MetricFamily.Gauge(
            "dogwatch_check_phase_duration_seconds", "Duration of each phase of the latest probe");
    private final MetricFamily.Gauge certificate = new MetricFamily.Gauge(
            "dogwatch_check_certificate_expiry_timestamp_seconds",
            "Earliest expiry of the certificates in the server's chain; no series without TLS");
    private final MetricFamily.Gauge failures = new MetricFamily.Gauge(
            "dogwatch_check_consecutive_failures",
            "Consecutive unhealthy outcomes; the check fails at its failure threshold");
    private final MetricFamily.Gauge threshold = new MetricFamily.Gauge(
            "dogwatch_check_failure_threshold", "Consecutive unhealthy outcomes after which the check fails");

    void add(TargetView view, TargetLabels labels) {
        for (Check check : view.watch().checks()) {
            Labels its = labels.check(check);
            Streak streak = view.state().streaks().getOrDefault(check.name(), Streak.NONE);
            TargetView.@Nullable LastProbe last = view.lastProbes().get(check.name());
            failures.add(its, streak.failures());
            threshold.add(its, check.thresholds().failure());
            addSuccess(its, streak, last);
            if (last != null) {
                if (last.outcome() instanceof Outcome.Inconclusive && isBlind(view, check)) {
                    blind.add(its, 1);
                }
                if (check instanceof Check.Probed) {
                    addDuration(its, last.outcome());
                }
                last.phases().forEach((phase, took) -> phases.add(labels.probePhase(its, phase), seconds(took)));
                last.certificateValidUntil().ifPresent(until -> certificate.add(its, (double) until.getEpochSecond()));
            }
        }
    }

    /** Checks of a stopped container are not due, and neither is a log that is read again. */
    private static boolean isBlind(TargetView view, Check check) {
        boolean runs = view.state()
                .container()
                .filter(container -> container.status() == ContainerStatus.RUNNING)
                .isPresent();
        boolean isReadAgain = check instanceof LogCheck
                && view.state().engineReachable()
                && view.logRead().filter(read -> read.unreadable().isEmpty()).isPresent();
        return runs && !isReadAgain;
    }

    List<MetricFamily> families() {
        return List.of(success, blind, duration, phases, certificate, failures, threshold);
    }

    private void addSuccess(Labels labels, Streak streak, TargetView.@Nullable LastProbe last) {
        if (streak.failures() > 0) {
            success.add(labels, 0);
        } else if (streak.successes() > 0) {
            success.add(labels, 1);
        } else if (last != null) {
            // In the start phase probes do not count towards a streak, but what they found is still worth seeing.
            switch (last.outcome()) {
                case Outcome.Healthy healthy -> success.add(labels, 1);
                case Outcome.Unhealthy unhealthy -> success.add(labels, 0);
                case Outcome.Inconclusive inconclusive -> {}
            }
        }
    }

    private void addDuration(Labels labels, Outcome outcome) {
        switch (outcome) {
            case Outcome.Healthy healthy -> duration.add(labels, seconds(healthy.took()));
            case Outcome.Unhealthy unhealthy -> duration.add(labels, seconds(unhealthy.took()));
            case Outcome.Inconclusive inconclusive -> {}
        }
    }

    private static double seconds(Duration took) {
        return took.toNanos() / 1e9;
    }
}
