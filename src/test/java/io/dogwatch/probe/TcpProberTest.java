package io.dogwatch.probe;

import static io.dogwatch.probe.HttpProberTest.assertTimedOut;
import static io.dogwatch.probe.HttpProberTest.assertUnhealthy;
import static io.dogwatch.probe.HttpProberTest.assertUnhealthyCause;
import static org.assertj.core.api.Assertions.assertThat;

import io.dogwatch.model.Cause;
import io.dogwatch.model.ContainerSnapshot;
import io.dogwatch.model.Outcome;
import io.dogwatch.model.TcpCheck.Step.Expect;
import io.dogwatch.model.TcpCheck.Step.Send;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class TcpProberTest {

    private static final Duration LONG = Duration.ofSeconds(10);
    private static final Duration SHORT = Duration.ofMillis(400);

    private final Probes probes =
            new Probes(new Addresses(new NetworkVantage.SameMachine(), id -> Optional.empty()), LocalProber.BLIND);
    private final CountDownLatch never = new CountDownLatch(1);

    @AfterEach
    void close() {
        probes.close();
    }

    @Test
    void connectingIsEnoughWhenNothingIsToBeSaid() throws IOException {
        try (RawServer silent = RawServer.silent()) {
            assertThat(probe(Checks.tcp(silent.port(), LONG)).outcome()).isInstanceOf(Outcome.Healthy.class);
        }
    }

    @Test
    void aPortWithoutAListenerRefuses() throws IOException {
        int port = HttpProberTest.freePort();

        assertUnhealthy(
                probe(Checks.tcp(port, LONG)), Cause.CONNECTION_REFUSED, "nothing listens on 127.0.0.1:" + port);
    }

    @Test
    void aServerThatAcceptsAndKeepsSilentTimesOut() throws IOException {
        try (RawServer silent = RawServer.silent()) {
            assertTimedOut(
                    probe(Checks.tcp(silent.port(), SHORT, new Expect("^220 "))),
                    "no response within 400 ms \\(connected after [0-9.]+ ms\\)");
        }
    }

    @Test
    void aConversationGoesOnOverSeveralPackets() throws IOException {
        try (RawServer smtp = RawServer.start(socket -> {
            for (String piece : new String[] {"22", "0 mail.exam", "ple ESMTP\r", "\n"}) {
                RawServer.write(socket, piece);
                pause();
            }
            readLine(socket);
            RawServer.write(socket, "250-mail.example\r\n250 SIZE\r\n");
            readLine(socket);
            RawServer.write(socket, "221 bye\r\n");
        })) {
            assertThat(probe(Checks.tcp(
                                    smtp.port(),
                                    LONG,
                                    new Expect("^220 .*ESMTP\\s"),
                                    new Send("EHLO dogwatch\r\n"),
                                    new Expect("^250 "),
                                    new Send("QUIT\r\n"),
                                    new Expect("^221 ")))
                            .outcome())
                    .isInstanceOf(Outcome.Healthy.class);
        }
    }

    @Test
    void whatFollowsAMatchIsThereForTheNextStepAndIsForgottenBySending() throws IOException {
        try (RawServer server = RawServer.start(socket -> {
            RawServer.write(socket, "one two three");
            readLine(socket);
            RawServer.write(socket, "four");
            never.await();
        })) {
            assertThat(probe(Checks.tcp(server.port(), LONG, new Expect("one"), new Expect("two")))
                            .outcome())
                    .isInstanceOf(Outcome.Healthy.class);
            assertTimedOut(
                    probe(Checks.tcp(server.port(), SHORT, new Expect("one"), new Send("next\n"), new Expect("three"))),
                    "no complete response within 400 ms \\(connected after [0-9.]+ ms, so far \"four\"\\)");
        }
    }

    @Test
    void aCharacterSplitBetweenPacketsIsReadWhole() throws IOException {
        try (RawServer server = RawServer.start(socket -> {
            socket.getOutputStream().write(0xc3);
            pause();
            socket.getOutputStream().write(0xa9);
            never.await();
        })) {
            assertThat(probe(Checks.tcp(server.port(), LONG, new Expect("^é"))).outcome())
                    .isInstanceOf(Outcome.Healthy.class);
        }
    }

    @Test
    void anotherAnswerFollowedByTheEndIsShown() throws IOException {
        try (RawServer server = RawServer.start(socket -> RawServer.write(socket, "554 go away\r\n"))) {
            assertUnhealthy(
                    probe(Checks.tcp(server.port(), LONG, new Expect("^220 "))),
                    Cause.UNEXPECTED_ANSWER,
                    "closed without /^220 /: \"554 go away \"");
        }
    }

    @Test
    void anEndWithoutAWordIsClosed() throws IOException {
        try (RawServer server = RawServer.start(socket -> {})) {
            assertUnhealthy(
                    probe(Checks.tcp(server.port(), LONG, new Expect("x"))),
                    Cause.CONNECTION_CLOSED,
                    "closed before /x/ was received");
        }
    }

    @Test
    void theExpectedMustComeWithinSixtyFourKibibytes() throws IOException {
        try (RawServer within = RawServer.start(socket -> {
                    RawServer.write(socket, "x".repeat(64 * 1024 - 2) + "ok");
                    never.await();
                });
                RawServer beyond = RawServer.start(socket -> {
                    RawServer.write(socket, "x".repeat(64 * 1024 - 1) + "ok");
                    never.await();
                })) {
            assertThat(probe(Checks.tcp(within.port(), LONG, new Expect("ok"))).outcome())
                    .isInstanceOf(Outcome.Healthy.class);
            assertUnhealthyCause(probe(Checks.tcp(beyond.port(), LONG, new Expect("ok"))), Cause.UNEXPECTED_ANSWER);
        }
    }

    @Test
    void aPeerThatDoesNotReadIsHeldToTheDeadline() throws IOException {
        try (RawServer silent = RawServer.silent()) {
            assertUnhealthyCause(
                    probe(Checks.tcp(silent.port(), SHORT, new Send("x".repeat(20_000_000)))), Cause.TIMED_OUT);
        }
    }

    @Test
    void aDripIsHeldToTheDeadline() throws Exception {
        try (RawServer server = RawServer.start(socket -> {
            while (true) {
                RawServer.write(socket, "x");
                pause();
            }
        })) {
            assertUnhealthyCause(probe(Checks.tcp(server.port(), SHORT, new Expect("y"))), Cause.TIMED_OUT);
            server.awaitEnd();
        }
    }

    @Test
    void aPublishedPortThatAcceptsAndClosesImmediatelyCountsAsRefused() throws IOException {
        try (RawServer proxy = RawServer.start(socket -> {})) {
            Attempt attempt = probes.probe(Checks.tcp(80, LONG), publishedAt(proxy.port()));

            assertUnhealthy(
                    attempt,
                    Cause.CONNECTION_REFUSED,
                    "published port 127.0.0.1:" + proxy.port()
                            + " accepted and closed immediately: probably nothing listens in the container");
            assertThat(probe(Checks.tcp(proxy.port(), LONG)).outcome()).isInstanceOf(Outcome.Healthy.class);
        }
    }

    @Test
    void aPublishedPortThatStaysOpenOrSpeaksIsHealthy() throws IOException {
        try (RawServer silent = RawServer.silent();
                RawServer speaking = RawServer.start(socket -> RawServer.write(socket, "hello"))) {
            assertThat(probes.probe(Checks.tcp(80, LONG), publishedAt(silent.port()))
                            .outcome())
                    .isInstanceOf(Outcome.Healthy.class);
            assertThat(probes.probe(Checks.tcp(80, LONG), publishedAt(speaking.port()))
                            .outcome())
                    .isInstanceOf(Outcome.Healthy.class);
        }
    }

    /** However the text is cut into packets. Small in CI; longer with {@code -Ddogwatch.fuzz=100000}. */
    @Test
    void theConversationIsTheSameHoweverThePacketsAreCut() throws IOException {
        long seed = Long.getLong("dogwatch.seed", System.nanoTime());
        Random random = new Random(seed);
        byte[] text = "220 höflich\r\n250-één\r\n250 ok\r\n".getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < Integer.getInteger("dogwatch.fuzz", 200); i++) {
            int[] cuts = random.ints(4, 0, text.length + 1).sorted().toArray();
            try (RawServer server = RawServer.start(socket -> {
                socket.setTcpNoDelay(true);
                int from = 0;
                for (int cut : cuts) {
                    socket.getOutputStream().write(text, from, cut - from);
                    from = cut;
                }
                socket.getOutputStream().write(text, from, text.length - from);
                readLine(socket);
            })) {
                assertThat(probe(Checks.tcp(
                                        server.port(),
                                        LONG,
                                        new Expect("^220 höflich"),
                                        new Expect("één"),
                                        new Expect("^250 ok")))
                                .outcome())
                        .as("dogwatch.seed=%d, round %d, cut at %s", seed, i, Arrays.toString(cuts))
                        .isInstanceOf(Outcome.Healthy.class);
            }
        }
    }

    @Test
    void withoutAnAddressNothingIsSaidAboutTheTarget() {
        Attempt attempt = probes.probe(Checks.tcp(80, LONG), Containers.running("web", "none", Map.of()));

        assertThat(attempt.address()).isEmpty();
        assertThat(attempt.outcome())
                .isEqualTo(Outcome.inconclusive(
                        Cause.NO_ADDRESS, "no address for port 80/tcp of container web: its network mode is none"));
    }

    private Attempt probe(io.dogwatch.model.TcpCheck check) {
        return probes.probe(check, Containers.onThisMachine());
    }

    private static ContainerSnapshot publishedAt(int port) {
        return Containers.running("web", "odd", Map.of(), Containers.published(80, "127.0.0.1", port));
    }

    private void pause() throws InterruptedException {
        never.await(30, TimeUnit.MILLISECONDS);
    }

    private static void readLine(java.net.Socket socket) throws IOException {
        int c;
        do {
            c = socket.getInputStream().read();
        } while (c >= 0 && c != '\n');
    }
}
