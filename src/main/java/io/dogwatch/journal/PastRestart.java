package io.dogwatch.journal;

import io.dogwatch.model.Incarnation;
import java.time.Instant;
import java.util.Optional;

/**
 * A restart action that was really decided.
 *
 * @param replaced the incarnation to replace
 * @param action its wire name, such as {@code restart}
 * @param endedAt absent while the result is unknown
 * @param result such as {@code restarted} or {@code superseded}; empty while in progress
 */
public record PastRestart(
        String id,
        String incidentId,
        Incarnation replaced,
        String action,
        String why,
        Instant decidedAt,
        Optional<Instant> endedAt,
        String result) {}
