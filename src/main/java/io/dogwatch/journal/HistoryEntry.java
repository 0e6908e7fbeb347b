package io.dogwatch.journal;

import io.dogwatch.model.TargetId;
import java.time.Duration;
import java.time.Instant;

/**
 * The same thing, once or several times in a row, at an even pace.
 *
 * @param times at least 1
 */
public record HistoryEntry(TargetId target, Instant firstAt, Instant lastAt, int times, HistoryEvent what) {

    /** When it happened for the n-th time. Exact for the first and the last; what lies between is spread evenly. */
    public Instant at(int n) {
        if (n <= 0 || times < 2) {
            return firstAt;
        }
        if (n >= times - 1) {
            return lastAt;
        }
        return firstAt.plus(Duration.between(firstAt, lastAt).multipliedBy(n).dividedBy(times - 1L));
    }
}
