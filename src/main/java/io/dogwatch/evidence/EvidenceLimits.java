package io.dogwatch.evidence;

import java.time.Duration;

/**
 * How much is taken.
 *
 * @param within the deadline for all of it, the wait for a turn included
 * @param maxSize bytes for all files of one round together
 * @param logLines newest lines of the log; 0 for none
 */
public record EvidenceLimits(Duration within, int maxSize, int logLines) {}
