package io.dogwatch.containerstats;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;

/** How much a counter has grown within the last hour, by the minute. Not thread-safe. */
final class LastHour {

    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private record Growth(Instant at, long amount) {}

    private final boolean startsAgain;
    private final Deque<Growth> growths = new ArrayDeque<>();
    private long last = -1;
    private Instant since = Instant.MAX;

    /** @param startsAgain whether a smaller counter value means a restart from zero; then the whole value is new */
    LastHour(boolean startsAgain) {
        this.startsAgain = startsAgain;
    }

    /** The first value is only where to begin from. */
    void observe(Instant at, long value) {
        long grown = last < 0 ? 0 : value >= last ? value - last : startsAgain ? value : 0;
        if (last < 0) {
            since = at;
        }
        last = value;
        if (grown > 0) {
            Growth newest = growths.peekLast();
            if (newest != null && Duration.between(newest.at(), at).compareTo(MINUTE) < 0) {
                growths.removeLast();
                growths.addLast(new Growth(newest.at(), newest.amount() + grown));
            } else {
                growths.addLast(new Growth(at, grown));
            }
        }
        forget(at);
    }

    private void forget(Instant now) {
        for (Growth oldest = growths.peekFirst();
                oldest != null && oldest.at().isBefore(now.minus(HOUR));
                oldest = growths.peekFirst()) {
            growths.removeFirst();
        }
    }

    long grown(Instant now) {
        forget(now);
        return growths.stream().mapToLong(Growth::amount).sum();
    }

    /** How long it has been watched, up to an hour. */
    Duration watched(Instant now) {
        if (since.equals(Instant.MAX)) {
            return Duration.ZERO;
        }
        Duration watched = Duration.between(since, now);
        return watched.compareTo(HOUR) > 0 ? HOUR : watched;
    }
}
