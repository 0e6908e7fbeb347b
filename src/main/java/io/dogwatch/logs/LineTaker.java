package io.dogwatch.logs;

import java.time.Instant;

/** Gives the lines of a block of a file to a {@link LogDeduplicator}. Not thread-safe. */
interface LineTaker {

    /**
     * Takes lines, whole ones but for one that is longer than a block.
     *
     * @param from where the first begins; at least {@link BlockScanner#BEFORE}
     * @param to after the last one's line feed, if it is whole
     */
    void take(byte[] block, int from, int to, LogDeduplicator reading, Instant now);

    /** Whether the mark after the block may be kept: no part of a line is held back. */
    boolean isBetweenLines();

    /** Reading goes on somewhere else. */
    void leave();
}
