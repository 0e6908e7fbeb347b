package io.dogwatch.supervise;

import java.time.Instant;
import java.util.Optional;

/**
 * How one host's supervision goes, for metrics.
 *
 * @param breaker {@code closed}, {@code open} or {@code half-open}
 * @param inTrouble targets because of which the breaker is open; 0 while it is closed
 * @param lastEvent the engine's time of its newest event; empty before the first
 * @param lastList when all containers were last listed; empty before the first time
 * @param waiting messages in the mailboxes of all targets
 */
public record HostVitals(
        String host,
        String breaker,
        int inTrouble,
        Optional<Instant> lastEvent,
        Optional<Instant> lastList,
        int waiting) {}
