package io.dogwatch.metrics;

import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.time.Duration;

/** Counts calls to engines, and what befalls the supervision of a whole host. Safe for use by many threads. */
final class EngineMeters {

    private final Timing calls;
    private final Counter errors;
    private final Counter breakers;
    private final Counter overflows;

    EngineMeters(PrometheusRegistry registry) {
        calls = new Timing(
                registry,
                "dogwatch_engine_call_duration_seconds",
                "Duration of calls to the Docker engine, including failed ones",
                Buckets.CALL,
                "call",
                "host");
        errors = counter(
                registry,
                "dogwatch_engine_call_errors_total",
                "Failed calls to the Docker engine",
                "call",
                "error",
                "host");
        breakers =
                counter(registry, "dogwatch_breaker_opened_total", "How often the breaker of the host opened", "host");
        overflows = counter(
                registry,
                "dogwatch_event_queue_overflows_total",
                "Overflows of the event queue of a target; Dogwatch inspects the container after each one",
                "host");
    }

    /** There is such a host; its rates are 0 and not absent from now on. */
    void known(String host) {
        String name = LabelText.of(host);
        errors.initLabelValues("events", "lost", name);
        errors.initLabelValues("ping", "unreachable", name);
        breakers.initLabelValues(name);
        overflows.initLabelValues(name);
    }

    void answered(String host, String call, Duration took) {
        calls.series(call, LabelText.of(host)).record(took);
    }

    void failed(String host, String call, Duration took, String error) {
        answered(host, call, took);
        errors.labelValues(call, error, LabelText.of(host)).inc();
    }

    void eventsLost(String host) {
        errors.labelValues("events", "lost", LabelText.of(host)).inc();
    }

    void breakerOpened(String host) {
        breakers.labelValues(LabelText.of(host)).inc();
    }

    void eventQueueOverflowed(String host) {
        overflows.labelValues(LabelText.of(host)).inc();
    }

    private static Counter counter(PrometheusRegistry registry, String name, String help, String... labels) {
        return Counter.builder()
                .name(name)
                .help(help)
                .labelNames(labels)
                .withoutExemplars()
                .register(registry);
    }
}
