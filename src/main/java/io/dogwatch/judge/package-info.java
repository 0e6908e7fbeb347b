/**
 * Decides what to do about one target. Pure: no clock, randomness, lock, logger, metric or I/O. The same history gives
 * the same verdicts.
 */
@NullMarked
package io.dogwatch.judge;

import org.jspecify.annotations.NullMarked;
