package io.dogwatch.metrics;

import io.dogwatch.judge.PersistentState;
import io.dogwatch.judge.Reason;
import io.dogwatch.model.Phase;
import io.dogwatch.model.Policy;
import io.dogwatch.supervise.TargetView;
import java.time.Instant;
import java.util.List;

/** The series that each target has once. Used by one thread, for one scrape. */
final class TargetSeries {

    private static final Phase[] PHASES = Phase.values();

    private final RestartCounts restarts;
    private final Instant now;

    private final MetricFamily.Gauge phase =
            new MetricFamily.Gauge("dogwatch_target_phase", "1 for the current phase of the target, 0 for all others");
    private final MetricFamily.Gauge up = new MetricFamily.Gauge(
            "dogwatch_target_up",
            "1 while the target works, 0 while it fails; no series while its state is unknown or it is not expected to work");
    private final MetricFamily.Gauge healed = new MetricFamily.Gauge(
            "dogwatch_target_healed", "1 if Dogwatch may restart the target, 0 if it only observes it");
    private final MetricFamily.Gauge budget = new MetricFamily.Gauge(
            "dogwatch_target_restart_budget_remaining",
            "Restarts remaining in the budget before the target is quarantined");
    private final MetricFamily.Gauge backoff = new MetricFamily.Gauge(
            "dogwatch_target_backoff_seconds", "Current backoff before the next restart, without jitter");
    private final MetricFamily.Gauge incident =
            new MetricFamily.Gauge("dogwatch_target_incident_open", "1 while an incident of the target is open");
    private final MetricFamily.Counter restarted = new MetricFamily.Counter(
            "dogwatch_restarts", "Completed restarts of the target by result, since Dogwatch started");

    TargetSeries(RestartCounts restarts, Instant now) {
        this.restarts = restarts;
        this.now = now;
    }

    void add(TargetView view, TargetLabels labels) {
        Phase current = view.state().phase();
        for (Phase each : PHASES) {
            phase.add(labels.phase(each), each == current ? 1 : 0);
        }
        switch (current) {
            case STARTING, HEALTHY, SUSPECT -> up.add(labels.target(), 1);
            // What only a warning says does not keep it from its work.
            case FAILING -> up.add(labels.target(), view.state().reason() == Reason.WARNING ? 1 : 0);
            case RESTARTING, BACKING_OFF, QUARANTINED, MISSING -> up.add(labels.target(), 0);
            case PAUSED, STOPPED, UNKNOWN -> {}
        }
        PersistentState ledger = view.state().ledger();
        Policy policy = view.watch().policy();
        boolean isHealed = policy.mode() == Policy.Mode.HEAL;
        healed.add(labels.target(), isHealed ? 1 : 0);
        if (isHealed) {
            budget.add(labels.target(), (double) budgetLeft(policy.budget(), ledger));
            backoff.add(labels.target(), backoffSeconds(policy.backoff(), ledger.attempt()));
        }
        incident.add(labels.target(), ledger.incident().isPresent() ? 1 : 0);
        for (int result = 0; result < RestartCounts.RESULTS.size(); result++) {
            restarted.add(
                    labels.result(result), (double) restarts.of(view.watch().target(), result));
        }
    }

    List<MetricFamily> families() {
        return List.of(phase, up, healed, budget, backoff, incident, restarted);
    }

    private long budgetLeft(Policy.Budget allowed, PersistentState ledger) {
        Instant from = now.minus(allowed.window());
        long spent = ledger.restarts().stream().filter(at -> at.isAfter(from)).count();
        return Math.max(0, allowed.restarts() - spent);
    }

    private static double backoffSeconds(Policy.Backoff backoff, int attempt) {
        if (attempt == 0) {
            return 0;
        }
        double seconds = backoff.initial().toMillis() / 1000.0 * Math.pow(backoff.factor(), attempt - 1);
        return Math.min(seconds, backoff.cap().toMillis() / 1000.0);
    }
}
