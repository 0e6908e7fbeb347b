package io.dogwatch.model;

import java.time.Duration;

/**
 * When a check is probed.
 *
 * @param interval from one start to the next; 100 ms to 24 h, default 10 s
 * @param timeout the whole attempt's deadline; at most the interval, default 3 s
 * @param startInterval the interval while the target is in its start phase; default 2 s
 */
public record Schedule(Duration interval, Duration timeout, Duration startInterval) {

    public static final Schedule DEFAULT =
            new Schedule(Duration.ofSeconds(10), Duration.ofSeconds(3), Duration.ofSeconds(2));
}
