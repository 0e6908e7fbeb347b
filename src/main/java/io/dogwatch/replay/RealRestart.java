package io.dogwatch.replay;

import io.dogwatch.judge.ActionResult;
import io.dogwatch.model.Incarnation;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A remedy that was really carried out, and what came of it.
 *
 * @param failingSince when the failure began that it was to cure
 * @param endedAt when it was known how it ended
 * @param incarnation what it began; empty if it did not begin a new life
 * @param recoveredAt the first sign that it had helped; empty if it had not
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

    /** Whether it was under way at this moment. What led to it came in the very instant in which it was decided. */
    boolean isUnderWay(Instant at) {
        return at.isAfter(decidedAt) && !at.isAfter(endedAt);
    }
}
