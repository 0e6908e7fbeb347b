package io.dogwatch.app;

import java.time.Duration;
import java.util.function.LongSupplier;

/** Shows that something still goes round. Safe for use by many threads. */
final class SchedulerPulse {

    private final LongSupplier nanos;
    private volatile long last;

    /** @param nanos a clock that never jumps, as {@link System#nanoTime()} */
    SchedulerPulse(LongSupplier nanos) {
        this.nanos = nanos;
        this.last = nanos.getAsLong();
    }

    void beat() {
        last = nanos.getAsLong();
    }

    /** Since the last beat, or since this was made. */
    Duration silence() {
        return Duration.ofNanos(nanos.getAsLong() - last);
    }
}
