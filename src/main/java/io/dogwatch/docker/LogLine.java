package io.dogwatch.docker;

import java.time.Instant;

/**
 * One line of a container's log, with the engine's 16 KiB pieces joined. A line of more than 64 KiB is split into
 * consecutive windows. Each begins with the last 4 KiB of the previous one, and any shorter text is complete in
 * one of them.
 *
 * @param at the engine's time stamp in nanoseconds; the same for all windows of a line
 * @param text without the line end; hostile, at most 64 KiB
 * @param continued whether this is a further window of the previous line from the same source
 */
public record LogLine(Instant at, Source source, String text, boolean continued) {

    public enum Source {
        STDOUT,
        STDERR
    }

    /** A whole line, or its first window. */
    public LogLine(Instant at, Source source, String text) {
        this(at, source, text, false);
    }
}
