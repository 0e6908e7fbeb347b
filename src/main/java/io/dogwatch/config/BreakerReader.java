package io.dogwatch.config;

import io.dogwatch.judge.BreakerPolicy;
import java.time.Duration;

/** Reads when the restarts of a host are held because many of its targets fail together. */
final class BreakerReader {

    private static final Duration SECOND = Duration.ofSeconds(1);

    /** A share of nothing would be reached by nothing. */
    private static final double SMALLEST_SHARE = 0.01;

    private BreakerReader() {}

    static BreakerPolicy read(ConfigSection section) {
        BreakerPolicy fallback = BreakerPolicy.DEFAULT;
        BreakerPolicy policy = new BreakerPolicy(
                section.flag("enabled", fallback.enabled()),
                section.number("targets", fallback.targets(), 2, 1000),
                section.share("share", fallback.share(), SMALLEST_SHARE, 1),
                section.duration("within", fallback.within(), SECOND, Duration.ofHours(1)),
                section.duration("probeAfter", fallback.probeAfter(), SECOND, Duration.ofDays(1)));
        section.rejectUnknown();
        return policy;
    }
}
