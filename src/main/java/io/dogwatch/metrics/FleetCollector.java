package io.dogwatch.metrics;

import io.dogwatch.model.TargetId;
import io.dogwatch.supervise.Fleet;
import io.dogwatch.supervise.TargetView;
import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Collects all series of targets, checks and engines from the newest state at each scrape: no series to update,
 * and none to remove for a vanished target. Thread-safe.
 */
public final class FleetCollector implements MultiCollector {

    private final Fleet fleet;
    private final RestartCounts restarts;
    private final SeriesLimit limit;
    private final InstantSource clock;
    private final Map<TargetId, TargetLabels> labels = new ConcurrentHashMap<>();

    FleetCollector(Fleet fleet, RestartCounts restarts, SeriesLimit limit, InstantSource clock) {
        this.fleet = fleet;
        this.restarts = restarts;
        this.limit = limit;
        this.clock = clock;
    }

    @Override
    public MetricSnapshots collect() {
        List<TargetView> targets = fleet.targets();
        forgetVanished(targets);
        StatusSeries standing = new StatusSeries();
        EngineSeries engines = new EngineSeries();
        fleet.hosts().forEach(host -> {
            standing.known(host.host());
            engines.add(host);
        });
        fleet.vitals().forEach(engines::add);
        // Counted with or without series.
        targets.forEach(standing::add);

        TargetSeries states = new TargetSeries(restarts, clock.instant());
        HistorySeries histories = new HistorySeries();
        CheckSeries checks = new CheckSeries();
        LogSeries logs = new LogSeries();
        LogReadSeries reads = new LogReadSeries();
        SeriesLimit.Round round = limit.round();
        for (TargetView target : round.within(targets)) {
            TargetLabels its = labels.computeIfAbsent(target.watch().target(), TargetLabels::new);
            states.add(target, its);
            histories.add(target, its);
            checks.add(target, its);
            logs.add(target, its);
            reads.add(target, its);
        }
        List<MetricFamily> ofTargets = Stream.of(
                        states.families(), histories.families(), checks.families(), logs.families(), reads.families())
                .flatMap(List::stream)
                .toList();
        List<MetricFamily> ofHosts = Stream.concat(standing.families().stream(), engines.families().stream())
                .toList();
        List<MetricFamily> ofItself =
                round.families(ofTargets.stream().mapToInt(MetricFamily::size).sum());

        MetricSnapshots.Builder all = MetricSnapshots.builder();
        Stream.of(ofTargets, ofHosts, ofItself)
                .flatMap(List::stream)
                .forEach(family -> all.metricSnapshot(family.snapshot()));
        return all.build();
    }

    private void forgetVanished(List<TargetView> targets) {
        Set<TargetId> live =
                targets.stream().map(target -> target.watch().target()).collect(Collectors.toSet());
        labels.keySet().retainAll(live);
        restarts.retain(live);
    }
}
