package io.dogwatch.web.action;

import java.time.Instant;
import java.util.List;

/** The configuration file, which can be read again while Dogwatch runs. Safe for use by many threads. */
public interface ConfigReload {

    Standing standing();

    /** Reads the file now. All of it holds when this returns, or nothing has changed. */
    Standing readAgain();

    /**
     * How the configuration stands.
     *
     * @param accepted whether the file, as it was when it was last read, is what holds
     * @param readAt when that which holds was read
     * @param triedAt when the file was last read
     * @param faults why it was refused then, a sentence each
     * @param needsRestart keys of the file whose values hold from the next start on
     */
    record Standing(boolean accepted, Instant readAt, Instant triedAt, List<String> faults, List<String> needsRestart) {
        public Standing {
            faults = List.copyOf(faults);
            needsRestart = List.copyOf(needsRestart);
        }
    }
}
