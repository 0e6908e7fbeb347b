package io.dogwatch.judge;

import io.dogwatch.model.Incarnation;
import java.time.Instant;
import java.util.Objects;

/**
 * An action that was decided. Written to the journal before the call, so that a crash at any moment leaves a trace;
 * one intent makes at most one call.
 *
 * @param id unique for ever
 * @param incidentId the incident it is to cure; empty when a person asked for it out of the blue
 * @param incarnation what it is to replace
 * @param action what is to be done
 * @param attempt 1 for the first restart since the target was last well
 * @param why one line for people
 */
public record Intent(
        String id,
        String incidentId,
        Incarnation incarnation,
        Action action,
        int attempt,
        Instant decidedAt,
        String why) {

    public Intent {
        // Before there was a ladder, every intent was a restart.
        action = Objects.requireNonNullElse(action, Action.RESTART);
    }
}
