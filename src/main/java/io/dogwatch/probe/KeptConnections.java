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
 * The idle connections of checks that keep theirs: one at most for each check and address. Each is closed when it is older
 * than {@link #MAX_LENGTH}, whether its check is still made or not, and with the deadlines. Safe for use by many threads.
 */
final class KeptConnections {

    /** Since it was opened: so long a renewed certificate may stay unseen, and a name's new address. */
    static final Duration MAX_LENGTH = Duration.ofMinutes(5);

    /** Whose connection it is. */
    record Owner(HttpCheck check, InetSocketAddress address) {}

    /**
     * A connection that can be asked again.
     *
     * @param shown the certificate that the server showed on it
     * @param openedNanos when it was opened, by {@link System#nanoTime}
     */
    record Kept(
            DefaultBHttpClientConnection connection, SocketChannel channel, List<Certificate> shown, long openedNanos) {

        Duration age() {
            return Duration.ofNanos(System.nanoTime() - openedNanos);
        }

        private void hangUp() {
            try {
                channel.close();
            } catch (IOException e) {
                // it is of no use any more, closed or not
            }
        }
    }

    private record Idle(Kept kept, Deadlines.Deadline deadline) {}

    private final Deadlines deadlines;
    private final Duration longest;
    private final Map<Owner, Idle> idle = new ConcurrentHashMap<>();

    KeptConnections(Deadlines deadlines, Duration longest) {
        this.deadlines = deadlines;
        this.longest = longest;
    }

    /** The owner's connection, which nobody else gets then, nor closes. */
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
            deadline = deadlines.start(longest.minus(kept.age()), () -> drop(owner, kept));
        } catch (IOException e) {
            // Nothing will be asked any more.
            kept.hangUp();
            return;
        }
        Idle other = idle.put(owner, new Idle(kept, deadline));
        if (other != null) {
            other.deadline().close();
            other.kept().hangUp();
        }
        if (deadline.end() != Deadlines.End.NONE) {
            // It may have come before there was something to drop.
            drop(owner, kept);
        }
    }

    private void drop(Owner owner, Kept kept) {
        Idle one = idle.get(owner);
        if (one != null && one.kept().equals(kept) && idle.remove(owner, one)) {
            kept.hangUp();
        }
    }
}
