package io.dogwatch.logs;

import java.time.Instant;

/** Gives the lines of a block of a file to a {@link LogDeduplicator}. Not thread-safe. */
interface LineTaker {

    /**
     * Processes complete lines, except for a line longer than a block.
     *
     * @param from start of the first line; at least {@link BlockScanner#BEFORE}
     * @param to position after the last line's line feed, if it is complete
     */
    void take(byte[] block, int from, int to, LogDeduplicator reading, Instant now);

    /** Whether the mark after the block may be kept: no part of a line is held back. */
    boolean isBetweenLines();

    /** Reading goes on somewhere else. */
    void leave();
}
