package io.dogwatch.supervise;

import io.dogwatch.judge.Hold;
import io.dogwatch.judge.Incident;
import io.dogwatch.judge.Reason;
import io.dogwatch.judge.TargetState;
import io.dogwatch.target.Severity;
import java.time.Duration;
import java.time.Instant;

/**
 * Adds up for how long a target has worked, by the clock that decisions are made by. A doubt is booked when it is over: as
 * down from the first bad outcome if the failure is then believed, else as up. Immutable.
 */
record Uptime(Standing standing, Instant since, Availability before) {

    /** A doubt that lasts longer counts as up: a check that fails now and then, but never often enough to be believed. */
    static final Duration LONGEST_DOUBT = Duration.ofMinutes(5);

    /** How a moment counts. */
    enum Standing {
        UP,
        DOWN,
        DOUBTFUL,
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
                case SUSPECT -> isCritical(state) ? DOWN : DOUBTFUL;
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
        if (next == standing) {
            return this;
        }
        boolean believed = standing == Standing.DOUBTFUL && next == Standing.DOWN;
        Availability booked =
                standing == Standing.DOUBTFUL && !isLongDoubt(now) ? plus(!believed, passed(now)) : at(now);
        return new Uptime(next, now, booked);
    }

    /** What is certain at this moment. */
    Availability at(Instant now) {
        return switch (standing) {
            case UP -> plus(true, passed(now));
            case DOWN -> plus(false, passed(now));
            case DOUBTFUL -> isLongDoubt(now) ? plus(true, passed(now)) : before;
            case UNOBSERVED -> before;
        };
    }

    private boolean isLongDoubt(Instant now) {
        return passed(now).compareTo(LONGEST_DOUBT) > 0;
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
