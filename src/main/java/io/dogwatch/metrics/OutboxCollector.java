package io.dogwatch.metrics;

import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Supplier;

/** The depth of the outbox and whether the store can be read, asked at each scrape. Safe for use by many threads. */
public final class OutboxCollector implements MultiCollector {

    /**
     * @param waiting unsent notices
     * @param dead permanently failed notices
     * @param oldestWaiting creation time of the oldest waiting notice
     * @param mostAttempts maximum failed attempts of a waiting notice
     */
    public record Depth(int waiting, int dead, Optional<Instant> oldestWaiting, int mostAttempts) {}

    private final Supplier<Depth> depth;
    private final InstantSource clock;

    OutboxCollector(Supplier<Depth> depth, InstantSource clock) {
        this.depth = depth;
        this.clock = clock;
    }

    @Override
    public MetricSnapshots collect() {
        MetricFamily.Gauge notices =
                new MetricFamily.Gauge("dogwatch_outbox_notifications", "Unsent notifications in the outbox");
        MetricFamily.Gauge oldest = new MetricFamily.Gauge(
                "dogwatch_outbox_oldest_age_seconds", "Age of the oldest pending notification; 0 if none is pending");
        MetricFamily.Gauge attempts = new MetricFamily.Gauge(
                "dogwatch_outbox_max_attempts",
                "Failed attempts of the pending notification with the most attempts; 0 if none is pending");
        MetricFamily.Gauge readable = new MetricFamily.Gauge("dogwatch_store_readable", "1 if the store is readable");
        try {
            Depth now = depth.get();
            notices.add(Labels.of("state", "waiting"), now.waiting());
            notices.add(Labels.of("state", "dead"), now.dead());
            oldest.add(Labels.EMPTY, now.oldestWaiting().map(this::age).orElse(0.0));
            attempts.add(Labels.EMPTY, now.mostAttempts());
            readable.add(Labels.EMPTY, 1);
        } catch (RuntimeException e) {
            // A store that cannot be read must not hide every other metric.
            readable.add(Labels.EMPTY, 0);
        }
        return MetricSnapshots.of(notices.snapshot(), oldest.snapshot(), attempts.snapshot(), readable.snapshot());
    }

    private double age(Instant created) {
        return Math.max(0, Duration.between(created, clock.instant()).toMillis() / 1000.0);
    }
}
