package io.dogwatch.report;

import java.time.Duration;
import java.time.Instant;

/**
 * A stretch of time; {@code from} belongs to it, {@code until} does not.
 *
 * @param until after {@code from}
 */
public record Period(Instant from, Instant until) {

    public Period {
        if (!from.isBefore(until)) {
            throw new IllegalArgumentException(from + " must be before " + until);
        }
    }

    public boolean holds(Instant at) {
        return !at.isBefore(from) && at.isBefore(until);
    }

    public Duration length() {
        return Duration.between(from, until);
    }
}
