package io.dogwatch.metrics;

import io.dogwatch.judge.Streak;
import io.dogwatch.supervise.TargetView;
import io.dogwatch.target.Check;
import io.dogwatch.target.ContainerStatus;
import io.dogwatch.target.LogCheck;
import io.dogwatch.target.Outcome;
import io.prometheus.metrics.model.snapshots.Labels;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The series that each check of each target has. Used by one thread, for one scrape. */
final class CheckSeries {

    private final Family.Gauge success = new Family.Gauge(
            "dogwatch_check_success",
            "1 if the latest conclusive outcome was healthy, otherwise 0; no series before the first outcome");
    private final Family.Gauge blind = new Family.Gauge(
            "dogwatch_check_inconclusive",
            "1 while the container runs and the latest outcome is inconclusive; otherwise no series");
    private final Family.Gauge duration = new Family.Gauge(
            "dogwatch_check_duration_seconds", "Duration of the latest probe; no series if it was inconclusive");
    private final Family.Gauge phases =
            new Family.Gauge("dogwatch_check_phase_duration_seconds", "Duration of each phase of the latest probe");
    private final Family.Gauge certificate = new Family.Gauge(
            "dogwatch_check_certificate_expiry_timestamp_seconds",
            "Earliest expiry of the certificates in the server's chain; no series without TLS");
    private final Family.Gauge failures = new Family.Gauge(
            "dogwatch_check_consecutive_failures",
            "Consecutive unhealthy outcomes; the check fails at its failure threshold");
    private final Family.Gauge threshold = new Family.Gauge(
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

    /** Of a container that does not run nothing is asked, and a log that is read again need not say anything. */
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

    List<Family> families() {
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
