package io.dogwatch.supervise;

import io.dogwatch.docker.EngineVersion;
import java.time.Instant;
import java.util.Optional;

/**
 * One engine as pages, API and metrics see it.
 *
 * @param connected whether the event stream is open and the engine answers
 * @param since since when it has been so
 * @param trouble why it is not connected, one line; empty when it is
 * @param breaker whether the host's restarts are held because many of its targets fail together
 * @param gaps how often the event stream was cut since the start of Dogwatch
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
