package io.dogwatch.logs;

import io.dogwatch.docker.LogLine;
import io.dogwatch.model.Outcome;
import java.time.Duration;
import java.time.Instant;

/** A pattern that means something at the moment it appears, and is never bad by itself: ready and recovery. */
final class ReadyMarker implements MarkerState {

    @Override
    public void matched(LogLine line, Instant seen) {}

    @Override
    public boolean known(Instant readUpTo) {
        return false;
    }

    @Override
    public boolean isBad() {
        return false;
    }

    @Override
    public Outcome outcome(Instant now) {
        return Outcome.healthy(Duration.ZERO);
    }

    @Override
    public Instant due() {
        return Instant.MAX;
    }
}
