package io.dogwatch.journal;

import io.dogwatch.model.TargetId;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** A row of the history that may still grow. Used by one thread at a time. */
final class HistoryRun {

    /** What comes half an interval early or late is still at its pace; and a second is nothing. */
    private static final Duration SLACK = Duration.ofSeconds(1);

    private final long number;
    private final TargetId target;
    private final Instant firstAt;
    private final HistoryEvent what;
    private final Object sameness;
    private final boolean steady;
    private Optional<Duration> pace = Optional.empty();
    private Instant lastAt;
    private int times = 1;
    private long row;
    private boolean dirty = true;

    /** @param number orders the runs as they began, also those of the same instant */
    HistoryRun(long number, TargetId target, HistoryEvent what, Object sameness, boolean steady, Instant at) {
        this.number = number;
        this.target = target;
        this.what = what;
        this.sameness = sameness;
        this.steady = steady;
        this.firstAt = at;
        this.lastAt = at;
    }

    /** Takes one more of the same at the same pace; false if it is something else. */
    boolean takes(CanonicalEvent other, Instant at) {
        if (!sameness.equals(other.sameness()) || at.isBefore(lastAt) || times == Integer.MAX_VALUE) {
            return false;
        }
        Duration gap = Duration.between(lastAt, at);
        if (!steady && pace.isPresent() && !isAtPace(gap, pace.get())) {
            return false;
        }
        pace = pace.or(() -> Optional.of(gap));
        lastAt = at;
        times++;
        dirty = true;
        return true;
    }

    private static boolean isAtPace(Duration gap, Duration pace) {
        // Not by dividedBy() and abs(), which reckon with BigDecimal: this is asked after every probe.
        long nanos = pace.toNanos();
        return Math.abs(gap.toNanos() - nanos) <= Math.max(nanos / 2, SLACK.toNanos());
    }

    long number() {
        return number;
    }

    HistoryEntry entry() {
        return new HistoryEntry(target, firstAt, lastAt, times, what);
    }

    /** Whether the store does not know it as it is now. */
    boolean isDirty() {
        return dirty;
    }

    /** The number of its row; 0 before it has one. */
    long row() {
        return row;
    }

    void savedAs(long itsRow) {
        row = itsRow;
        dirty = false;
    }
}
