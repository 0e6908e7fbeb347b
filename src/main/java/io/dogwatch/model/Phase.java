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
    /** A remedy of ours is on its way. */
    RESTARTING,
    /** Failing, and the next restart waits for its backoff. */
    BACKING_OFF,
    /** Failing, the restart budget is spent or restarting is futile: nothing more is done until it is released. */
    QUARANTINED,
    /** A person paused the container. */
    PAUSED,
    /** A person stopped the container, or it finished as it should. */
    STOPPED,
    /** A container of this name must exist, and does not. */
    MISSING,
    /** The engine is unreachable, so the state is unknown. Counters are frozen. */
    UNKNOWN;

    private final String wireName = name().toLowerCase(Locale.ROOT).replace('_', '-');

    /** The word people see, such as {@code backing-off}. */
    public String wireName() {
        return wireName;
    }
}
