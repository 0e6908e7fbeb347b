package io.dogwatch.metrics;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * Micrometer's default writes exemplars on every series. OpenMetrics 1.0 allows them on counters and buckets only,
 * and Prometheus (seen with 2.42) rejects a whole scrape with one elsewhere.
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
