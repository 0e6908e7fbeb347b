package io.dogwatch.judge;

import java.util.Locale;

/** The action that an intent performs on a container. The escalation steps are restart, then kill and start. */
public enum Action {
    /** Restarts the container with the engine's restart call. */
    RESTART,
    /** Kills the process and starts the container; used after a restart that hangs. */
    KILL_START,
    /** Stops the container, which makes the engine's restart policy abandon a crash loop. */
    STOP,
    /** Starts a container that Dogwatch has stopped. */
    START;

    private final String wireName = name().toLowerCase(Locale.ROOT).replace('_', '-');

    /** Returns whether the action counts towards backoff and budget. */
    boolean isAttempt() {
        return this == RESTART || this == START;
    }

    /** Returns the name used in the API and on pages, such as {@code kill-start}. */
    public String wireName() {
        return wireName;
    }
}
