package io.dogwatch.replay;

import io.dogwatch.judge.ActionResult;
import io.dogwatch.model.Incarnation;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A real restart and its result.
 *
 * @param failingSince beginning of the failure that led to it
 * @param endedAt time at which its result was known
 * @param incarnation the new life; empty if none began
 * @param recoveredAt the first sign of recovery; empty without recovery
 */
record RealRestart(
        String id,
        Instant failingSince,
        Instant decidedAt,
        Instant endedAt,
        Optional<Incarnation> incarnation,
        Optional<Instant> recoveredAt) {

    static Optional<Incarnation> lifeOf(ActionResult result) {
        return result instanceof ActionResult.Restarted(Incarnation life) ? Optional.of(life) : Optional.empty();
    }

    Duration took() {
        return Duration.between(decidedAt, endedAt);
    }

    /** From the decision to the first sign that it had helped. */
    Duration recoveryTook() {
        return Duration.between(decidedAt, recoveredAt.orElse(endedAt));
    }

    /** Whether it was in progress at this moment. Its cause has the same time as the decision. */
    boolean isUnderWay(Instant at) {
        return at.isAfter(decidedAt) && !at.isAfter(endedAt);
    }
}
