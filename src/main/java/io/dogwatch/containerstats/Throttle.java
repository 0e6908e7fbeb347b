package io.dogwatch.containerstats;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;

/** Lets one of many callers do something, at most once in a while. Safe for use by many threads. */
final class Throttle {

    private final long millis;
    private final AtomicLong last = new AtomicLong(Long.MIN_VALUE);

    Throttle(Duration interval) {
        this.millis = interval.toMillis();
    }

    /** Whether it is this caller's turn; the first call's always. */
    boolean isDue(Instant now) {
        long before = last.get();
        boolean isDue = before == Long.MIN_VALUE || now.toEpochMilli() >= before + millis;
        return isDue && last.compareAndSet(before, now.toEpochMilli());
    }
}
