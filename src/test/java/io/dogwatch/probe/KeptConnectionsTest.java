package io.dogwatch.probe;

import static org.assertj.core.api.Assertions.assertThat;

import io.dogwatch.probe.KeptConnections.Kept;
import io.dogwatch.probe.KeptConnections.Owner;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.List;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.impl.io.DefaultBHttpClientConnection;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Real connections, watched from the server's side. */
@Timeout(30)
class KeptConnectionsTest {

    private static final Duration SHORT = Duration.ofMillis(50);

    private final Deadlines deadlines = new Deadlines();
    private ServerSocket server = unbound();
    private Owner owner = new Owner(Checks.http(80).check(), new InetSocketAddress(0));

    private static ServerSocket unbound() {
        try {
            return new ServerSocket();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @BeforeEach
    void listen() throws IOException {
        server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        owner = new Owner(owner.check(), (InetSocketAddress) server.getLocalSocketAddress());
    }

    @AfterEach
    void close() throws IOException {
        deadlines.close();
        server.close();
    }

    private Kept open() throws IOException {
        SocketChannel channel = SocketChannel.open(server.getLocalSocketAddress());
        return new Kept(new DefaultBHttpClientConnection(Http1Config.DEFAULT), channel, List.of(), System.nanoTime());
    }

    /** Waits for the end of a connection. */
    private static int read(Socket socket) throws IOException {
        socket.setSoTimeout(20_000);
        return socket.getInputStream().read();
    }

    @Test
    void anUnusedConnectionIsClosedWhenItIsOld() throws IOException {
        KeptConnections kept = new KeptConnections(deadlines, SHORT);
        Kept one = open();
        try (Socket served = server.accept()) {
            kept.keep(owner, one);

            assertThat(read(served)).isEqualTo(-1);
            assertThat(kept.take(owner)).isEmpty();
        }
    }

    @Test
    void anOldConnectionIsClosedImmediately() throws IOException {
        KeptConnections kept = new KeptConnections(deadlines, Duration.ofNanos(1));
        Kept one = open();
        try (Socket served = server.accept()) {
            kept.keep(owner, one);

            assertThat(read(served)).isEqualTo(-1);
        }
    }

    @Test
    void aReusedConnectionIsNotClosed() throws IOException {
        KeptConnections kept = new KeptConnections(deadlines, KeptConnections.MAX_LENGTH);
        Kept one = open();
        kept.keep(owner, one);
        assertThat(deadlines.running()).isEqualTo(1);

        assertThat(kept.take(owner)).contains(one);

        assertThat(deadlines.running())
                .as("nothing is left that would close it")
                .isZero();
        deadlines.close();
        assertThat(one.channel().isOpen()).isTrue();
        one.channel().close();
    }

    @Test
    void ofTwoOfOneCheckTheOlderIsClosed() throws IOException {
        KeptConnections kept = new KeptConnections(deadlines, KeptConnections.MAX_LENGTH);
        Kept older = open();
        try (Socket first = server.accept()) {
            Kept newer = open();
            kept.keep(owner, older);
            kept.keep(owner, newer);

            assertThat(read(first)).isEqualTo(-1);
            assertThat(deadlines.running()).as("the newer one's alone").isEqualTo(1);
            assertThat(kept.take(owner)).contains(newer);
            assertThat(newer.channel().isOpen()).isTrue();
            newer.channel().close();
        }
    }

    @Test
    void allAreClosedWithTheProberAndNoneIsKeptAfterIt() throws IOException {
        KeptConnections kept = new KeptConnections(deadlines, KeptConnections.MAX_LENGTH);
        Kept one = open();
        try (Socket first = server.accept()) {
            Kept other = open();
            try (Socket second = server.accept()) {
                kept.keep(owner, one);
                deadlines.close();
                assertThat(read(first)).isEqualTo(-1);

                kept.keep(owner, other);
                assertThat(read(second)).isEqualTo(-1);
                assertThat(kept.take(owner)).isEmpty();
            }
        }
    }
}
