package io.dogwatch.supervise;

import io.dogwatch.judge.Hold;
import io.dogwatch.judge.Incident;
import io.dogwatch.judge.Reason;
import io.dogwatch.judge.TargetState;
import io.dogwatch.model.Severity;
import java.time.Duration;
import java.time.Instant;

/**
 * Accumulates the uptime of a target by the clock used for decisions. A degraded period is attributed when it is
 * resolved: as down from the first bad outcome if a failure follows, otherwise as up. Immutable.
 */
record Uptime(Status status, Instant since, Availability before) {

    /** A longer degraded period counts as up: the check fails occasionally, but never reaches its threshold. */
    static final Duration MAX_DEGRADED = Duration.ofMinutes(5);

    /** How a period counts. */
    enum Status {
        UP,
        DOWN,
        DEGRADED,
        /** Unknown or not expected to run: paused, stopped manually, or under maintenance. */
        UNOBSERVED;

        static Status of(TargetState state) {
            for (Hold hold : state.circumstances().holds()) {
                if (hold.reason() == Reason.MAINTENANCE) {
                    return UNOBSERVED;
                }
            }
            return switch (state.phase()) {
                case HEALTHY -> UP;
                case STARTING -> isCritical(state) ? DOWN : UP;
                case SUSPECT -> isCritical(state) ? DOWN : DEGRADED;
                // A warning does not count as downtime.
                case FAILING -> state.reason() == Reason.WARNING ? UP : DOWN;
                case RESTARTING, BACKING_OFF, QUARANTINED, MISSING -> DOWN;
                case PAUSED, STOPPED, UNKNOWN -> UNOBSERVED;
            };
        }

        private static boolean isCritical(TargetState state) {
            return state.ledger()
                    .incident()
                    .map(Incident::severity)
                    .filter(Severity.CRITICAL::equals)
                    .isPresent();
        }
    }

    static Uptime from(Instant now) {
        return new Uptime(Status.UNOBSERVED, now, Availability.NONE);
    }

    /** Returns the uptime with this status from now on. */
    Uptime transitionTo(Status next, Instant now) {
        if (next == status) {
            return this;
        }
        boolean failed = status == Status.DEGRADED && next == Status.DOWN;
        Availability accumulated =
                status == Status.DEGRADED && !isLongDegraded(now) ? plus(!failed, elapsed(now)) : at(now);
        return new Uptime(next, now, accumulated);
    }

    /** Returns the availability known at this time. */
    Availability at(Instant now) {
        return switch (status) {
            case UP -> plus(true, elapsed(now));
            case DOWN -> plus(false, elapsed(now));
            case DEGRADED -> isLongDegraded(now) ? plus(true, elapsed(now)) : before;
            case UNOBSERVED -> before;
        };
    }

    private boolean isLongDegraded(Instant now) {
        return elapsed(now).compareTo(MAX_DEGRADED) > 0;
    }

    private Duration elapsed(Instant now) {
        Duration elapsed = Duration.between(since, now);
        return elapsed.isNegative() ? Duration.ZERO : elapsed;
    }

    private Availability plus(boolean up, Duration elapsed) {
        return new Availability(
                up ? before.up().plus(elapsed) : before.up(), before.observed().plus(elapsed));
    }
}
