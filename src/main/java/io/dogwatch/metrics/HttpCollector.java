package io.dogwatch.metrics;

import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.util.function.Supplier;

/** The series of the web server, asked at each scrape. Safe for use by many threads. */
final class HttpCollector implements MultiCollector {

    private final Supplier<HttpView> server;

    HttpCollector(Supplier<HttpView> server) {
        this.server = server;
    }

    @Override
    public MetricSnapshots collect() {
        HttpView now = server.get();
        MetricFamily.Counter requests =
                new MetricFamily.Counter("dogwatch_http_requests", "Completed requests by status class");
        now.requests().forEach((status, count) -> requests.add(Labels.of("status", status), (double) count));
        ScrapeBuffer all = new ScrapeBuffer();
        all.add(requests);
        all.gauge("dogwatch_http_requests_active", "Active requests, including this scrape", (double) now.active());
        all.gauge("dogwatch_http_connections", "Open connections", now.connections());
        all.gauge("dogwatch_http_threads_busy", "Busy threads of the web server", now.busyThreads());
        all.gauge("dogwatch_http_threads_max", "Maximum number of threads of the web server", now.threads());
        all.gauge("dogwatch_http_queued_requests", "Requests waiting for a thread", now.queued());
        return all.snapshots();
    }
}
