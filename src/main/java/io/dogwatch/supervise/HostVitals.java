package io.dogwatch.supervise;

import java.time.Instant;
import java.util.Optional;

/**
 * Health of one host's supervision, for metrics.
 *
 * @param breaker {@code closed}, {@code open} or {@code half-open}
 * @param inTrouble failing targets that keep the breaker open; 0 while closed
 * @param lastEvent the engine's time of its latest event; empty before the first
 * @param lastList when all containers were last listed; empty before the first time
 * @param waiting messages in the event queues of all targets
 */
public record HostVitals(
        String host,
        String breaker,
        int inTrouble,
        Optional<Instant> lastEvent,
        Optional<Instant> lastList,
        int waiting) {}
