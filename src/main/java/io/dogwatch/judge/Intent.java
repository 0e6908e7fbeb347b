package io.dogwatch.judge;

import io.dogwatch.model.Incarnation;
import java.time.Instant;
import java.util.Objects;

/**
 * A decided action. Written to the journal before the call, which leaves a trace of a crash at any moment. Each intent
 * makes at most one call.
 *
 * @param id permanently unique
 * @param incidentId the incident to resolve; empty for a manual request without an incident
 * @param incarnation the incarnation to replace
 * @param action the action to perform
 * @param attempt 1 for the first restart since the target was last healthy
 * @param why one readable line
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
        // Early versions recorded only restarts, without an action.
        action = Objects.requireNonNullElse(action, Action.RESTART);
    }
}
