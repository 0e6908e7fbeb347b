package io.dogwatch.judge;

import io.dogwatch.model.Incarnation;
import io.dogwatch.model.TargetId;
import java.time.Instant;
import java.util.Optional;

/** Where a breaker stands. */
sealed interface BreakerState {

    /**
     * Restarts are not held.
     *
     * @param quietUntil how long the troubles that a successful probe has explained are not told one by one
     */
    record Closed(Optional<Instant> quietUntil) implements BreakerState {}

    /** Restarts are held. */
    record Open(Outage outage, Instant probeAt) implements BreakerState {}

    /**
     * Restarts are held, except that of one target.
     *
     * @param incarnation what its restart is to replace
     * @param restarted whether it lives a new life, which has to prove itself
     * @param deadline when the probe has failed if it has not recovered
     */
    record HalfOpen(
            Outage outage, TargetId probe, Optional<Incarnation> incarnation, boolean restarted, Instant deadline)
            implements BreakerState {}

    /**
     * What opened it.
     *
     * @param openedAt when that was
     * @param from the beginning of the earliest trouble that counted
     * @param together how many targets were in trouble together
     * @param watched of how many
     * @param limit how many it took
     * @param calmSince since when less than half of the limit are in trouble
     */
    record Outage(Instant openedAt, Instant from, int together, int watched, int limit, Optional<Instant> calmSince) {

        Outage withCalmSince(Optional<Instant> calm) {
            return new Outage(openedAt, from, together, watched, limit, calm);
        }
    }
}
