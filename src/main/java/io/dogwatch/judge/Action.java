package io.dogwatch.judge;

import java.util.Locale;

/** The rungs of the remedy ladder: what an intent has done to a container. */
public enum Action {
    /** The engine's one restart call. */
    RESTART,
    /** The process is killed, and the container started: after a restart that hangs. */
    KILL_START,
    /** The container is stopped, so that the engine's own restart policy gives up a crash loop. */
    STOP,
    /** A container that Dogwatch itself has stopped is started again. */
    START;

    private final String wireName = name().toLowerCase(Locale.ROOT).replace('_', '-');

    /** Whether backoff and budget count it. */
    boolean isAttempt() {
        return this == RESTART || this == START;
    }

    /** The word people see, such as {@code kill-start}. */
    public String wireName() {
        return wireName;
    }
}
