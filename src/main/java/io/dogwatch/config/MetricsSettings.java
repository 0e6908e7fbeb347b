package io.dogwatch.config;

import io.dogwatch.metrics.Exposition;

/**
 * Limits of the metrics.
 *
 * @param maxSeries series of targets and checks in one scrape; 1000 to 10,000,000, default 200,000
 * @param open whether scrapes need no token even if a login is required; default false
 */
public record MetricsSettings(int maxSeries, boolean open) {

    /** Dogwatch's own keys below {@code metrics}. */
    static final String MAX_SERIES = "maxSeries";

    static final String OPEN = "open";

    public static final MetricsSettings DEFAULT = new MetricsSettings(Exposition.DEFAULT_SERIES, false);
}
