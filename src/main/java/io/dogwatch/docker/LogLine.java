package io.dogwatch.docker;

import java.time.Instant;

/**
 * One line of a container's log; the engine's 16 KiB pieces are joined. A line of more than 64 KiB comes in windows, one
 * after the other, each beginning with the last 4 KiB of the one before, so that what is shorter than that is whole in
 * one of them.
 *
 * @param at the engine's time stamp, to the nanosecond; the same for all windows of a line
 * @param text without the line end; hostile, at most 64 KiB
 * @param continued whether this is a further window of the line before, of the same source
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
