package io.dogwatch.model;

import java.util.Locale;

/** The engine's own word for a container's state ({@code State.Status} of inspect). */
public enum ContainerStatus {
    CREATED,
    RUNNING,
    PAUSED,
    /** The engine's restart policy is about to start it again. */
    RESTARTING,
    REMOVING,
    EXITED,
    DEAD;

    /** The engine's spelling, such as {@code running}. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
