package io.dogwatch.supervise;

import io.dogwatch.docker.EngineVersion;
import java.time.Instant;
import java.util.Optional;

/**
 * How one engine can be reached. Immutable.
 *
 * @param since since when it has been so
 * @param trouble why it is not connected, one line; empty when it is
 * @param version the newest that was told; empty before the first connection
 */
record Contact(
        boolean connected, Instant since, String trouble, Optional<EngineVersion> version, long gaps, long events) {

    static Contact none(Instant now) {
        return new Contact(false, now, "not connected yet", Optional.empty(), 0, 0);
    }

    Contact made(EngineVersion with, Instant now) {
        return new Contact(true, now, "", Optional.of(with), gaps, events);
    }

    Contact lost(String why, Instant now) {
        return new Contact(false, now, why, version, gaps + 1, events);
    }

    Contact heard() {
        return new Contact(connected, since, trouble, version, gaps, events + 1);
    }
}
