package io.dogwatch.config;

import io.dogwatch.metrics.Exposition;

/**
 * How much is exported.
 *
 * @param maxSeries series of targets and checks in one scrape; 1000 to 10,000,000, default 200,000
 */
public record MetricsSettings(int maxSeries) {

    /** The key below {@code metrics}, whose others are Dropwizard's. */
    static final String MAX_SERIES = "maxSeries";

    public static final MetricsSettings DEFAULT = new MetricsSettings(Exposition.DEFAULT_SERIES);
}
