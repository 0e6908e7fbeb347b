package io.dogwatch.metrics;

import io.dogwatch.judge.Notice;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** Counts notices and the attempts to deliver them. Safe for use by many threads. */
final class NotificationMeters {

    private final Counter notices;
    private final Timing.Series delivery;
    private final Counter attempts;
    private final Timing durations;

    NotificationMeters(PrometheusRegistry registry) {
        notices = Counter.builder()
                .name("dogwatch_notifications_total")
                .help("Notifications sent and dead (permanently failed), and failed attempts")
                .labelNames("kind", "result")
                .withoutExemplars()
                .register(registry);
        delivery = new Timing(
                        registry,
                        "dogwatch_notification_delivery_seconds",
                        "Time from the creation of a notification until it was sent",
                        Buckets.INCIDENT)
                .series();
        attempts = Counter.builder()
                .name("dogwatch_deliveries_total")
                .help("Delivery attempts by channel and result")
                .labelNames("channel", "result")
                .withoutExemplars()
                .register(registry);
        durations = new Timing(
                registry,
                "dogwatch_delivery_duration_seconds",
                "Duration of delivery attempts",
                Buckets.REMEDY,
                "channel");
        for (Notice.Kind kind : Notice.Kind.values()) {
            List.of("sent", "failed", "dead").forEach(result -> notices.initLabelValues(wireName(kind), result));
        }
        known("mail");
    }

    /** There is such a channel. */
    void known(String channel) {
        List.of("accepted", "failed", "refused").forEach(result -> attempts.initLabelValues(channel, result));
        durations.series(channel);
    }

    void sent(Notice.Kind kind, Duration waited) {
        count(kind, "sent");
        delivery.record(waited);
    }

    void count(Notice.Kind kind, String result) {
        notices.labelValues(wireName(kind), result).inc();
    }

    void delivered(String channel, String result, Duration took) {
        attempts.labelValues(channel, result).inc();
        durations.series(channel).record(took);
    }

    private static String wireName(Notice.Kind kind) {
        return kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
