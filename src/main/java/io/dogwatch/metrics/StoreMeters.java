package io.dogwatch.metrics;

import io.dogwatch.journal.StoreListener;
import io.prometheus.metrics.core.datapoints.CounterDataPoint;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;

/** Times what is done with the store. Safe for use by many threads. */
final class StoreMeters implements StoreListener {

    private record Use(Timing.Series duration, CounterDataPoint errors) {}

    private final Map<Operation, Use> uses = new EnumMap<>(Operation.class);

    StoreMeters(PrometheusRegistry registry) {
        Timing durations = new Timing(
                registry,
                "dogwatch_store_operation_duration_seconds",
                "Duration of store operations, including the wait for other writers",
                Buckets.STORE,
                "operation");
        Counter errors = Counter.builder()
                .name("dogwatch_store_errors_total")
                .help("Failed store operations")
                .labelNames("operation")
                .withoutExemplars()
                .register(registry);
        for (Operation operation : Operation.values()) {
            uses.put(
                    operation,
                    new Use(durations.series(operation.wireName()), errors.labelValues(operation.wireName())));
        }
    }

    @Override
    public void used(Operation operation, Duration took, boolean done) {
        Use use = uses.get(operation);
        if (use != null) {
            use.duration().record(took);
            if (!done) {
                use.errors().inc();
            }
        }
    }
}
