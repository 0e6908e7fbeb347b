package io.dogwatch.model;

import java.util.Locale;

/** Where a target stands. Exactly one at a time; the words are the same in API, page, mail and metrics. */
public enum Phase {
    /** Runs, but its start phase has not been passed yet: failed probes do not count. */
    STARTING,
    HEALTHY,
    /** At least one check fails, none has reached its threshold yet. */
    SUSPECT,
    /** A check has reached its failure threshold. */
    FAILING,
    /** A restart action is in progress. */
    RESTARTING,
    /** Failing, and the next restart waits for its backoff. */
    BACKING_OFF,
    /** Failing, and restarts are suspended: the budget is spent, or restarts are ineffective. */
    QUARANTINED,
    /** The container was paused manually. */
    PAUSED,
    /** The container was stopped manually, or has finished. */
    STOPPED,
    /** A required container does not exist. */
    MISSING,
    /** The engine is unreachable, so the state is unknown. Counters are frozen. */
    UNKNOWN;

    private final String wireName = name().toLowerCase(Locale.ROOT).replace('_', '-');

    /** The name in outputs, such as {@code backing-off}. */
    public String wireName() {
        return wireName;
    }
}
