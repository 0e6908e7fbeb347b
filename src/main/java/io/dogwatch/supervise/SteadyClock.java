package io.dogwatch.supervise;

import java.time.Instant;
import java.time.InstantSource;

/**
 * A clock that never goes back or jumps: the wall-clock time at construction plus the elapsed monotonic time. Decisions
 * use it, so a corrected wall clock affects timestamps only. Thread-safe.
 */
public final class SteadyClock implements InstantSource {

    private final Instant origin = Instant.now();
    private final long originNanos = System.nanoTime();

    @Override
    public Instant instant() {
        return origin.plusNanos(System.nanoTime() - originNanos);
    }
}
