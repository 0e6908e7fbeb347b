package io.dogwatch.supervise;

import io.dogwatch.docker.EngineVersion;
import java.time.Instant;
import java.util.Optional;

/**
 * One engine, for pages, API and metrics.
 *
 * @param connected whether the event stream is open and the engine responds
 * @param since when the current state began
 * @param trouble why it is not connected, one line; empty if connected
 * @param breaker the host's breaker, which holds restarts when many targets fail together
 * @param gaps interruptions of the event stream since the start of Dogwatch
 */
public record HostView(
        String host,
        String endpoint,
        boolean connected,
        Instant since,
        String trouble,
        Optional<EngineVersion> version,
        BreakerView breaker,
        long gaps,
        long events) {}
