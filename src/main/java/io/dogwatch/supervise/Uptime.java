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
record Uptime(Standing status, Instant since, Availability before) {

    /** A longer degraded period counts as up: the check fails occasionally, but never reaches its threshold. */
    static final Duration MAX_DOUBT = Duration.ofMinutes(5);

    /** How a period counts. */
    enum Standing {
        UP,
        DOWN,
        DEGRADED,
        /** Unknown or not expected to run: paused, stopped manually, or under maintenance. */
        UNOBSERVED;

        static Standing of(TargetState state) {
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
        return new Uptime(Standing.UNOBSERVED, now, Availability.NONE);
    }

    /** Returns the uptime with this status from now on. */
    Uptime then(Standing next, Instant now) {
        if (next == status) {
            return this;
        }
        boolean believed = status == Standing.DEGRADED && next == Standing.DOWN;
        Availability booked = status == Standing.DEGRADED && !isLongDoubt(now) ? plus(!believed, passed(now)) : at(now);
        return new Uptime(next, now, booked);
    }

    /** Returns the availability known at this time. */
    Availability at(Instant now) {
        return switch (status) {
            case UP -> plus(true, passed(now));
            case DOWN -> plus(false, passed(now));
            case DEGRADED -> isLongDoubt(now) ? plus(true, passed(now)) : before;
            case UNOBSERVED -> before;
        };
    }

    private boolean isLongDoubt(Instant now) {
        return passed(now).compareTo(MAX_DOUBT) > 0;
    }

    private Duration passed(Instant now) {
        Duration passed = Duration.between(since, now);
        return passed.isNegative() ? Duration.ZERO : passed;
    }

    private Availability plus(boolean up, Duration passed) {
        return new Availability(
                up ? before.up().plus(passed) : before.up(), before.observed().plus(passed));
    }
}
