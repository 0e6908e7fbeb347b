package io.dogwatch.metrics;

import io.dogwatch.model.Outcome;
import io.prometheus.metrics.core.datapoints.CounterDataPoint;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Counts probes without an allocation, because they are the most frequent event. Thread-safe. */
final class ProbeMeters {

    /** Registered in advance, so a rate is 0 and not absent before the first probe. */
    private static final List<String> KINDS = List.of("http", "tcp");

    private record Kind(
            Timing.Series duration,
            CounterDataPoint healthy,
            CounterDataPoint unhealthy,
            CounterDataPoint inconclusive,
            CounterDataPoint skipped) {}

    private final Counter ended;
    private final Counter skipped;
    private final Timing durations;
    private final Timing.Series lag;
    private final Map<String, Kind> kinds = new ConcurrentHashMap<>();

    ProbeMeters(PrometheusRegistry registry) {
        ended = Counter.builder()
                .name("dogwatch_probes_total")
                .help("Completed scheduled probes, by outcome")
                .labelNames("kind", "outcome")
                .withoutExemplars()
                .register(registry);
        skipped = Counter.builder()
                .name("dogwatch_probes_skipped_total")
                .help("Probes skipped because the previous one was still running")
                .labelNames("kind")
                .withoutExemplars()
                .register(registry);
        durations = new Timing(
                registry, "dogwatch_probe_duration_seconds", "Duration of conclusive probes", Buckets.PROBE, "kind");
        lag = new Timing(
                        registry,
                        "dogwatch_probe_lag_seconds",
                        "Delay between the scheduled and the actual start of probes",
                        Buckets.LAG)
                .series();
        KINDS.forEach(this::kind);
    }

    void probed(String kind, Duration late, Outcome outcome) {
        lag.record(late);
        Kind its = kind(kind);
        switch (outcome) {
            case Outcome.Healthy healthy -> {
                its.healthy().inc();
                its.duration().record(healthy.took());
            }
            case Outcome.Unhealthy unhealthy -> {
                its.unhealthy().inc();
                its.duration().record(unhealthy.took());
            }
            case Outcome.Inconclusive inconclusive -> its.inconclusive().inc();
        }
    }

    void skipped(String kind) {
        kind(kind).skipped().inc();
    }

    private Kind kind(String kind) {
        Kind known = kinds.get(kind);
        return known != null ? known : kinds.computeIfAbsent(kind, this::make);
    }

    private Kind make(String kind) {
        return new Kind(
                durations.series(kind),
                ended.labelValues(kind, "healthy"),
                ended.labelValues(kind, "unhealthy"),
                ended.labelValues(kind, "inconclusive"),
                skipped.labelValues(kind));
    }
}
