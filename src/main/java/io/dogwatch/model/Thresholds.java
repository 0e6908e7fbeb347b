package io.dogwatch.model;

/**
 * What it takes to believe a check, and how much it then matters.
 *
 * @param failure how many of the last {@code window} outcomes must be unhealthy for the check to fail; at least 1
 * @param success healthy outcomes in a row that make a failing check pass again; at least 1
 * @param window from {@code failure} (which means: in a row) to 30
 */
public record Thresholds(int failure, int success, int window, Severity severity) {

    /** For probes: 3 and 1, kubelet's defaults. */
    public static final Thresholds PROBED = new Thresholds(3, 1);

    /** For certain results (a crash, a marker, the engine's verdict): 1 and 1. */
    public static final Thresholds CERTAIN = new Thresholds(1, 1);

    /** Outcomes in a row, of a check that matters. */
    public Thresholds(int failure, int success) {
        this(failure, success, failure, Severity.CRITICAL);
    }

    /** What it takes to fail, as people write it: {@code 3}, or {@code 3 of 5}. */
    public String failureText() {
        return window == failure ? Integer.toString(failure) : failure + " of " + window;
    }
}
