package io.dogwatch.judge;

import io.dogwatch.model.Incarnation;
import io.dogwatch.model.TargetId;
import java.time.Instant;
import java.util.Optional;

/** State of a breaker. */
sealed interface BreakerState {

    /**
     * Restarts are not held.
     *
     * @param quietUntil end of the period in which failures explained by a successful probe are not reported
     *     individually
     */
    record Closed(Optional<Instant> quietUntil) implements BreakerState {}

    /** Restarts are held. */
    record Open(Outage outage, Instant probeAt) implements BreakerState {}

    /**
     * Restarts are held, except for one target.
     *
     * @param incarnation the incarnation to be replaced by the restart
     * @param restarted whether the target runs in a new incarnation whose recovery is being verified
     * @param deadline when the probe fails without a recovery
     */
    record HalfOpen(
            Outage outage, TargetId probe, Optional<Incarnation> incarnation, boolean restarted, Instant deadline)
            implements BreakerState {}

    /**
     * The outage that opened the breaker.
     *
     * @param openedAt when the breaker opened
     * @param from beginning of the earliest failure that counted
     * @param together number of targets failing together
     * @param watched number of targets watched
     * @param limit number of failing targets required to open
     * @param calmSince since when fewer than half of the limit are failing
     */
    record Outage(Instant openedAt, Instant from, int together, int watched, int limit, Optional<Instant> calmSince) {

        Outage withCalmSince(Optional<Instant> calm) {
            return new Outage(openedAt, from, together, watched, limit, calm);
        }
    }
}
