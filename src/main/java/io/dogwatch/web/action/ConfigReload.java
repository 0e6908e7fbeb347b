package io.dogwatch.web.action;

import java.time.Instant;
import java.util.List;

/** Reloads the configuration file at runtime. Thread-safe. */
public interface ConfigReload {

    Status status();

    /** Reloads the file. On return, either the whole file is active or nothing has changed. */
    Status readAgain();

    /**
     * State of the configuration.
     *
     * @param accepted whether the file was valid at the last read and is active
     * @param readAt when the active configuration was read
     * @param triedAt when the file was last read
     * @param faults the faults found at the last read, one sentence each
     * @param needsRestart changed keys that require a restart of Dogwatch
     */
    record Status(boolean accepted, Instant readAt, Instant triedAt, List<String> faults, List<String> needsRestart) {
        public Status {
            faults = List.copyOf(faults);
            needsRestart = List.copyOf(needsRestart);
        }
    }
}
