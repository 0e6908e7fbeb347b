package io.dogwatch.metrics;

import io.dogwatch.judge.Hold;
import io.dogwatch.judge.Incident;
import io.dogwatch.judge.Reason;
import io.dogwatch.judge.TargetState;
import io.dogwatch.model.Severity;
import io.dogwatch.supervise.TargetView;
import io.prometheus.metrics.model.snapshots.Labels;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Counts the targets of each host by open incident and by the reason that blocks a restart. Used by one thread,
 * for one scrape.
 */
final class StatusSeries {

    /** Reasons that block a restart regardless of the target's own state. */
    private static final Set<Reason> HOLDS =
            EnumSet.of(Reason.MAINTENANCE, Reason.RESTARTS_DISABLED, Reason.BREAKER_OPEN);

    /** Reasons that block an action for a failing target. */
    private static final Set<Reason> WAITS = EnumSet.of(
            Reason.DEPENDENCY_FAILING,
            Reason.DEPENDENCY_DEGRADED,
            Reason.RESTART_DELAY,
            Reason.OBSERVE_ONLY,
            Reason.BACKOFF,
            Reason.RESTART_INEFFECTIVE,
            Reason.RESTART_FAILED,
            Reason.BUDGET_SPENT,
            Reason.CRASH_LOOP,
            Reason.ENGINE_WILL_RESTART,
            Reason.ENGINE_UNREACHABLE,
            Reason.OUTCOME_UNKNOWN);

    private static final class Counts {
        final Map<Severity, Integer> open = new EnumMap<>(Severity.class);
        final Map<Reason, Integer> held = new EnumMap<>(Reason.class);
    }

    private final Map<String, Counts> hosts = new TreeMap<>();

    /** There is such a host, with targets or without. */
    void known(String host) {
        hosts.computeIfAbsent(host, any -> new Counts());
    }

    void add(TargetView view) {
        Counts counts = hosts.computeIfAbsent(view.watch().target().host(), any -> new Counts());
        TargetState state = view.state();
        state.ledger()
                .incident()
                .map(Incident::severity)
                .ifPresent(severity -> counts.open.merge(severity, 1, Integer::sum));
        Set<Reason> why = EnumSet.noneOf(Reason.class);
        state.circumstances().holds().stream()
                .map(Hold::reason)
                .filter(HOLDS::contains)
                .forEach(why::add);
        if (HOLDS.contains(state.reason()) || WAITS.contains(state.reason())) {
            why.add(state.reason());
        }
        why.forEach(reason -> counts.held.merge(reason, 1, Integer::sum));
    }

    List<MetricFamily> families() {
        MetricFamily.Gauge open = new MetricFamily.Gauge("dogwatch_incidents_open", "Open incidents by severity");
        MetricFamily.Gauge held = new MetricFamily.Gauge(
                "dogwatch_targets_restart_blocked", "Targets that Dogwatch would not restart now, by reason");
        hosts.forEach((host, counts) -> {
            String name = LabelText.of(host);
            for (Severity severity : Severity.values()) {
                open.add(
                        Labels.of("host", name, "severity", severity.wireName()),
                        counts.open.getOrDefault(severity, 0));
            }
            for (Set<Reason> reasons : List.of(HOLDS, WAITS)) {
                reasons.forEach(reason -> held.add(
                        Labels.of("host", name, "reason", reason.wireName()), counts.held.getOrDefault(reason, 0)));
            }
        });
        return List.of(open, held);
    }
}
