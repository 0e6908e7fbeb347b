package io.dogwatch.silence;

import java.time.Instant;

/** Runs something at a time of the wall clock. Safe for use by many threads. */
@FunctionalInterface
public interface WallClockTimer {

    /**
     * Sets one.
     *
     * @param task run once, on any thread; must return at once. May come a little early, as timers do
     * @return takes it back; does nothing when it has run
     */
    Runnable set(Instant at, Runnable task);
}
