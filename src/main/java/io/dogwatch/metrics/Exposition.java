package io.dogwatch.metrics;

import io.dogwatch.supervise.Fleet;
import io.dogwatch.supervise.Meters;
import io.micrometer.core.instrument.Clock;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.InfoSnapshot;
import io.prometheus.metrics.model.snapshots.InfoSnapshot.InfoDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricMetadata;
import jakarta.servlet.http.HttpServlet;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Supplier;

/** Everything that Dogwatch exports at {@code /metrics}. Safe for use by many threads; owns the registry. */
public final class Exposition implements AutoCloseable {

    private final PrometheusRegistry series = new PrometheusRegistry();
    private final PrometheusMeterRegistry registry =
            new PrometheusMeterRegistry(PrometheusConfig.DEFAULT, series, Clock.SYSTEM);
    private final RestartCounts restarts = new RestartCounts();
    private final ProcessMeters process = new ProcessMeters();
    private final InstantSource clock;
    private final Meters meters;

    /** @param version of Dogwatch, for {@code dogwatch_build_info} */
    public Exposition(String version, InstantSource clock) {
        this.clock = clock;
        meters = new ServiceMeters(registry, restarts);
        process.bindTo(registry);
        Labels build = Labels.of(
                "version",
                version,
                "java",
                Runtime.version().feature() + "." + Runtime.version().interim() + "."
                        + Runtime.version().update());
        InfoSnapshot info = new InfoSnapshot(
                new MetricMetadata("dogwatch_build", "Which Dogwatch runs, on which Java"),
                List.of(new InfoDataPointSnapshot(build)));
        series.register(() -> info);
    }

    /** Where the rooms say what happened. */
    public Meters meters() {
        return meters;
    }

    /** Exports the series of this fleet; once. */
    public void show(Fleet fleet) {
        series.register(new FleetCollector(fleet, restarts, clock));
    }

    /**
     * Exports the depth of the outbox; once.
     *
     * @param depth asked at each scrape, and may throw
     */
    public void showOutbox(Supplier<OutboxCollector.Depth> depth) {
        series.register(new OutboxCollector(depth, clock));
    }

    /** Answers scrapes; to be mapped to {@code /metrics}. */
    public HttpServlet servlet() {
        return new MetricsServlet(this);
    }

    /** Writes everything, in the form of this content type. */
    void write(OutputStream out, String type) {
        try {
            registry.scrape(out, type);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        process.close();
        registry.close();
    }
}
