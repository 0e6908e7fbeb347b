package io.dogwatch.supervise;

import io.dogwatch.docker.EngineVersion;
import java.time.Instant;
import java.util.Optional;

/**
 * How one engine can be reached. Immutable.
 *
 * @param since since when it has been so
 * @param trouble why it is not connected, one line; empty when it is
 * @param version the newest that was told; empty before the first connection
 */
record EngineReachability(
        boolean connected, Instant since, String trouble, Optional<EngineVersion> version, long gaps, long events) {

    static EngineReachability none(Instant now) {
        return new EngineReachability(false, now, "not connected yet", Optional.empty(), 0, 0);
    }

    EngineReachability made(EngineVersion with, Instant now) {
        return new EngineReachability(true, now, "", Optional.of(with), gaps, events);
    }

    EngineReachability lost(String why, Instant now) {
        return new EngineReachability(false, now, why, version, gaps + 1, events);
    }

    EngineReachability onAnswer() {
        return new EngineReachability(connected, since, trouble, version, gaps, events + 1);
    }
}
