package io.dogwatch.metrics;

import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.InfoSnapshot;
import io.prometheus.metrics.model.snapshots.InfoSnapshot.InfoDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricMetadata;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import java.util.ArrayList;
import java.util.List;

/** One metric of one scrape, while its points are gathered. Used by one thread. */
sealed interface MetricFamily {

    MetricSnapshot snapshot();

    /** How many series it has so far. */
    int size();

    /** A value that goes up and down. */
    final class Gauge implements MetricFamily {
        private final MetricMetadata metadata;
        private final List<GaugeDataPointSnapshot> points = new ArrayList<>();

        Gauge(String name, String help) {
            metadata = new MetricMetadata(name, help);
        }

        void add(Labels labels, double value) {
            points.add(new GaugeDataPointSnapshot(value, labels, null));
        }

        @Override
        public int size() {
            return points.size();
        }

        @Override
        public MetricSnapshot snapshot() {
            return new GaugeSnapshot(metadata, points);
        }
    }

    /** A value that only grows. Its name is given without {@code _total}. */
    final class Counter implements MetricFamily {
        private final MetricMetadata metadata;
        private final List<CounterDataPointSnapshot> points = new ArrayList<>();

        Counter(String name, String help) {
            metadata = new MetricMetadata(name, help);
        }

        void add(Labels labels, double value) {
            points.add(new CounterDataPointSnapshot(value, labels, null, 0));
        }

        @Override
        public int size() {
            return points.size();
        }

        @Override
        public MetricSnapshot snapshot() {
            return new CounterSnapshot(metadata, points);
        }
    }

    /** Words about something, each as a label. Its name is given without {@code _info}. */
    final class Info implements MetricFamily {
        private final MetricMetadata metadata;
        private final List<InfoDataPointSnapshot> points = new ArrayList<>();

        Info(String name, String help) {
            metadata = new MetricMetadata(name, help);
        }

        void add(Labels labels) {
            points.add(new InfoDataPointSnapshot(labels));
        }

        @Override
        public int size() {
            return points.size();
        }

        @Override
        public MetricSnapshot snapshot() {
            return new InfoSnapshot(metadata, points);
        }
    }
}
