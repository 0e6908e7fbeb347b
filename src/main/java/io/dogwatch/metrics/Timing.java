package io.dogwatch.metrics;

import io.micrometer.core.instrument.Clock;
import io.micrometer.core.instrument.distribution.TimeWindowMax;
import io.prometheus.metrics.core.datapoints.DistributionDataPoint;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.Labels;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A duration: a histogram with classic buckets, and native ones for protobuf scrapes; and the maximum of the last
 * minutes. Thread-safe.
 *
 * <p>Uses Prometheus' own client and not Micrometer's timer, which has no native buckets, and whose exemplars
 * contain traces and no incidents.
 */
final class Timing {

    /** The greatest value is that of the last one to two minutes. */
    private static final long WINDOW_MILLIS = 60_000;

    private static final int WINDOWS = 2;

    /** Each native bucket is 9 % wider than the one before (2^(1/8)), as Prometheus' own client for Go has it. */
    private static final int NATIVE_SCHEMA = 3;

    /** Where more are needed, every two become one. */
    private static final int MAX_NATIVE_BUCKETS = 100;

    private final Histogram histogram;
    private final Map<List<String>, Series> series = new ConcurrentHashMap<>();

    /**
     * Creates a timing without exemplars: with them, Prometheus' client wakes a thread 11 times a second for each
     * recording series, to look for a trace.
     *
     * @param buckets upper bounds in seconds
     */
    Timing(PrometheusRegistry registry, String name, String help, double[] buckets, String... labels) {
        this(registry, builder(name, help, buckets, labels).withoutExemplars(), name, help, labels);
    }

    /** Some of its times may be given with an example. */
    static Timing withExamples(
            PrometheusRegistry registry, String name, String help, double[] buckets, String... labels) {
        return new Timing(registry, builder(name, help, buckets, labels), name, help, labels);
    }

    private Timing(PrometheusRegistry registry, Histogram.Builder times, String name, String help, String... labels) {
        histogram = times.register(registry);
        GaugeWithCallback.builder()
                .name(name + "_max")
                .help(help + ": maximum of the last minutes")
                .labelNames(labels)
                .callback(gauge ->
                        series.forEach((values, one) -> gauge.call(one.greatest.poll(), values.toArray(String[]::new))))
                .register(registry);
    }

    private static Histogram.Builder builder(String name, String help, double[] buckets, String... labels) {
        return Histogram.builder()
                .name(name)
                .help(help)
                .classicUpperBounds(buckets)
                .nativeInitialSchema(NATIVE_SCHEMA)
                .nativeMaxNumberOfBuckets(MAX_NATIVE_BUCKETS)
                .labelNames(labels);
    }

    /** Registers and exports the series. Callers that record often should keep the result. */
    Series series(String... values) {
        return series.computeIfAbsent(List.of(values), any -> new Series(histogram.labelValues(values)));
    }

    /** The times of one set of label values. */
    static final class Series {

        private final DistributionDataPoint point;
        private final TimeWindowMax greatest = new TimeWindowMax(Clock.SYSTEM, WINDOW_MILLIS, WINDOWS);

        private Series(DistributionDataPoint point) {
            this.point = point;
        }

        /** What is negative counts as zero. */
        void record(Duration took) {
            double seconds = seconds(took);
            point.observe(seconds);
            greatest.record(seconds);
        }

        /** Records a value with its incident as exemplar; only for a timing with exemplars. */
        void record(Duration took, Labels example) {
            double seconds = seconds(took);
            if (example.isEmpty()) {
                point.observe(seconds);
            } else {
                point.observeWithExemplar(seconds, example);
            }
            greatest.record(seconds);
        }

        private static double seconds(Duration took) {
            return took.isNegative() ? 0 : took.toNanos() / 1e9;
        }
    }
}
