package io.dogwatch.containerstats;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/** The size of one log over time. Safe for use by many threads. */
final class LogTrack {

    private static final Duration ENOUGH = Duration.ofMinutes(10);

    private final LastHour written = new LastHour(false);
    private final Samples samples = new Samples();
    private OptionalLong size = OptionalLong.empty();
    private Optional<Trend> trend = Optional.empty();

    synchronized void observe(Instant at, OptionalLong newest) {
        size = newest;
        if (newest.isPresent()) {
            written.observe(at, newest.getAsLong());
            if (samples.add(at, (double) newest.getAsLong())) {
                trend = Trend.of(samples.list());
            }
        }
    }

    synchronized OptionalLong size() {
        return size;
    }

    /** Bytes written within the last hour, including bytes already rotated away. */
    synchronized long grown(Instant now) {
        return written.grown(now);
    }

    /** How long it has been watched, up to an hour. */
    synchronized Duration watched(Instant now) {
        return written.watched(now);
    }

    /** The same, reckoned up to an hour; empty for the first ten minutes. */
    synchronized OptionalLong growthPerHour(Instant now) {
        Duration watched = written.watched(now);
        return watched.compareTo(ENOUGH) < 0
                ? OptionalLong.empty()
                : OptionalLong.of(Math.round(written.grown(now) * 3600.0 / watched.toSeconds()));
    }

    /** Growth of the occupied space: a full log with a limit no longer grows. */
    synchronized Optional<Trend> trend() {
        return trend;
    }
}
