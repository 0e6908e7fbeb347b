package io.dogwatch.supervise;

import io.dogwatch.judge.Hold;
import io.dogwatch.judge.Incident;
import io.dogwatch.judge.Reason;
import io.dogwatch.judge.TargetState;
import io.dogwatch.model.Severity;
import java.time.Duration;
import java.time.Instant;

/**
 * Adds up for how long a target has worked, by the clock that decisions are made by. A doubt is booked when it is over: as
 * down from the first bad outcome if the failure is then believed, else as up. Immutable.
 */
record Uptime(Standing status, Instant since, Availability before) {

    /** A doubt that lasts longer counts as up: a check that fails now and then, but never often enough to be believed. */
    static final Duration MAX_DOUBT = Duration.ofMinutes(5);

    /** How a moment counts. */
    enum Standing {
        UP,
        DOWN,
        DEGRADED,
        /** Nothing is known, or nothing is expected: paused, stopped by a person, in maintenance. */
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
                // What only a warning says does not keep it from its work.
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

    /** From now on it is so. */
    Uptime then(Standing next, Instant now) {
        if (next == status) {
            return this;
        }
        boolean believed = status == Standing.DEGRADED && next == Standing.DOWN;
        Availability booked = status == Standing.DEGRADED && !isLongDoubt(now) ? plus(!believed, passed(now)) : at(now);
        return new Uptime(next, now, booked);
    }

    /** What is certain at this moment. */
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
