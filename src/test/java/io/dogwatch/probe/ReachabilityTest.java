package io.dogwatch.probe;

import static org.assertj.core.api.Assertions.assertThat;

import io.dogwatch.docker.EngineException;
import io.dogwatch.model.Cause;
import io.dogwatch.model.Check;
import io.dogwatch.model.ContainerSnapshot;
import io.dogwatch.model.ContainerSnapshot.Network;
import io.dogwatch.model.ContainerStatus;
import io.dogwatch.model.Outcome;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Which failures to connect say something about the container. */
@Timeout(30)
class ReachabilityTest {

    private static final Duration LONG = Duration.ofSeconds(10);
    private static final Duration SHORT = Duration.ofMillis(300);

    private static final LocalProber.Listening LISTENS = new LocalProber.Listening(true, "port 80 listens");
    private static final LocalProber.Listening NOTHING = new LocalProber.Listening(false, "nothing listens");

    /** The container as the engine describes it now. */
    private Optional<ContainerSnapshot> now = Optional.empty();

    private Optional<LocalProber.Listening> inside = Optional.empty();
    private boolean engineAway;

    private final Probes probes = new Probes(
            new Addresses(new NetworkVantage.SameMachine(address -> true), id -> {
                if (engineAway) {
                    throw new EngineException(EngineException.Kind.UNREACHABLE, "no response");
                }
                return now;
            }),
            new LocalProber() {
                @Override
                public Outcome probe(Check.Probed check, ContainerSnapshot container) {
                    throw new AssertionError();
                }

                @Override
                public Optional<Listening> whoListens(ContainerSnapshot container, int port) {
                    return inside;
                }
            });

    @AfterEach
    void close() {
        probes.close();
    }

    @Test
    void aRefusalByTheCurrentAddressIsAFailure() throws IOException {
        ContainerSnapshot web = current(at("127.0.0.1"));

        assertCause(probe(web, HttpProberTest.freePort(), LONG), Outcome.Unhealthy.class, Cause.CONNECTION_REFUSED);
    }

    @Test
    void anAddressOfAnotherContainerByNowIsInconclusive() throws IOException {
        ContainerSnapshot web = at("127.0.0.1");
        current(at("127.0.0.2"));

        Outcome outcome = probe(web, HttpProberTest.freePort(), LONG);

        assertCause(outcome, Outcome.Inconclusive.class, Cause.NO_ADDRESS);
        assertThat(outcome.toString()).contains("is no longer the address of container web");
    }

    @Test
    void anAddressOfAContainerThatHasStoppedIsInconclusive() throws IOException {
        ContainerSnapshot web = at("127.0.0.1");
        current(Containers.with("web", ContainerStatus.EXITED, web.network()));

        assertCause(probe(web, HttpProberTest.freePort(), LONG), Outcome.Inconclusive.class, Cause.NO_ADDRESS);
    }

    @Test
    void anAddressThatTheEngineCannotConfirmIsInconclusive() throws IOException {
        engineAway = true;

        assertCause(
                probe(at("127.0.0.1"), HttpProberTest.freePort(), LONG),
                Outcome.Inconclusive.class,
                Cause.ENGINE_UNREACHABLE);
    }

    @Test
    void aServerOnTheOtherFamilyOnlyIsHealthy() throws IOException {
        try (RawServer six = RawServer.start(
                new ServerSocket(0, 50, InetAddress.ofLiteral("::1")), socket -> new CountDownLatch(1).await())) {
            ContainerSnapshot web = current(Containers.running(
                    "web",
                    new Network("dual", Map.of("dual", "127.0.0.1"), Map.of("dual", "::1"), List.of(), List.of())));

            Attempt attempt = probes.probe(Checks.tcp(six.port(), LONG), web);

            assertThat(attempt.outcome()).isInstanceOf(Outcome.Healthy.class);
            assertThat(attempt.address()).hasValue("[::1]:" + six.port() + " (own address in network dual)");
        }
    }

    @Test
    void anAddressThatNeverAnsweredIsNotVisible() throws IOException {
        try (Mute mute = new Mute()) {
            ContainerSnapshot web = current(at("127.0.0.1"));

            assertCause(probe(web, mute.port(), SHORT), Outcome.Inconclusive.class, Cause.NOT_VISIBLE);
        }
    }

