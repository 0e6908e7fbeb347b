package io.dogwatch.metrics;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * Micrometer's own configuration writes exemplars wherever there are some. OpenMetrics 1.0 allows them on counters and buckets
 * alone, and Prometheus (seen with 2.42) refuses a whole scrape that has one elsewhere.
 */
enum StrictConfig implements PrometheusConfig {
    INSTANCE;

    @Override
    public @Nullable String get(String key) {
        return null;
    }

    @Override
    public Properties prometheusProperties() {
        return new Properties();
    }
}
