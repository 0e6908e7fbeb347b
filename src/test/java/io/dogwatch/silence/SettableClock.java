package io.dogwatch.silence;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** A clock that a test sets. */
final class SettableClock implements InstantSource {

    private volatile Instant now;

    SettableClock(Instant now) {
        this.now = now;
    }

    @Override
    public Instant instant() {
        return now;
    }

    void set(Instant to) {
        now = to;
    }

    void set(String to) {
        now = Instant.parse(to);
    }

    void advance(Duration by) {
        now = now.plus(by);
    }
}
