package io.dogwatch.metrics;

import io.dogwatch.supervise.Fleet;
import io.dogwatch.supervise.TargetView;
import io.dogwatch.target.TargetId;
import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * All series of targets, checks and engines, read from the fleet's newest state at each scrape: nothing to keep up to
 * date, and nothing to remove for a target that has vanished. Safe for use by many threads.
 */
public final class FleetCollector implements MultiCollector {

    private final Fleet fleet;
    private final RestartCounts restarts;
    private final InstantSource clock;
    private final Map<TargetId, TargetLabels> labels = new ConcurrentHashMap<>();

    FleetCollector(Fleet fleet, RestartCounts restarts, InstantSource clock) {
        this.fleet = fleet;
        this.restarts = restarts;
        this.clock = clock;
    }

    @Override
    public MetricSnapshots collect() {
        List<TargetView> targets = fleet.targets();
        forgetVanished(targets);
        Instant now = clock.instant();
        TargetSeries targetSeries = new TargetSeries(restarts, now);
        CheckSeries checkSeries = new CheckSeries();
        LogSeries logSeries = new LogSeries();
        LogReadSeries logReadSeries = new LogReadSeries();
        for (TargetView target : targets) {
            TargetLabels its = labels.computeIfAbsent(target.watch().target(), TargetLabels::new);
            targetSeries.add(target, its);
            checkSeries.add(target, its);
            logSeries.add(target, its);
            logReadSeries.add(target, its);
        }
        EngineSeries engineSeries = new EngineSeries();
        fleet.hosts().forEach(engineSeries::add);

        MetricSnapshots.Builder all = MetricSnapshots.builder();
        targetSeries.families().forEach(family -> all.metricSnapshot(family.snapshot()));
        checkSeries.families().forEach(family -> all.metricSnapshot(family.snapshot()));
        logSeries.families().forEach(family -> all.metricSnapshot(family.snapshot()));
        logReadSeries.families().forEach(family -> all.metricSnapshot(family.snapshot()));
        engineSeries.families().forEach(family -> all.metricSnapshot(family.snapshot()));
        return all.build();
    }

    private void forgetVanished(List<TargetView> targets) {
        Set<TargetId> live =
                targets.stream().map(target -> target.watch().target()).collect(Collectors.toSet());
        labels.keySet().retainAll(live);
        restarts.retain(live);
    }
}
