package io.dogwatch.judge;

import java.time.Duration;

/**
 * Conditions under which restarts on a host are held because many of its targets fail together.
 *
 * @param enabled whether the breaker is enabled; default true
 * @param targets minimum number of targets failing together; 2 to 1000, default 3
 * @param share minimum share of the host's targets; above 0 to 1, default 0.3
 * @param within maximum time between the beginnings of failures that count as together; 1 s to 1 h, default 60 s
 * @param probeAfter delay before one target is restarted as a probe; 1 s to 24 h, default 60 s
 */
public record BreakerPolicy(boolean enabled, int targets, double share, Duration within, Duration probeAfter) {

    public static final BreakerPolicy DEFAULT =
            new BreakerPolicy(true, 3, 0.3, Duration.ofSeconds(60), Duration.ofSeconds(60));

    /** Returns how many targets must fail together to open the breaker. */
    int limit(int watched) {
        // 0.3 of 10 is 3, but slightly more in floating point.
        return Math.max(targets, (int) Math.ceil(share * watched - 1e-9));
    }
}