    @Test
    void anAddressThatNeverAnsweredFailsIfNothingListensInside() throws IOException {
        try (Mute mute = new Mute()) {
            ContainerSnapshot web = current(at("127.0.0.1"));
            inside = Optional.of(NOTHING);

            assertCause(probe(web, mute.port(), SHORT), Outcome.Unhealthy.class, Cause.TIMED_OUT);
        }
    }

    @Test
    void aServerThatListensInsideAndNeverAnsweredHereIsNotVisible() throws IOException {
        ContainerSnapshot web = current(at("127.0.0.1"));
        inside = Optional.of(LISTENS);

        assertCause(probe(web, HttpProberTest.freePort(), LONG), Outcome.Inconclusive.class, Cause.NOT_VISIBLE);
    }

    @Test
    void anAddressThatAnsweredBeforeFailsAlthoughTheServerListensInside() throws IOException {
        ContainerSnapshot web = current(at("127.0.0.1"));
        inside = Optional.of(LISTENS);
        int port;
        try (ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            port = server.getLocalPort();
            assertThat(probe(web, port, LONG)).isInstanceOf(Outcome.Healthy.class);
        }

        assertCause(probe(web, port, LONG), Outcome.Unhealthy.class, Cause.CONNECTION_REFUSED);
    }

    @Test
    void thePublishedPortIsAskedIfTheOwnAddressNeverAnswered() throws IOException {
        try (Mute mute = new Mute();
                RawServer silent = RawServer.silent()) {
            ContainerSnapshot web = current(Containers.running(
                    "web",
                    "far",
                    Map.of("far", "127.0.0.1"),
                    Containers.published(mute.port(), "127.0.0.1", silent.port())));

            // The first attempt spends its whole timeout on the own address.
            assertCause(probe(web, mute.port(), SHORT), Outcome.Inconclusive.class, Cause.NOT_VISIBLE);

            assertThat(probe(web, mute.port(), LONG)).isInstanceOf(Outcome.Healthy.class);
        }
    }

    @Test
    void aPublishedPortThatNeverAnsweredIsNotVisible() throws IOException {
        ContainerSnapshot web = Containers.running(
                "web", "far", Map.of(), Containers.published(80, "127.0.0.1", HttpProberTest.freePort()));

        assertCause(probe(web, 80, LONG), Outcome.Inconclusive.class, Cause.NOT_VISIBLE);
    }

    @Test
    void anAttemptMuchLongerThanItsTimeoutIsInconclusive() {
        Outcome late = Outcome.unhealthy(Cause.TIMED_OUT, "no response", Duration.ofSeconds(2));
        Duration timeout = Duration.ofSeconds(2);

        assertThat(Probes.inTime(late, timeout, Duration.ofMillis(2250).toNanos()))
                .isEqualTo(late);
        assertCause(
                Probes.inTime(late, timeout, Duration.ofMillis(2251).toNanos()),
                Outcome.Inconclusive.class,
                Cause.PROBER_FAULT);
        Outcome healthy = Outcome.healthy(Duration.ofSeconds(3));
        assertThat(Probes.inTime(healthy, timeout, Duration.ofSeconds(3).toNanos()))
                .isEqualTo(healthy);
    }

    /** Drops connections, as behind a firewall: its queue is full, so the kernel does not answer. */
    private static final class Mute implements AutoCloseable {
        private final ServerSocket listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        private final List<Socket> queued = new ArrayList<>();

        Mute() throws IOException {
            try {
                while (queued.size() < 10) {
                    Socket socket = new Socket();
                    queued.add(socket);
                    socket.connect(listener.getLocalSocketAddress(), 100);
                }
            } catch (SocketTimeoutException e) {
                return;
            }
            throw new IllegalStateException("the kernel queues more than 10 connections");
        }

        int port() {
            return listener.getLocalPort();
        }

        @Override
        public void close() throws IOException {
            for (Socket socket : queued) {
                socket.close();
            }
            listener.close();
        }
    }

    private Outcome probe(ContainerSnapshot container, int port, Duration timeout) {
        return probes.probe(Checks.tcp(port, timeout), container).outcome();
    }

    private ContainerSnapshot current(ContainerSnapshot container) {
        now = Optional.of(container);
        return container;
    }

    private static ContainerSnapshot at(String address) {
        return Containers.running("web", "net", Map.of("net", address));
    }

    private static void assertCause(Outcome outcome, Class<? extends Outcome> kind, Cause cause) {
        assertThat(outcome).isInstanceOf(kind);
        assertThat(outcome.toString()).contains(cause.toString());
    }
}
