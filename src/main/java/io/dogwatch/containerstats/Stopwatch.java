package io.dogwatch.containerstats;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** How long something has been so without a break. Not thread-safe. */
final class Stopwatch {

    private Instant since = Instant.MAX;
    private Instant last = Instant.MAX;

    void end() {
        since = Instant.MAX;
    }

    /**
     * @param gap maximum time between two readings without a break
     * @return the time since when the condition holds; empty if it does not
     */
    Optional<Duration> elapsed(boolean isSo, Instant now, Duration gap) {
        if (!isSo) {
            since = Instant.MAX;
        } else if (since.equals(Instant.MAX) || Duration.between(last, now).compareTo(gap) > 0) {
            since = now;
        }
        last = now;
        return isSo ? Optional.of(Duration.between(since, now)) : Optional.empty();
    }
}
