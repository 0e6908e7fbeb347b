package io.dogwatch.metrics;

import io.dogwatch.supervise.QuartzTimetable;
import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.time.Instant;
import java.util.function.Supplier;

/** The series about the service itself, asked at each scrape. Safe for use by many threads. */
final class HouseCollector implements MultiCollector {

    private final Supplier<HouseView> house;

    HouseCollector(Supplier<HouseView> house) {
        this.house = house;
    }

    @Override
    public MetricSnapshots collect() {
        HouseView now = house.get();
        Collected all = new Collected();
        all.gauge("dogwatch_probes_in_flight", "Probes that are under way", now.probesInFlight());
        all.gauge("dogwatch_probes_in_flight_limit", "How many may be at once", now.probesAllowed());
        all.gauge("dogwatch_restarts_disabled", "1 while the global stop is on", now.remediesStopped() ? 1 : 0);
        now.heartbeat()
                .ifPresent(at -> all.gauge(
                        "dogwatch_heartbeat_last_success_timestamp_seconds",
                        "When the watcher outside last took a heartbeat; none before the first",
                        seconds(at)));
        now.store().ifPresent(store -> {
            all.gauge(
                    "dogwatch_store_size_bytes",
                    "What the database takes on disk, its write-ahead log included",
                    (double) store.size());
            all.gauge("dogwatch_store_disk_free_bytes", "What is left on the disk that holds the data folder", (double)
                    store.free());
        });
        add(all, now.scheduler());
        return all.snapshots();
    }

    private static void add(Collected all, QuartzTimetable.Stats scheduler) {
        all.counter("dogwatch_scheduler_jobs", "Jobs that Quartz began", (double) scheduler.begun());
        all.counter(
                "dogwatch_scheduler_misfires", "Jobs that began more than 5 s late, or were left out for it", (double)
                        scheduler.misfired());
        all.gauge("dogwatch_scheduler_threads_busy", "Threads of Quartz at work", scheduler.busy());
        all.gauge("dogwatch_scheduler_threads_max", "How many there may be", scheduler.threads());
        scheduler
                .lastBegun()
                .ifPresent(at -> all.gauge(
                        "dogwatch_scheduler_last_run_timestamp_seconds",
                        "When a job last began, which happens every second",
                        seconds(at)));
    }

    private static double seconds(Instant at) {
        return at.toEpochMilli() / 1000.0;
    }
}
