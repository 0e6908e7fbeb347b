package io.dogwatch.docker;

import java.time.Instant;

/**
 * One whole line of a container's log; the engine's 16 KiB pieces are joined.
 *
 * @param at the engine's time stamp, to the nanosecond
 * @param text without the line end; hostile, cut at 64 KiB
 */
public record LogLine(Instant at, Source source, String text) {

    public enum Source {
        STDOUT,
        STDERR
    }
}
