package io.dogwatch.probe;

import static io.dogwatch.probe.HttpProberTest.assertUnhealthyCause;
import static org.assertj.core.api.Assertions.assertThat;

import io.dogwatch.model.Cause;
import io.dogwatch.model.Outcome;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Real servers that count their connections. */
@Timeout(30)
class KeepAliveTest {

    private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

    private final Probes probes =
            new Probes(new Addresses(new NetworkVantage.SameMachine(), id -> Optional.empty()), LocalProber.BLIND);
    private final AtomicInteger connections = new AtomicInteger();
    private final CountDownLatch never = new CountDownLatch(1);

    @AfterEach
    void close() {
        probes.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                OK,
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nok\r\n0\r\n\r\n",
                "HTTP/1.1 204 No Content\r\n\r\n"
            })
    void attemptsShareAConnectionWhereTheCheckSaysSo(String answer) throws IOException {
        try (RawServer server = always(answer)) {
            Checks kept = Checks.http(server.port()).keepAlive();

            Attempt first = probe(kept);
            Attempt second = probe(kept);
            Attempt third = probe(kept);

            assertHealthy(first, second, third);
            assertThat(connections).hasValue(1);
            assertThat(first.phases().connect()).isPositive();
        }
    }

    @Test
    void otherwiseEachHasItsOwn() throws IOException {
        try (RawServer server = always(OK)) {
            assertHealthy(probe(Checks.http(server.port())), probe(Checks.http(server.port())));

            assertThat(connections).hasValue(2);
        }
    }

    @Test
    void eachCheckHasItsOwn() throws IOException {
        try (RawServer server = always(OK)) {
            Checks one = Checks.http(server.port()).keepAlive();
            Checks other = one.request("GET", "/other", Map.of());

            assertHealthy(probe(one), probe(other), probe(one), probe(other));

            assertThat(connections).hasValue(2);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aConnectionClosedByTheServerIsNoFailure(boolean reset) throws Exception {
        CountDownLatch closed = new CountDownLatch(1);
        try (RawServer server = start(socket -> {
            answerOnce(socket, OK);
            socket.setSoLinger(reset, 0);
            socket.close();
            closed.countDown();
        })) {
            Checks kept = Checks.http(server.port()).keepAlive();

            Attempt first = probe(kept);
            assertThat(closed.await(10, TimeUnit.SECONDS)).isTrue();
            Attempt second = probe(kept);

            assertHealthy(first, second);
            assertThat(connections).hasValue(2);
        }
    }

    @Test
    void aServerThatClosesWhenItIsAskedAgainIsAskedOnANewConnection() throws IOException {
        try (RawServer server = start(socket -> {
            answerOnce(socket, OK);
            RawServer.readHead(socket);
        })) {
            Checks kept = Checks.http(server.port()).keepAlive();

            assertHealthy(probe(kept), probe(kept));
            assertThat(connections).hasValue(2);
        }
    }

    @Test
    void aServerThatSaysThatItWasTooLateIsAskedOnANewConnection() throws IOException {
        try (RawServer server = start(socket -> {
            answerOnce(socket, OK);
            answerOnce(socket, "HTTP/1.1 408 Request Timeout\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
        })) {
            Checks kept = Checks.http(server.port()).keepAlive();

            assertHealthy(probe(kept), probe(kept));
            assertThat(connections).hasValue(2);
        }
    }

    @Test
    void theNewConnectionHasOnlyWhatIsLeftOfTheTime() throws IOException {
        try (RawServer server = start(socket -> {
            if (connections.get() == 1) {
                answerOnce(socket, OK);
            } else {
                never.await();
            }
        })) {
            Checks kept =
                    Checks.http(server.port()).timeout(Duration.ofMillis(400)).keepAlive();

            assertHealthy(probe(kept));
            long began = System.nanoTime();
            Attempt second = probe(kept);

            assertUnhealthyCause(second, Cause.TIMED_OUT);
            assertThat(Duration.ofNanos(System.nanoTime() - began))
                    .isBetween(Duration.ofMillis(390), Duration.ofSeconds(5));
        }
    }

    @Test
    void aServerThatHangsOnAnOldConnectionFailsAndIsAskedOnANewOneNextTime() throws IOException {
        try (RawServer server = start(socket -> {
            answerOnce(socket, OK);
            RawServer.readHead(socket);
            never.await();
        })) {
            Checks kept =
                    Checks.http(server.port()).timeout(Duration.ofMillis(400)).keepAlive();

            assertHealthy(probe(kept));
            Attempt second = probe(kept);
            Attempt third = probe(kept);

            assertThat(second.outcome()).isInstanceOfSatisfying(Outcome.Unhealthy.class, unhealthy -> {
                assertThat(unhealthy.cause()).isEqualTo(Cause.TIMED_OUT);
                assertThat(unhealthy.detail()).startsWith("no response within 400 ms (on a connection kept for ");
            });
            assertHealthy(third);
            assertThat(connections).hasValue(2);
        }
    }

    @Test
    void anAnswerThatHasBegunIsNotAskedForAgain() throws IOException {
        try (RawServer server = start(socket -> {
            answerOnce(socket, OK);
            answerOnce(socket, "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nok");
        })) {
            Checks kept = Checks.http(server.port()).keepAlive();

            assertHealthy(probe(kept));
            assertUnhealthyCause(probe(kept), Cause.CONNECTION_CLOSED);
            assertThat(connections).hasValue(1);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\nok",
                "HTTP/1.0 200 OK\r\nContent-Length: 2\r\n\r\nok",
                "HTTP/1.1 500 Sorry\r\nContent-Length: 2\r\n\r\nno"
            })
    void noneIsKeptWhereTheServerDoesNotWantItOrFails(String answer) throws IOException {
        try (RawServer server = always(answer)) {
            Checks kept = Checks.http(server.port()).keepAlive();

            probe(kept);
            probe(kept);

            assertThat(connections).hasValue(2);
        }
    }

    @Test
    void noneIsKeptBehindABodyThatIsLongerThanWhatIsRead() throws IOException {
        try (RawServer server = always("HTTP/1.1 200 OK\r\nContent-Length: 200\r\n\r\n" + "x".repeat(200))) {
            Checks kept = Checks.http(server.port()).bodyLimit(100).keepAlive();

            assertHealthy(probe(kept), probe(kept));
            assertThat(connections).hasValue(2);
        }
    }

    @Test
    void noneIsKeptBehindACompressedBodyWhoseEndIsNotTheAnswersEnd() throws IOException {
        ByteArrayOutputStream zipped = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(zipped)) {
            out.write('x');
        }
        String head = "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: " + zipped.size() + "\r\n\r\n";
        try (RawServer server = start(socket -> {
            while (!RawServer.readHead(socket).isEmpty()) {
                socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
                socket.getOutputStream().write(zipped.toByteArray());
            }
        })) {
            Checks kept = Checks.http(server.port()).bodyMatches("^x$").keepAlive();

            assertHealthy(probe(kept), probe(kept));
            assertThat(connections).hasValue(2);
        }
    }

    @Test
    void idleConnectionsAreClosedWithTheProber() throws Exception {
        CountDownLatch isClosedByPeer = new CountDownLatch(1);
        try (RawServer server = start(socket -> {
            answerOnce(socket, OK);
            if (RawServer.readHead(socket).isEmpty()) {
                isClosedByPeer.countDown();
            }
        })) {
            assertHealthy(probe(Checks.http(server.port()).keepAlive()));
            assertThat(isClosedByPeer.getCount()).isOne();

            probes.close();

            assertThat(isClosedByPeer.await(10, TimeUnit.SECONDS)).isTrue();
        }
    }

    private RawServer start(RawServer.Behaviour behaviour) throws IOException {
        return RawServer.start(socket -> {
            connections.incrementAndGet();
            behaviour.serve(socket);
        });
    }

    private RawServer always(String answer) throws IOException {
        return start(socket -> {
            while (!RawServer.readHead(socket).isEmpty()) {
                RawServer.write(socket, answer);
            }
        });
    }

    private static void answerOnce(Socket socket, String answer) throws IOException {
        RawServer.readHead(socket);
        RawServer.write(socket, answer);
    }

    private Attempt probe(Checks checks) {
        return probes.probe(checks.check(), Containers.onThisMachine());
    }

    private static void assertHealthy(Attempt... attempts) {
        for (Attempt attempt : attempts) {
            assertThat(attempt.outcome()).isInstanceOf(Outcome.Healthy.class);
        }
    }
}
