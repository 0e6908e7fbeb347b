package io.dogwatch.judge;

import io.dogwatch.model.Incarnation;
import io.dogwatch.model.TargetId;
import java.time.Instant;
import java.util.Collections;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** State of a breaker. */
sealed interface BreakerState {

    /**
     * Restarts are not held.
     *
     * @param quietUntil end of the period in which failures explained by a successful probe are not reported
     *     individually
     * @param scopes scopes of the outage that the probe has ended
     */
    record Closed(Optional<Instant> quietUntil, Set<String> scopes) implements BreakerState {}

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
     * @param scopes groups of targets that fail together: {@link #HOST}, networks and Compose projects
     * @param openedAt when the breaker opened
     * @param from beginning of the earliest failure that counted
     * @param together number of targets failing together
     * @param watched number of targets watched
     * @param limit number of failing targets required to open
     * @param calmSince since when fewer than half of the limit are failing
     */
    record Outage(
            Set<String> scopes,
            Instant openedAt,
            Instant from,
            int together,
            int watched,
            int limit,
            Optional<Instant> calmSince) {

        /** The scope of all targets. */
        static final String HOST = "host";

        Outage withCalmSince(Optional<Instant> calm) {
            return new Outage(scopes, openedAt, from, together, watched, limit, calm);
        }

        /** Adds an outage of other targets. */
        Outage and(Outage other) {
            Set<String> both = new TreeSet<>(scopes);
            both.addAll(other.scopes);
            return new Outage(
                    both,
                    openedAt,
                    from.isBefore(other.from) ? from : other.from,
                    together + other.together,
                    watched + other.watched,
                    Math.min(limit, other.limit),
                    Optional.empty());
        }

        boolean includes(BreakerMember member) {
            return includes(scopes, member);
        }

        static boolean includes(Set<String> scopes, BreakerMember member) {
            return scopes.contains(HOST) || !Collections.disjoint(scopes, member.scopes());
        }
    }
}
