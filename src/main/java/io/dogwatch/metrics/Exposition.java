package io.dogwatch.metrics;

import io.dogwatch.journal.StoreListener;
import io.dogwatch.supervise.Fleet;
import io.dogwatch.supervise.Meters;
import io.micrometer.core.instrument.Clock;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.InfoSnapshot;
import io.prometheus.metrics.model.snapshots.InfoSnapshot.InfoDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricMetadata;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import jakarta.servlet.http.HttpServlet;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Everything that Dogwatch exports at {@code /metrics}. Safe for use by many threads; owns the registry. */
public final class Exposition implements AutoCloseable {

    /** How many series of targets and checks there may be, if nothing else is said. */
    public static final int DEFAULT_SERIES = SeriesLimit.DEFAULT;

    private final PrometheusRegistry series = new PrometheusRegistry();
    private final PrometheusMeterRegistry registry =
            new PrometheusMeterRegistry(StrictConfig.INSTANCE, series, Clock.SYSTEM);
    private final RestartCounts restarts = new RestartCounts();
    private final ProcessMeters process = new ProcessMeters();
    private final InstantSource clock;
    private final SeriesLimit limit;
    private final ServiceMeters meters;
    private final StoreMeters store;
    private volatile Configuration configuration = new Configuration(true, Optional.empty());

    /** @param readAt when what holds now was read; empty before the first time */
    private record Configuration(boolean good, Optional<Instant> readAt) {}

    /** With room for {@value #DEFAULT_SERIES} series of targets. */
    public Exposition(String version, InstantSource clock) {
        this(version, clock, DEFAULT_SERIES);
    }

    /**
     * @param version of Dogwatch, for {@code dogwatch_build_info}
     * @param maxSeries of targets and checks in one scrape; what is beyond is left out, target by target
     */
    public Exposition(String version, InstantSource clock, int maxSeries) {
        this.clock = clock;
        limit = new SeriesLimit(maxSeries);
        meters = new ServiceMeters(series, restarts);
        store = new StoreMeters(series);
        process.bindTo(registry);
        Labels build = Labels.of(
                "version",
                version,
                "java",
                Runtime.version().feature() + "." + Runtime.version().interim() + "."
                        + Runtime.version().update());
        InfoSnapshot info = new InfoSnapshot(
                new MetricMetadata("dogwatch_build", "Version of Dogwatch and of its Java runtime"),
                List.of(new InfoDataPointSnapshot(build)));
        series.register(() -> info);
        series.register((MultiCollector) this::configurationSeries);
    }

    /** Where the rooms say what happened. */
    public Meters meters() {
        return meters;
    }

    /** Where the store says what was done with it. */
    public StoreListener store() {
        return store;
    }

    /** Exports the series of this fleet; once. */
    public void show(Fleet fleet) {
        fleet.hosts().forEach(host -> meters.knownHost(host.host()));
        series.register(new FleetCollector(fleet, restarts, limit, clock));
    }

    /** Registers a channel of this name, so its counters begin at 0. */
    public void showChannel(String name) {
        meters.knownChannel(name);
    }

    /** Exports how the service itself goes, asked at each scrape; once. */
    public void showHouse(Supplier<ServiceView> house) {
        series.register(new ServiceCollector(house));
    }

    /** Exports how the web server goes, asked at each scrape; once. */
    public void showHttp(Supplier<HttpView> server) {
        series.register(new HttpCollector(server));
    }

    /** The configuration was read, and is what holds now. */
    public void configurationRead(Instant at) {
        configuration = new Configuration(true, Optional.of(at));
    }

    /** The configuration was read again, and is refused: the one before holds. */
    public void configurationRefused() {
        configuration = new Configuration(false, configuration.readAt());
    }

    private MetricSnapshots configurationSeries() {
        Configuration now = configuration;
        ScrapeBuffer all = new ScrapeBuffer();
        now.readAt().ifPresent(at -> {
            all.gauge(
                    "dogwatch_config_last_reload_successful",
                    "1 if the last reload of the configuration succeeded",
                    now.good() ? 1 : 0);
            all.gauge(
                    "dogwatch_config_last_reload_success_timestamp_seconds",
                    "Time of the last successful configuration reload",
                    at.toEpochMilli() / 1000.0);
        });
        return all.snapshots();
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
