package io.dogwatch.probe;

import io.dogwatch.probe.Resolution.Address;
import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/**
 * One connection of one attempt: connects, may add TLS, remembers how far it came, and is closed by a deadline that
 * covers all of it. For one thread; only the deadline closes it from another.
 */
final class Call implements AutoCloseable {

    /** How far an attempt came. */
    enum Stage {
        CONNECTING,
        SECURING,
        TALKING
    }

    private final Address address;
    private final Socket socket = new Socket();
    private final Deadlines.Deadline deadline;
    private Stage stage = Stage.CONNECTING;
    private Duration connectedAfter = Duration.ZERO;

    /** @throws IOException if the prober is closed */
    Call(Deadlines deadlines, Duration timeout, Address address) throws IOException {
        this.address = address;
        this.deadline = deadlines.start(timeout, socket);
    }

    Socket connect() throws IOException {
        // Without a timeout of its own: the deadline closes the socket, and a timed connect costs one more timer.
        socket.connect(address.socket());
        connectedAfter = deadline.took();
        stage = Stage.TALKING;
        return socket;
    }

    /**
     * Adds TLS.
     *
     * @param name what the certificate must fit and the server is told (SNI); a name or a numeric address
     */
    SSLSocket secure(SSLSocketFactory factory, String name, boolean verify) throws IOException {
        stage = Stage.SECURING;
        SSLSocket secured =
                (SSLSocket) factory.createSocket(socket, name, address.socket().getPort(), true);
        if (verify) {
            SSLParameters parameters = secured.getSSLParameters();
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
            secured.setSSLParameters(parameters);
        }
        secured.startHandshake();
        stage = Stage.TALKING;
        return secured;
    }

    Socket socket() {
        return socket;
    }

    Address address() {
        return address;
    }

    Stage stage() {
        return stage;
    }

    Duration timeout() {
        return deadline.timeout();
    }

    /** Empty while there is no connection. */
    Optional<Duration> connectedAfter() {
        return stage == Stage.CONNECTING ? Optional.empty() : Optional.of(connectedAfter);
    }

    Duration took() {
        return deadline.took();
    }

    Deadlines.End end() {
        return deadline.end();
    }

    @Override
    public void close() {
        deadline.close();
        try {
            socket.close();
        } catch (IOException e) {
            // it is of no use any more, closed or not
        }
    }
}
