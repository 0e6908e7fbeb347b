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
 * One attempt on the network: connects, remembers how far it came and where the time went, and is closed by a deadline
 * that covers all of it, also when it connects more than once. For one thread; only the deadline closes it from another.
 */
final class ProbeConnection implements Closeable {

    /** How far an attempt came. */
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
    private @Nullable Heard heard;
    private @Nullable Certificate certificate;

    /** What has come of an answer so far, for the detail of a failure. */
    interface Heard {
        /** Such as {@code status 200 after 3 ms}; empty for nothing. */
        String sofar();
    }

    /**
     * @param resolved how long it took to find the address
     * @throws IOException if the prober is closed
     */
    ProbeConnection(Deadlines deadlines, Duration timeout, Address address, Duration resolved) throws IOException {
        this.address = address;
        this.resolved = resolved;
        this.deadline = deadlines.start(timeout, this::hangUp);
    }

    /** Connects to the address it was made for. */
    Socket connect() throws IOException {
        SocketChannel opened = SocketChannel.open();
        hold(opened);
        connect(opened);
        connectedAfter = deadline.took();
        keptFor = Duration.ZERO;
        enter(Stage.WAITING);
        return opened.socket();
    }

    /**
     * Goes on with a connection that an earlier call has let go.
     *
     * @param shown what the server showed then
     * @param age since it was opened
     */
    void resume(SocketChannel kept, List<Certificate> shown, Duration age) throws IOException {
        hold(kept);
        keptFor = age;
        secured(shown);
    }

    /**
     * Leaves the connection open when the call is closed, and stops the clock.
     *
     * @return false if the deadline has closed it already
     */
    boolean letGo() {
        deadline.close();
        SocketChannel held = channel;
        channel = null;
        // The deadline says that it has ended before it looks for what to close, so one of the two sees the other.
        boolean isOurs = deadline.end() == Deadlines.End.NONE;
        if (!isOurs) {
            // It may have found nothing to close; whoever closes the call does.
            channel = held;
        }
        return isOurs;
    }

    SocketChannel channel() {
        return Objects.requireNonNull(channel);
    }

    private void hold(SocketChannel held) throws IOException {
        channel = held;
        if (deadline.end() != Deadlines.End.NONE) {
            // It may have found nothing to close.
            held.close();
        }
    }

    /**
     * Without a timeout of its own: the deadline closes the channel. To a container of this machine the kernel connects
     * within the call that begins it, but says so only to whoever asks again; that saves a virtual thread the way by the
     * poller, which costs more CPU than the connection.
     */
    private void connect(SocketChannel opened) throws IOException {
        opened.configureBlocking(false);
        boolean connected = opened.connect(address.socket()) || opened.finishConnect();
        opened.configureBlocking(true);
        if (!connected) {
            opened.finishConnect();
        }
    }

    /** Leaves the present connection for one to another address (or the same once more), within the same deadline. */
    void moveTo(Address next, String why) {
        hangUp();
        address = next;
        route = why;
        heard = null;
        enter(Stage.CONNECTING);
    }

    /** The TLS handshake is done, and this is what the server showed. */
    void secured(List<Certificate> shown) {
        enter(Stage.WAITING);
        for (Certificate one : shown) {
            if (certificate == null || one.validUntil().isBefore(certificate.validUntil())) {
                certificate = one;
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

    void hears(Heard listener) {
        heard = listener;
    }

    String sofar() {
        return heard == null ? "" : heard.sofar();
    }

    Address address() {
        return address;
    }

    /** How it came to the present address, such as {@code redirected to http://x/}; empty if it is the container's. */
    String route() {
        return route;
    }

    Stage stage() {
        return stage;
    }

    Duration timeout() {
        return deadline.timeout();
    }

    /** How it came to its connection, such as {@code connected after 3 ms}; empty while there is none. */
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

    /** Of all that servers have shown, the one that expires first; empty without TLS. */
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

    private void hangUp() {
        SocketChannel held = channel;
        try {
            if (held != null) {
                held.close();
            }
        } catch (IOException e) {
            // it is of no use any more, closed or not
        }
    }

    @Override
    public void close() {
        deadline.close();
        hangUp();
    }
}
