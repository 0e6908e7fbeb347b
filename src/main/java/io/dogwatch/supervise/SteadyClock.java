package io.dogwatch.supervise;

import java.time.Instant;
import java.time.InstantSource;

/**
 * A clock that never goes back and never jumps: the wall clock as it was at construction, and the time since by the
 * machine's monotonic clock. Decisions are made by it, so that a corrected wall clock moves time stamps and nothing else.
 * Safe for use by many threads.
 */
public final class SteadyClock implements InstantSource {

    private final Instant origin = Instant.now();
    private final long originNanos = System.nanoTime();

    @Override
    public Instant instant() {
        return origin.plusNanos(System.nanoTime() - originNanos);
    }
}
