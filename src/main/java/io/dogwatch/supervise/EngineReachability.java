package io.dogwatch.supervise;

import io.dogwatch.docker.EngineVersion;
import java.time.Instant;
import java.util.Optional;

/**
 * Reachability of one engine. Immutable.
 *
 * @param since when the current state began
 * @param trouble why it is not connected, one line; empty if connected
 * @param version the latest reported version; empty before the first connection
 */
record EngineReachability(
        boolean connected, Instant since, String trouble, Optional<EngineVersion> version, long gaps, long events) {

    static EngineReachability none(Instant now) {
        return new EngineReachability(false, now, "not connected yet", Optional.empty(), 0, 0);
    }

    EngineReachability connectedTo(EngineVersion engine, Instant now) {
        return new EngineReachability(true, now, "", Optional.of(engine), gaps, events);
    }

    EngineReachability lost(String why, Instant now) {
        return new EngineReachability(false, now, why, version, gaps + 1, events);
    }

    EngineReachability eventReceived() {
        return new EngineReachability(connected, since, trouble, version, gaps, events + 1);
    }
}
