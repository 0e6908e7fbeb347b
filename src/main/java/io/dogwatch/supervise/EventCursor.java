package io.dogwatch.supervise;

import io.dogwatch.journal.Journal;
import io.dogwatch.journal.StoreException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Remembers the time of a host's last processed event across restarts of Dogwatch. If the store is unavailable, no
 * events are replayed. Thread-safe.
 */
final class EventCursor {

    private static final Logger LOG = LoggerFactory.getLogger(EventCursor.class);

    /** Older events are not replayed; the container list already reflects their effects. */
    private static final Duration MAX_REPLAY = Duration.ofHours(1);

    private final String host;
    private final Journal journal;

    EventCursor(String host, Journal journal) {
        this.host = host;
        this.journal = journal;
    }

    /** Returns the position of the previous run; empty if it is too old. */
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
