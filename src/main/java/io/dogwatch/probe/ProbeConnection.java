package io.dogwatch.probe;

import io.dogwatch.probe.Resolution.Address;
import java.io.Closeable;
import java.io.IOException;
import java.net.Socket;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The network connection of one attempt. Records the stage and the time spent in each phase. One deadline closes it,
 * even if the attempt connects several times. Not thread-safe; only the deadline closes it from another thread.
 */
final class ProbeConnection implements Closeable {

    /** The stage of an attempt. */
    enum Stage {
        CONNECTING,
        SECURING,
        WAITING,
        READING
    }

    private final Duration resolved;
    private final Deadlines.Deadline deadline;
    private long connecting;
    private long securing;
    private long waiting;
    private long reading;
    private Address address;
    private volatile @Nullable SocketChannel channel;
    private Stage stage = Stage.CONNECTING;
    private long stageBegan = System.nanoTime();
    private Duration connectedAfter = Duration.ZERO;
    private Duration keptFor = Duration.ZERO;
    private String route = "";
    private @Nullable Progress progress;
    private @Nullable Certificate certificate;

    /** Describes the partial response for a failure detail. */
    interface Progress {
        /** Returns a text such as {@code status 200 after 3 ms}; empty if nothing was received. */
        String soFar();
    }

    /**
     * @param resolved the time spent on finding the address
     * @throws IOException if the prober is closed
     */
    ProbeConnection(Deadlines deadlines, Duration timeout, Address address, Duration resolved) throws IOException {
        this.address = address;
        this.resolved = resolved;
        this.deadline = deadlines.start(timeout, this::closeQuietly);
    }

    /** Connects to the current address. */
    Socket connect() throws IOException {
        SocketChannel opened = SocketChannel.open();
        attach(opened);
        connect(opened);
        connectedAfter = deadline.took();
        keptFor = Duration.ZERO;
        enter(Stage.WAITING);
        return opened.socket();
    }

    /**
     * Reuses a connection released by an earlier call.
     *
     * @param shown the certificates presented at that time
     * @param age the time since it was opened
     */
    void resume(SocketChannel kept, List<Certificate> shown, Duration age) throws IOException {
        attach(kept);
        keptFor = age;
        secured(shown);
    }

    /**
     * Stops the deadline and keeps the connection open when this is closed.
     *
     * @return false if the deadline has already closed the connection
     */
    boolean release() {
        deadline.close();
        SocketChannel held = channel;
        channel = null;
        // The deadline sets its end before it reads the channel, so one of both threads sees the other.
        boolean isOurs = deadline.end() == Deadlines.End.NONE;
        if (!isOurs) {
            // The deadline may have found no channel; close() closes it.
            channel = held;
        }
        return isOurs;
    }

    SocketChannel channel() {
        return Objects.requireNonNull(channel);
    }

    private void attach(SocketChannel held) throws IOException {
        channel = held;
        if (deadline.end() != Deadlines.End.NONE) {
            // The deadline may have found no channel.
            held.close();
        }
    }

    /**
     * Connects without a separate timeout: the deadline closes the channel. On the same machine the kernel connects
     * within the first call but reports it only to a second call. The second call saves the detour of a virtual
     * thread through the poller, which costs more CPU than the connection.
     */
    private void connect(SocketChannel opened) throws IOException {
        opened.configureBlocking(false);
        boolean connected = opened.connect(address.socket()) || opened.finishConnect();
        opened.configureBlocking(true);
        if (!connected) {
            opened.finishConnect();
        }
    }

    /**
     * Closes the connection and prepares one to another address, or to the same address again, within the same
     * deadline.
     */
    void moveTo(Address next, String reason) {
        closeQuietly();
        address = next;
        route = reason;
        progress = null;
        enter(Stage.CONNECTING);
    }

    /** Records the end of the TLS handshake and the presented certificates. */
    void secured(List<Certificate> shown) {
        enter(Stage.WAITING);
        for (Certificate candidate : shown) {
            if (certificate == null || candidate.validUntil().isBefore(certificate.validUntil())) {
                certificate = candidate;
            }
        }
    }

    void enter(Stage next) {
        long now = System.nanoTime();
        long took = now - stageBegan;
        switch (stage) {
            case CONNECTING -> connecting += took;
            case SECURING -> securing += took;
            case WAITING -> waiting += took;
            case READING -> reading += took;
        }
        stageBegan = now;
        stage = next;
    }

    void track(Progress listener) {
        progress = listener;
    }

    String soFar() {
        return progress == null ? "" : progress.soFar();
    }

    Address address() {
        return address;
    }

    /**
     * Returns the reason for the current address, such as {@code redirected to http://x/}; empty for the container's
     * address.
     */
    String route() {
        return route;
    }

    Stage stage() {
        return stage;
    }

    Duration timeout() {
        return deadline.timeout();
    }

    /** Describes the connection, such as {@code connected after 3 ms}; empty before it is established. */
    String connected() {
        if (stage == Stage.CONNECTING) {
            return "";
        }
        return keptFor.isZero()
                ? "connected after " + Failures.text(connectedAfter)
                : "on a connection kept for " + Failures.text(keptFor);
    }

    Duration took() {
        return deadline.took();
    }

    Deadlines.End end() {
        return deadline.end();
    }

    /** Returns the presented certificate that expires first; empty without TLS. */
    Optional<Certificate> certificate() {
        return Optional.ofNullable(certificate);
    }

    Phases phases() {
        enter(stage);
        return new Phases(
                resolved,
                Duration.ofNanos(connecting),
                Duration.ofNanos(securing),
                Duration.ofNanos(waiting),
                Duration.ofNanos(reading));
    }

    private void closeQuietly() {
        SocketChannel held = channel;
        try {
            if (held != null) {
                held.close();
            }
        } catch (IOException e) {
            // the connection is not used again
        }
    }

    @Override
    public void close() {
        deadline.close();
        closeQuietly();
    }
}
