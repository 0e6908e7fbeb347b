package io.dogwatch.judge;

import java.time.Duration;

/**
 * When restarts on a host are held because many of its targets fail together.
 *
 * @param enabled whether there is a breaker at all; default true
 * @param targets at least this many in trouble together; 2 to 1000, default 3
 * @param share and at least this share of the host's targets; above 0 to 1, default 0.3
 * @param within together means: their troubles began within this time of each other; 1 s to 1 h, default 60 s
 * @param probeAfter after this long one of them is restarted, to see whether that helps; 1 s to 24 h, default 60 s
 */
public record BreakerPolicy(boolean enabled, int targets, double share, Duration within, Duration probeAfter) {

    public static final BreakerPolicy DEFAULT =
            new BreakerPolicy(true, 3, 0.3, Duration.ofSeconds(60), Duration.ofSeconds(60));

    /** How many targets in trouble together it takes, where so many are watched. */
    int limit(int watched) {
        // 0.3 of 10 is 3, although it is a little more in floating point.
        return Math.max(targets, (int) Math.ceil(share * watched - 1e-9));
    }
}
