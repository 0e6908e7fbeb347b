package io.dogwatch.silence;

import java.time.Instant;
import java.util.Optional;

/**
 * A schedule with a cached answer. A cron expression is evaluated once per change instead of once per query
 * (measured: 15 us per evaluation). Safe for use by many threads.
 */
final class CachedSchedule {

    private final SilenceSchedule when;
    private volatile Stretch stretch;

    /** @param since what is known holds from here, inclusive, until the change, exclusive */
    private record Stretch(Instant since, Optional<Instant> end, Optional<Instant> change) {

        static Stretch at(SilenceSchedule when, Instant now) {
            Optional<Instant> end = when.endIfOn(now);
            return new Stretch(now, end, end.or(() -> when.nextBegin(now)));
        }

        /** False after the change, and when the clock was put back. */
        boolean holds(Instant now) {
            return !now.isBefore(since) && (change.isEmpty() || now.isBefore(change.get()));
        }
    }

    CachedSchedule(SilenceSchedule when, Instant now) {
        this.when = when;
        this.stretch = Stretch.at(when, now);
    }

    /** As {@link SilenceSchedule#endIfOn}. */
    Optional<Instant> endIfOn(Instant now) {
        return at(now).end();
    }

    /** As {@link SilenceSchedule#nextChange}. */
    Optional<Instant> nextChange(Instant now) {
        return at(now).change();
    }

    private Stretch at(Instant now) {
        Stretch known = stretch;
        if (!known.holds(now)) {
            known = Stretch.at(when, now);
            stretch = known;
        }
        return known;
    }
}
