package io.dogwatch.journal;

import io.dogwatch.model.Incarnation;
import java.time.Instant;
import java.util.Optional;

/**
 * A remedy that was really decided.
 *
 * @param replaced the incarnation it was to replace
 * @param action its word, such as {@code restart}
 * @param endedAt absent while it is not known how it ended
 * @param result such as {@code restarted} or {@code superseded}; empty while it is under way
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
