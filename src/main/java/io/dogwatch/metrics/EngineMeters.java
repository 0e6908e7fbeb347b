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
                "How long calls to the Docker engine took, answered or not",
                Buckets.CALL,
                "call",
                "host");
        errors = counter(
                registry,
                "dogwatch_engine_call_errors_total",
                "Calls to the Docker engine that did not do what they were to do",
                "call",
                "error",
                "host");
        breakers = counter(
                registry, "dogwatch_breaker_opened_total", "How often the host's restarts came to be held", "host");
        overflows = counter(
                registry,
                "dogwatch_event_queue_overflows_total",
                "How often more came for a target than its mailbox holds, so that it was looked at instead",
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

    void mailboxOverflown(String host) {
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
