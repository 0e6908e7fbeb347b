package io.dogwatch.silence;

import io.dogwatch.model.DurationText;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.Optional;

/**
 * The active times of a silence, by the wall clock. A period includes its beginning and excludes its end: adjacent
 * periods neither overlap nor leave a gap. Pure and immutable.
 */
public sealed interface SilenceSchedule {

    /** No stretch is longer; what must last longer is a matter of the configuration and not of a window. */
    Duration MAX_LENGTH = Duration.ofDays(30);

    /** The end of the period that contains {@code at}; empty if inactive then. */
    Optional<Instant> endIfOn(Instant at);

    /** When it is next switched on, after {@code at}; empty if never again. */
    Optional<Instant> nextBegin(Instant at);

    /** When it is next switched on or off, after {@code at}; empty if never again. */
    default Optional<Instant> nextChange(Instant at) {
        return endIfOn(at).or(() -> nextBegin(at));
    }

    /** @param until after {@code from}, by 30 d at most */
    record Once(Instant from, Instant until) implements SilenceSchedule {

        @Override
        public Optional<Instant> endIfOn(Instant at) {
            return !at.isBefore(from) && at.isBefore(until) ? Optional.of(until) : Optional.empty();
        }

        @Override
        public Optional<Instant> nextBegin(Instant at) {
            return at.isBefore(from) ? Optional.of(from) : Optional.empty();
        }

        @Override
        public String toString() {
            return "from " + from + " until " + until;
        }
    }

    /**
     * A recurring schedule. If clocks go forward, a period from the skipped hour begins at the end of that hour.
     * If clocks go back, a period from the repeated hour begins once, at its first occurrence. An hourly period
     * begins in every elapsed hour.
     *
     * @param length of each period, in elapsed time; adjacent or overlapping periods are merged
     */
    record Recurring(Cron cron, Duration length, ZoneId zone) implements SilenceSchedule {

        /** More stretches than this in one are not looked at: 1440 are one for each minute of a day. */
        private static final int MAX_JOINED = 1500;

        @Override
        public Optional<Instant> endIfOn(Instant at) {
            return nextBegin(at.minus(length))
                    .filter(begin -> !begin.isAfter(at))
                    .map(this::end);
        }

        /** Of the stretch that begins here, with those that it runs into. */
        private Instant end(Instant begin) {
            Instant end = begin.plus(length);
            Optional<Instant> next = nextBegin(begin);
            for (int joined = 0; joined < MAX_JOINED && next.isPresent(); joined++) {
                if (next.get().isAfter(end) || end.isAfter(begin.plus(MAX_LENGTH))) {
                    return end;
                }
                end = next.get().plus(length);
                next = nextBegin(next.get());
            }
            return next.isPresent() ? Instant.MAX : end;
        }

        /** Whether its stretches leave no gap for longer than a window may last. */
        boolean isEndless() {
            return nextBegin(Instant.parse("2024-01-01T00:00:00Z"))
                    .filter(begin -> end(begin).isAfter(begin.plus(MAX_LENGTH)))
                    .isPresent();
        }

        @Override
        public Optional<Instant> nextBegin(Instant at) {
            return cron.isEveryHour() ? byPassingHours(at) : byWallClock(at);
        }

        /** As a label has it. */
        @Override
        public String toString() {
            return cron + " for " + DurationText.text(length) + " in " + zone;
        }

        private Optional<Instant> byWallClock(Instant at) {
            LocalDateTime from = LocalDateTime.ofInstant(at, zone);
            ZoneOffsetTransition twice = zone.getRules().getTransition(from);
            boolean isSecondComing = twice != null
                    && twice.isOverlap()
                    && zone.getRules().getOffset(at).equals(twice.getOffsetAfter());
            return cron.next(isSecondComing ? twice.getDateTimeBefore().minusSeconds(1) : from)
                    .map(this::instant);
        }

        private Instant instant(LocalDateTime local) {
            ZoneOffsetTransition change = zone.getRules().getTransition(local);
            return change != null && change.isGap()
                    ? change.getInstant()
                    : local.atZone(zone).withEarlierOffsetAtOverlap().toInstant();
        }

        /** From one change of the clocks to the next they show the time without surprise. */
        private Optional<Instant> byPassingHours(Instant at) {
            ZoneRules rules = zone.getRules();
            Instant after = at;
            ZoneOffset offset = rules.getOffset(at);
            ZoneOffsetTransition change = rules.nextTransition(at);
            while (true) {
                Optional<LocalDateTime> local = cron.next(LocalDateTime.ofInstant(after, offset));
                if (local.isEmpty()) {
                    return Optional.empty();
                }
                Instant next = local.get().toInstant(offset);
                if (change == null || next.isBefore(change.getInstant())) {
                    return Optional.of(next);
                }
                after = change.getInstant().minusSeconds(1);
                offset = change.getOffsetAfter();
                change = rules.nextTransition(change.getInstant());
            }
        }
    }
}
