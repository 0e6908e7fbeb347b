package io.dogwatch.metrics;

/** The upper bounds of the histograms' classic buckets, in seconds. */
final class Buckets {

    /** Has a bound just above the default timeout of 3 s, which separates timeouts from slow responses. */
    static final double[] PROBE = {0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2, 3, 3.5, 5, 10};

    static final double[] LAG = {0.005, 0.025, 0.1, 0.25, 1, 5};

    /** Of one call to an engine: deadline 10 s, and 45 s and more for a restart. */
    static final double[] CALL = {0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60};

    /** Of a remedy, of evidence, of an attempt to deliver. */
    static final double[] REMEDY = {0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30};

    static final double[] INCIDENT = {0.1, 0.5, 1, 2.5, 5, 10, 30, 60, 300, 900, 3600};

    /** A transaction with a sync takes a millisecond on an SSD and some ten on a disk. */
    static final double[] STORE = {0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.5, 1, 5};

    private Buckets() {}
}
