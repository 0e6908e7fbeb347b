package io.dogwatch.metrics;

import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;

/** What one collector has gathered for one scrape. Used by one thread. */
final class ScrapeBuffer {
    private final MetricSnapshots.Builder all = MetricSnapshots.builder();

    void gauge(String name, String help, double value) {
        MetricFamily.Gauge one = new MetricFamily.Gauge(name, help);
        one.add(Labels.EMPTY, value);
        all.metricSnapshot(one.snapshot());
    }

    void counter(String name, String help, double value) {
        MetricFamily.Counter one = new MetricFamily.Counter(name, help);
        one.add(Labels.EMPTY, value);
        all.metricSnapshot(one.snapshot());
    }

    void add(MetricFamily family) {
        all.metricSnapshot(family.snapshot());
    }

    MetricSnapshots snapshots() {
        return all.build();
    }
}
