package io.dogwatch.probe;

import io.dogwatch.target.HttpCheck;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.hc.core5.http.impl.io.DefaultBHttpClientConnection;

/**
 * The idle connections of checks that keep theirs: one at most for each check and address, and none is used again that is older
 * than {@link #LONGEST}. Safe for use by many threads.
 *
 * <p>What belongs to a check that is not made any more is closed by a later connection that is kept, at most every
 * {@link #LONGEST}.
 */
final class KeptConnections implements AutoCloseable {

    /** Since it was opened: so long a renewed certificate may stay unseen, and a name's new address. */
    static final Duration LONGEST = Duration.ofMinutes(5);

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

        private boolean isOld() {
            return age().compareTo(LONGEST) > 0;
        }

        private void hangUp() {
            try {
                channel.close();
            } catch (IOException e) {
                // it is of no use any more, closed or not
            }
        }
    }

    private final Map<Owner, Kept> idle = new ConcurrentHashMap<>();
    private final AtomicLong swept = new AtomicLong(System.nanoTime());
    private volatile boolean closed;

    /** The owner's connection, which nobody else gets then. */
    Optional<Kept> take(Owner owner) {
        Kept kept = idle.remove(owner);
        if (kept != null && kept.isOld()) {
            kept.hangUp();
            return Optional.empty();
        }
        return Optional.ofNullable(kept);
    }

    void keep(Owner owner, Kept kept) {
        Kept other = idle.put(owner, kept);
        if (other != null) {
            other.hangUp();
        }
        if (closed) {
            close();
        } else {
            sweepIfDue();
        }
    }

    private void sweepIfDue() {
        long last = swept.get();
        long now = System.nanoTime();
        if (now - last > LONGEST.toNanos() && swept.compareAndSet(last, now)) {
            idle.forEach((owner, kept) -> {
                if (kept.isOld() && idle.remove(owner, kept)) {
                    kept.hangUp();
                }
            });
        }
    }

    @Override
    public void close() {
        closed = true;
        for (Owner owner : idle.keySet()) {
            take(owner).ifPresent(Kept::hangUp);
        }
    }
}
