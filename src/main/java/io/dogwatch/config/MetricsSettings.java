package io.dogwatch.config;

import io.dogwatch.metrics.Exposition;

/**
 * How much is exported.
 *
 * @param maxSeries series of targets and checks in one scrape; 1000 to 10,000,000, default 200,000
 * @param open whether scrapes need no token where everybody else has to log in; default false
 */
public record MetricsSettings(int maxSeries, boolean open) {

    /** The keys below {@code metrics} that are not Dropwizard's. */
    static final String MAX_SERIES = "maxSeries";

    static final String OPEN = "open";

    public static final MetricsSettings DEFAULT = new MetricsSettings(Exposition.DEFAULT_SERIES, false);
}
