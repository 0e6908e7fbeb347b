package io.dogwatch.supervise;

import io.dogwatch.journal.Journal;
import io.dogwatch.journal.StoreException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How far a host's events were heard, over restarts of Dogwatch. Without the store, nothing is replayed. Thread-safe. */
final class EventCursor {

    private static final Logger LOG = LoggerFactory.getLogger(EventCursor.class);

    /** Older events are history: what they led to is in the list. */
    private static final Duration MAX_REPLAY = Duration.ofHours(1);

    private final String host;
    private final Journal journal;

    EventCursor(String host, Journal journal) {
        this.host = host;
        this.journal = journal;
    }

    /** Of the run before; empty if that is too long ago. */
    Optional<Instant> lastSeen() {
        try {
            return journal.remembered(key())
                    .map(Instant::parse)
                    .filter(at -> at.isAfter(Instant.now().minus(MAX_REPLAY)));
        } catch (StoreException | DateTimeException e) {
            return Optional.empty();
        }
    }

    void remember(Instant at) {
        try {
            journal.remember(key(), at.toString());
        } catch (StoreException e) {
            LOG.debug("event stream position save failed host={} error=\"{}\"", host, e.getMessage());
        }
    }

    private String key() {
        return "events." + host;
    }
}
