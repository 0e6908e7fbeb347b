package io.dogwatch.silence;

import java.time.Instant;

/** Runs something at a time of the wall clock. Safe for use by many threads. */
@FunctionalInterface
public interface WallClockTimer {

    /**
     * Starts a timer.
     *
     * @param task runs once on any thread; must return immediately. May run slightly early, as timers do
     * @return cancels the timer; has no effect after it has run
     */
    Runnable set(Instant at, Runnable task);
}
