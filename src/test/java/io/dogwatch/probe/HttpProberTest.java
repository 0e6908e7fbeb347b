package io.dogwatch.probe;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.dogwatch.model.Cause;
import io.dogwatch.model.HttpCheck;
import io.dogwatch.model.Outcome;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Every answer and every rudeness comes from a real socket. A probe that outlives its deadline fails by the timeout. */
@Timeout(30)
class HttpProberTest {

    private static final Duration SHORT = Duration.ofMillis(400);

    private final Probes probes =
            new Probes(new Addresses(new NetworkVantage.SameMachine(), id -> Optional.empty()), LocalProber.BLIND);
    private final CountDownLatch never = new CountDownLatch(1);

    @AfterEach
    void close() {
        probes.close();
    }

    @Test
    void aRightAnswerIsHealthyAndTheAddressIsReported() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/health", exchange -> {
            exchange.sendResponseHeaders(200, 2);
            exchange.getResponseBody().write("ok".getBytes(java.nio.charset.StandardCharsets.UTF_8));
            exchange.close();
        });
        server.start();
        try {
            int port = server.getAddress().getPort();
            Checks check = Checks.http(port).bodyMatches("^ok$");

            Attempt healthy = probe(check.request("GET", "/health?deep=1", Map.of()));
            Attempt missing = probe(check.request("GET", "/other", Map.of()));

            assertThat(healthy.outcome()).isInstanceOf(Outcome.Healthy.class);
            assertThat(healthy.address()).contains("127.0.0.1:" + port + " (host network)");
            assertUnhealthy(missing, Cause.UNEXPECTED_STATUS, "404 (allowed: 200-399)");
        } finally {
            server.stop(0);
        }
    }

    @Test
    void theRequestIsWhatServersAccept() throws Exception {
        CompletableFuture<String> head = new CompletableFuture<>();
        try (RawServer server = RawServer.start(socket -> {
            head.complete(RawServer.readHead(socket));
            RawServer.write(socket, "HTTP/1.1 204 No Content\r\n\r\n");
        })) {
            Attempt attempt =
                    probe(Checks.http(server.port()).request("GET", "/a//b/../c?x=%20y", Map.of("X-Who", "a\r\nb")));

            assertThat(attempt.outcome()).isInstanceOf(Outcome.Healthy.class);
            assertThat(head.get(5, TimeUnit.SECONDS))
                    .startsWith("GET /a//b/../c?x=%20y HTTP/1.1\r\nHost: 127.0.0.1:" + server.port()
                            + "\r\nUser-Agent: dogwatch/")
                    .contains("\r\nConnection: close\r\n")
                    .contains("\r\nX-Who: a  b\r\n")
                    .doesNotContain("Accept-Encoding", "Cookie");
        }
    }

    @Test
    void theChecksHeadersWinOverOurs() throws Exception {
        CompletableFuture<String> head = new CompletableFuture<>();
        try (RawServer server = RawServer.start(socket -> {
            head.complete(RawServer.readHead(socket));
            RawServer.write(socket, "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
        })) {
            probe(Checks.http(server.port())
                    .request("POST", "/", Map.of("host", "shop.example", "user-agent", "curl")));

            assertThat(head.get(5, TimeUnit.SECONDS))
                    .contains("host: shop.example\r\n", "user-agent: curl\r\n", "Content-Length: 0\r\n")
                    .doesNotContain("127.0.0.1", "dogwatch");
        }
    }

    @Test
    void aPathThatWouldBreakOutOfTheRequestLineIsOurFault() throws IOException {
        try (RawServer server = RawServer.answering("HTTP/1.1 200 OK\r\n\r\n")) {
            Attempt attempt = probe(Checks.http(server.port()).request("GET", "/ HTTP/1.1\r\nX: y", Map.of()));

            assertInconclusive(attempt);
        }
    }

    @Test
    void interimAnswersAreSkipped() throws IOException {
        try (RawServer server = RawServer.answering(
                "HTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")) {
            assertThat(probe(Checks.http(server.port())).outcome()).isInstanceOf(Outcome.Healthy.class);
        }
    }

    @Test
    void theAnswerToHeadHasNoBody() throws IOException {
        try (RawServer server = RawServer.start(socket -> {
            RawServer.readHead(socket);
            RawServer.write(socket, "HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n");
            await(Duration.ofSeconds(20));
        })) {
            assertThat(probe(Checks.http(server.port()).request("HEAD", "/", Map.of()))
                            .outcome())
                    .isInstanceOf(Outcome.Healthy.class);
        }
    }

    @Test
    void aServerThatNeverAnswersTimesOut() throws IOException {
        try (RawServer server = RawServer.silent()) {
            Attempt attempt = probe(Checks.http(server.port()).timeout(SHORT));

            assertTimedOut(attempt, "no response within 400 ms \\(connected after [0-9.]+ ms\\)");
        }
    }

    @Test
    void anAnswerThatDripsEndsAtTheDeadline() throws Exception {
        try (RawServer server = RawServer.start(socket -> {
            RawServer.readHead(socket);
            RawServer.write(socket, "HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n");
            while (true) {
                RawServer.write(socket, "x");
                await(Duration.ofMillis(50));
            }
        })) {
            Attempt attempt = probe(Checks.http(server.port()).timeout(SHORT));

            assertTimedOut(
                    attempt,
                    "no complete response within 400 ms \\(connected after [0-9.]+ ms, status 200 after [0-9.]+ ms, [0-9]+ bytes"
                            + " of body\\)");
            server.awaitEnd();
        }
    }

    @Test
    void aHeadThatDripsEndsAtTheDeadline() throws Exception {
        try (RawServer server = RawServer.start(socket -> {
            RawServer.readHead(socket);
            RawServer.write(socket, "HTTP/1.1 200 OK\r\nX: ");
            while (true) {
                RawServer.write(socket, "x");
                await(Duration.ofMillis(50));
            }
        })) {
            assertTimedOut(probe(Checks.http(server.port()).timeout(SHORT)), "no response within 400 ms .*");
            server.awaitEnd();
        }
    }

    @Test
    void anEndlessBodyIsReadUpToTheLimitAndCutOff() throws Exception {
        try (RawServer server = RawServer.start(socket -> {
            RawServer.readHead(socket);
            RawServer.write(socket, "HTTP/1.1 200 OK\r\n\r\n");
            while (true) {
                RawServer.write(socket, "endless ".repeat(100));
            }
        })) {
            Attempt attempt = probe(Checks.http(server.port()).bodyMatches("^endless "));

            assertThat(attempt.outcome()).isInstanceOf(Outcome.Healthy.class);
            server.awaitEnd();
        }
    }

    @Test
    void thePatternMustBeFoundWithinTheBodyLimit() throws IOException {
        try (RawServer server = RawServer.answering("HTTP/1.1 200 OK\r\nContent-Length: 12\r\n\r\n123456789 ok")) {
            assertThat(probe(Checks.http(server.port()).bodyMatches("ok").bodyLimit(13))
                            .outcome())
                    .isInstanceOf(Outcome.Healthy.class);
            assertThat(probe(Checks.http(server.port()).bodyMatches("ok").bodyLimit(12))
                            .outcome())
                    .isInstanceOf(Outcome.Healthy.class);
            assertUnhealthy(
                    probe(Checks.http(server.port()).bodyMatches("ok").bodyLimit(11)),
                    Cause.UNEXPECTED_BODY,
                    "the part of the body read does not contain /ok/: starts with \"123456789 o\"");
        }
    }

    @Test
    void tooManyOrTooLongHeadersAreRefused() throws IOException {
        String head = "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n";
        try (RawServer few = RawServer.answering(head + "X: y\r\n".repeat(254) + "\r\n");
                RawServer oneMore = RawServer.answering(head + "X: y\r\n".repeat(255) + "\r\n");
                RawServer many = RawServer.answering(head + "X: y\r\n".repeat(1000) + "\r\n");
                RawServer longLine = RawServer.answering(head + "X: " + "y".repeat(20_000) + "\r\n\r\n")) {
            assertThat(probe(Checks.http(few.port())).outcome()).isInstanceOf(Outcome.Healthy.class);
            assertUnhealthyCause(probe(Checks.http(oneMore.port())), Cause.UNEXPECTED_ANSWER);
            assertUnhealthyCause(probe(Checks.http(many.port())), Cause.UNEXPECTED_ANSWER);
            assertUnhealthyCause(probe(Checks.http(longLine.port())), Cause.UNEXPECTED_ANSWER);
        }
    }

    @Test
    void whatIsNotHttpIsSaid() throws IOException {
        try (RawServer ssh = RawServer.answering("SSH-2.0-OpenSSH_9.2p1\r\n");
                RawServer chunks =
                        RawServer.answering("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nnot-a-length\r\n")) {
            assertUnhealthyCause(probe(Checks.http(ssh.port())), Cause.UNEXPECTED_ANSWER);
            assertUnhealthyCause(probe(Checks.http(chunks.port())), Cause.UNEXPECTED_ANSWER);
        }
    }

    @Test
    void aConnectionClosedWithoutAnAnswerIsSaid() throws IOException {
        try (RawServer server = RawServer.start(RawServer::readHead)) {
            assertUnhealthy(probe(Checks.http(server.port())), Cause.CONNECTION_CLOSED, "closed without a response");
        }
    }

    @Test
    void aBodyThatEndsEarlyIsClosed() throws IOException {
        try (RawServer server = RawServer.answering("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nabc")) {
            Attempt attempt = probe(Checks.http(server.port()));

            assertUnhealthyCause(attempt, Cause.CONNECTION_CLOSED);
            assertThat(attempt.outcome().toString()).contains("3 bytes of body");
        }
    }

    @Test
    void aResetIsClosed() throws IOException {
        try (RawServer server = RawServer.start(socket -> {
            RawServer.readHead(socket);
            reset(socket);
        })) {
            assertUnhealthyCause(probe(Checks.http(server.port())), Cause.CONNECTION_CLOSED);
        }
    }

    @Test
    void aPortWithoutAListenerRefuses() throws IOException {
        int port = freePort();

        assertUnhealthy(probe(Checks.http(port)), Cause.CONNECTION_REFUSED, "nothing listens on 127.0.0.1:" + port);
    }

    @Test
    void aFullBacklogIsNoConnectionInTime() throws IOException {
        List<Socket> fillers = new java.util.ArrayList<>();
        try (ServerSocket full = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            for (int i = 0; i < 4; i++) {
                Socket filler = new Socket();
                fillers.add(filler);
                try {
                    filler.connect(full.getLocalSocketAddress(), 100);
                } catch (java.net.SocketTimeoutException e) {
                    // the backlog is full, as it should be
                }
            }

            assertTimedOut(probe(Checks.http(full.getLocalPort()).timeout(SHORT)), "no connection within 400 ms");
        } finally {
            for (Socket filler : fillers) {
                filler.close();
            }
        }
    }

    @Test
    void anEvilPatternOnAMegabyteEnds() throws IOException {
        String body = "a".repeat(1_000_000);
        try (RawServer server =
                RawServer.answering("HTTP/1.1 200 OK\r\nContent-Length: " + body.length() + "\r\n\r\n" + body)) {
            Checks check = Checks.http(server.port())
                    .timeout(Duration.ofSeconds(20))
                    .bodyLimit(2_000_000)
                    .bodyMatches("(a+)+(a|a)*b$");

            assertUnhealthyCause(probe(check), Cause.UNEXPECTED_BODY);
        }
    }

    @Test
    void aBrokenPatternIsOurFault() throws IOException {
        try (RawServer server = RawServer.answering("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")) {
            assertInconclusive(probe(Checks.http(server.port()).bodyMatches("(")));
        }
    }

    @Test
    void hostileTextArrivesAsOneHarmlessLine() throws IOException {
        try (RawServer server =
                RawServer.answering("HTTP/1.1 200 OK\r\nContent-Length: 20\r\n\r\n\u001b[2Jx\r\nRestart: yes\n\n\n")) {
            assertUnhealthy(
                    probe(Checks.http(server.port()).bodyMatches("fine")),
                    Cause.UNEXPECTED_BODY,
                    "body does not contain /fine/: starts with \" [2Jx Restart: yes \"");
        }
    }

    @Test
    void closingEndsWhatIsInFlightAndSaysNothingAboutTheTarget() throws Exception {
        CountDownLatch accepted = new CountDownLatch(1);
        try (RawServer server = RawServer.start(socket -> {
            RawServer.readHead(socket);
            accepted.countDown();
            never.await();
        })) {
            CompletableFuture<Attempt> attempt = CompletableFuture.supplyAsync(
                    () -> probe(Checks.http(server.port()).timeout(Duration.ofSeconds(25))));
            accepted.await();

            probes.close();

            assertThat(attempt.get(5, TimeUnit.SECONDS).outcome())
                    .isEqualTo(Outcome.inconclusive(Cause.PROBER_FAULT, "Dogwatch is shutting down"));
            assertThat(probe(Checks.http(server.port())).outcome())
                    .isEqualTo(Outcome.inconclusive(Cause.PROBER_FAULT, "Dogwatch is shutting down"));
        }
    }

    @Test
    void anInterruptedAttemptSaysNothingAboutTheTarget() throws Exception {
        CountDownLatch accepted = new CountDownLatch(1);
        CompletableFuture<Attempt> attempt = new CompletableFuture<>();
        try (RawServer server = RawServer.start(socket -> {
            RawServer.readHead(socket);
            accepted.countDown();
            never.await();
        })) {
            Thread prober = Thread.ofVirtual()
                    .start(() ->
                            attempt.complete(probe(Checks.http(server.port()).timeout(Duration.ofSeconds(25)))));
            accepted.await();

            prober.interrupt();

            assertInconclusive(attempt.get(5, TimeUnit.SECONDS));
        }
    }

    private Attempt probe(Checks checks) {
        HttpCheck check = checks.check();
        return probes.probe(check, Containers.onThisMachine());
    }

    private void await(Duration duration) throws InterruptedException {
        never.await(duration.toNanos(), TimeUnit.NANOSECONDS);
    }

    private static void reset(Socket socket) throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    static void assertUnhealthy(Attempt attempt, Cause cause, String detail) {
        assertThat(attempt.outcome()).isInstanceOfSatisfying(Outcome.Unhealthy.class, unhealthy -> {
            assertThat(unhealthy.detail()).isEqualTo(detail);
            assertThat(unhealthy.cause()).isEqualTo(cause);
        });
    }

    static void assertUnhealthyCause(Attempt attempt, Cause cause) {
        assertThat(attempt.outcome())
                .isInstanceOfSatisfying(
                        Outcome.Unhealthy.class,
                        unhealthy -> assertThat(unhealthy.cause())
                                .as(unhealthy.detail())
                                .isEqualTo(cause));
    }

    static void assertInconclusive(Attempt attempt) {
        assertThat(attempt.outcome())
                .isInstanceOfSatisfying(
                        Outcome.Inconclusive.class,
                        inconclusive -> assertThat(inconclusive.cause()).isEqualTo(Cause.PROBER_FAULT));
    }

    /** Ended by the deadline: not before it, and not so much later that another reading would explain it. */
    static void assertTimedOut(Attempt attempt, String detail) {
        assertThat(attempt.outcome()).isInstanceOfSatisfying(Outcome.Unhealthy.class, unhealthy -> {
            assertThat(unhealthy.detail()).matches(detail);
            assertThat(unhealthy.cause()).isEqualTo(Cause.TIMED_OUT);
            assertThat(unhealthy.took()).isBetween(SHORT, SHORT.plusMillis(900));
        });
    }
}
