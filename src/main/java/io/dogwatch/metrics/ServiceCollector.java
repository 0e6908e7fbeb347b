package io.dogwatch.metrics;

import io.dogwatch.supervise.QuartzTaskScheduler;
import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.time.Instant;
import java.util.function.Supplier;

/** The series about the service itself, asked at each scrape. Safe for use by many threads. */
final class ServiceCollector implements MultiCollector {

    private final Supplier<ServiceView> house;

    ServiceCollector(Supplier<ServiceView> house) {
        this.house = house;
    }

    @Override
    public MetricSnapshots collect() {
        ServiceView now = house.get();
        ScrapeBuffer all = new ScrapeBuffer();
        all.gauge("dogwatch_probes_in_flight", "Running probes", now.probesInFlight());
        all.gauge("dogwatch_probes_in_flight_limit", "Maximum number of running probes", now.probesAllowed());
        all.gauge("dogwatch_restarts_disabled", "1 while restarts are disabled", now.remediesStopped() ? 1 : 0);
        now.heartbeat()
                .ifPresent(at -> all.gauge(
                        "dogwatch_heartbeat_last_success_timestamp_seconds",
                        "Time at which the external monitor last accepted a heartbeat; no series before the first one",
                        seconds(at)));
        now.store().ifPresent(store -> {
            all.gauge(
                    "dogwatch_store_size_bytes", "Size of the database on disk, including its write-ahead log", (double)
                            store.size());
            all.gauge("dogwatch_store_disk_free_bytes", "Free space on the disk of the data folder", (double)
                    store.free());
        });
        add(all, now.scheduler());
        return all.snapshots();
    }

    private static void add(ScrapeBuffer all, QuartzTaskScheduler.Stats scheduler) {
        all.counter("dogwatch_scheduler_jobs", "Jobs started by Quartz", (double) scheduler.begun());
        all.counter(
                "dogwatch_scheduler_misfires", "Jobs started more than 5 s late, or skipped for that reason", (double)
                        scheduler.misfired());
        all.gauge("dogwatch_scheduler_threads_busy", "Busy Quartz threads", scheduler.busy());
        all.gauge("dogwatch_scheduler_threads_max", "Maximum number of Quartz threads", scheduler.threads());
        scheduler
                .lastBegun()
                .ifPresent(at -> all.gauge(
                        "dogwatch_scheduler_last_run_timestamp_seconds",
                        "Start time of the last job; a job starts every second",
                        seconds(at)));
    }

    private static double seconds(Instant at) {
        return at.toEpochMilli() / 1000.0;
    }
}
