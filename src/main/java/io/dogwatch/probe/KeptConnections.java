package io.dogwatch.probe;

import io.dogwatch.model.HttpCheck;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.hc.core5.http.impl.io.DefaultBHttpClientConnection;

/**
 * Caches the idle connections of checks with keep-alive, at most one per check and address. Closes a connection when
 * it is older than {@link #MAX_LENGTH}, even if its check no longer runs, and on shutdown. Thread-safe.
 */
final class KeptConnections {

    /** Maximum age of a connection. A renewed certificate or a changed address may go unnoticed this long. */
    static final Duration MAX_LENGTH = Duration.ofMinutes(5);

    /** The owner of a connection. */
    record Owner(HttpCheck check, InetSocketAddress address) {}

    /**
     * A reusable connection.
     *
     * @param shown the certificate presented by the server
     * @param openedNanos when it was opened, by {@link System#nanoTime}
     */
    record Kept(
            DefaultBHttpClientConnection connection, SocketChannel channel, List<Certificate> shown, long openedNanos) {

        Duration age() {
            return Duration.ofNanos(System.nanoTime() - openedNanos);
        }

        private void closeQuietly() {
            try {
                channel.close();
            } catch (IOException e) {
                // the connection is not used again
            }
        }
    }

    private record Idle(Kept kept, Deadlines.Deadline deadline) {}

    private final Deadlines deadlines;
    private final Duration maxAge;
    private final Map<Owner, Idle> idle = new ConcurrentHashMap<>();

    KeptConnections(Deadlines deadlines, Duration maxAge) {
        this.deadlines = deadlines;
        this.maxAge = maxAge;
    }

    /** Removes and returns the owner's connection. It is no longer closed by the cache. */
    Optional<Kept> take(Owner owner) {
        Idle taken = idle.remove(owner);
        if (taken == null) {
            return Optional.empty();
        }
        taken.deadline().close();
        return Optional.of(taken.kept());
    }

    void keep(Owner owner, Kept kept) {
        Deadlines.Deadline deadline;
        try {
            deadline = deadlines.start(maxAge.minus(kept.age()), () -> drop(owner, kept));
        } catch (IOException e) {
            // No further attempts follow a shutdown.
            kept.closeQuietly();
            return;
        }
        Idle other = idle.put(owner, new Idle(kept, deadline));
        if (other != null) {
            other.deadline().close();
            other.kept().closeQuietly();
        }
        if (deadline.end() != Deadlines.End.NONE) {
            // The deadline may have expired before the connection was added.
            drop(owner, kept);
        }
    }

    private void drop(Owner owner, Kept kept) {
        Idle current = idle.get(owner);
        if (current != null && current.kept().equals(kept) && idle.remove(owner, current)) {
            kept.closeQuietly();
        }
    }
}
