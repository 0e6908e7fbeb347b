package io.dogwatch.metrics;

import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;

/** What one collector has gathered for one scrape. Used by one thread. */
final class Collected {
    private final MetricSnapshots.Builder all = MetricSnapshots.builder();

    void gauge(String name, String help, double value) {
        Family.Gauge one = new Family.Gauge(name, help);
        one.add(Labels.EMPTY, value);
        all.metricSnapshot(one.snapshot());
    }

    void counter(String name, String help, double value) {
        Family.Counter one = new Family.Counter(name, help);
        one.add(Labels.EMPTY, value);
        all.metricSnapshot(one.snapshot());
    }

    void add(Family family) {
        all.metricSnapshot(family.snapshot());
    }

    MetricSnapshots snapshots() {
        return all.build();
    }
}
