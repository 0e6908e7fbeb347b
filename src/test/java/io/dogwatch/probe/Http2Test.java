package io.dogwatch.probe;

import static io.dogwatch.probe.HttpProberTest.assertTimedOut;
import static io.dogwatch.probe.HttpProberTest.assertUnhealthy;
import static org.assertj.core.api.Assertions.assertThat;

import io.dogwatch.model.Cause;
import io.dogwatch.model.Outcome;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** HTTP/2 and gRPC against peers that send each frame by hand; NginxIT has a real one. */
@Timeout(60)
class Http2Test {

    private static final byte[] SETTINGS = frame(4, 0, 0, new byte[0]);
    private static final byte[] STATUS_200 = {(byte) 0x88};
    private static final int END_STREAM = 1;
    private static final int END_HEADERS = 4;

    private final Probes probes =
            new Probes(new Addresses(new NetworkVantage.SameMachine(), id -> Optional.empty()), LocalProber.BLIND);

    @AfterEach
    void close() {
        probes.close();
    }

    @Test
    void aPeerThatAnswersInSmallOddFramesIsHealthy() throws IOException {
        byte[] padded = {3, 'a', 'l', 'l', 0, 0, 0};
        assertThat(answer(
                        "^all is well$",
                        SETTINGS,
                        frame(6, 0, 0, new byte[8]),
                        frame(1, END_HEADERS, 1, new byte[] {8, 3, '1', '0', '3'}),
                        frame(1, 0x20, 1, new byte[] {0, 0, 0, 0, 7, (byte) 0x88}),
                        frame(9, END_HEADERS, 1, new byte[0]),
                        frame(99, 0, 0, new byte[] {1, 2}),
                        frame(0, 8, 1, padded),
                        frame(0, 0, 1, new byte[0]),
                        frame(0, END_STREAM, 1, " is well".getBytes(StandardCharsets.UTF_8))))
                .isInstanceOf(Outcome.Healthy.class);
    }

    @Test
    void aPeerThatSpeaksHttp1OrGarbageIsSaid() throws IOException {
        try (RawServer http1 = answering("HTTP/1.1 400 Bad Request\r\n\r\n");
                RawServer garbage = answering("\0\0\1\0\0\0\0\0\1x".repeat(9))) {
            assertUnhealthy(
                    probe(Checks.http(http1.port()).http2()),
                    Cause.UNEXPECTED_ANSWER,
                    "the server does not speak HTTP/2");
            assertUnhealthy(
                    probe(Checks.http(garbage.port()).http2()),
                    Cause.UNEXPECTED_ANSWER,
                    "the server does not speak HTTP/2");
        }
    }

    @Test
    void whatTheServerEndsIsSaidWithItsReason() throws IOException {
        assertDetail(
                "the server ended the HTTP/2 stream: REFUSED_STREAM", SETTINGS, frame(3, 0, 1, new byte[] {0, 0, 0, 7
                }));
        assertDetail("the server ended the HTTP/2 connection: ENHANCE_YOUR_CALM", SETTINGS, frame(7, 0, 0, new byte[] {
            0, 0, 0, 0, 0, 0, 0, 11
        }));
        assertDetail(
                "the response is not HTTP/2: unexpected frame PUSH_PROMISE",
                SETTINGS,
                frame(5, END_HEADERS, 1, new byte[4]));
        assertDetail(
                "the response is not HTTP/2: header without a status", SETTINGS, frame(1, END_HEADERS, 1, new byte[0]));
        assertDetail(
                "more than 1000 frames without the end of the response",
                SETTINGS,
                repeated(frame(6, 1, 0, new byte[8]), 1100));
        assertDetail(
                "the response header is too large: more than 64 KiB",
                SETTINGS,
                frame(1, 0, 1, new byte[0]),
                repeated(frame(9, 0, 1, new byte[16_000]), 5));
    }

    @Test
    void anEndlessBodyIsReadUpToTheLimitAndADripEndsAtTheDeadline() throws Exception {
        try (RawServer endless = RawServer.start(socket -> {
                    socket.getOutputStream().write(head());
                    while (true) {
                        socket.getOutputStream().write(frame(0, 0, 1, new byte[16_000]));
                    }
                });
                RawServer silent = RawServer.start(socket -> {
                    socket.getOutputStream().write(head());
                    socket.getInputStream().readAllBytes();
                })) {
            assertThat(probe(Checks.http(endless.port()).http2()).outcome()).isInstanceOf(Outcome.Healthy.class);
            assertTimedOut(
                    probe(Checks.http(silent.port()).http2().timeout(Duration.ofMillis(400))),
                    "no complete response within 400 ms \\(connected after .*, status 200 after [0-9.]+ ms\\)");
        }
    }

    @Test
    void aHealthServiceThatServesIsHealthyAndOneThatDoesNotIsSaid() throws IOException {
        assertThat(grpc("shop", 1, "0")).isInstanceOf(Outcome.Healthy.class);
        assertThat(grpc("shop", 2, "0")).isEqualTo(notServing("the service shop reports NOT_SERVING"));
        assertThat(grpc("", 0, "0")).isEqualTo(notServing("the server reports UNKNOWN"));
        assertThat(grpc("shop", 3, "0")).isEqualTo(notServing("the service shop reports SERVICE_UNKNOWN"));
        assertThat(grpc("shop", 1, "5")).isEqualTo(notServing("the server does not know the service shop (NOT_FOUND)"));
        assertThat(grpc("", 1, "12"))
                .isEqualTo(unexpected("the server has no service grpc.health.v1.Health (UNIMPLEMENTED)"));
        assertThat(grpc("", 1, "14")).isEqualTo(unexpected("grpc-status UNAVAILABLE"));
    }

    /** Small in CI; longer with {@code -Ddogwatch.fuzz=100000}. */
    @Test
    void noFramesMakeItThrowOrHang() throws IOException {
        long seed = Long.getLong("dogwatch.seed", System.nanoTime());
        Random random = new Random(seed);
        for (int i = 0; i < Integer.getInteger("dogwatch.fuzz", 300); i++) {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            bytes.writeBytes(SETTINGS);
            for (int n = random.nextInt(8); n > 0; n--) {
                byte[] payload = new byte[random.nextInt(12)];
                random.nextBytes(payload);
                bytes.writeBytes(
                        random.nextInt(3) == 0
                                ? frame(1, random.nextInt(64), 1, STATUS_200)
                                : frame(random.nextInt(12), random.nextInt(64), random.nextInt(3), payload));
            }
            try (RawServer server = RawServer.start(socket -> {
                socket.getOutputStream().write(bytes.toByteArray());
                socket.shutdownOutput();
                socket.getInputStream().readAllBytes();
            })) {
                assertThat(probe(Checks.http(server.port()).http2().timeout(Duration.ofSeconds(20)))
                                .outcome())
                        .as("dogwatch.seed=%d, round %d", seed, i)
                        .isNotInstanceOf(Outcome.Inconclusive.class);
            }
        }
    }

    private Outcome grpc(String service, int status, String code) throws IOException {
        byte[] message = {0, 0, 0, 0, 2, 8, (byte) status};
        try (RawServer server = RawServer.start(socket -> {
            socket.getOutputStream().write(head());
            socket.getOutputStream().write(frame(0, 0, 1, message));
            ByteArrayOutputStream trailer = new ByteArrayOutputStream();
            trailer.write(0);
            trailer.write(11);
            trailer.writeBytes("grpc-status".getBytes(StandardCharsets.US_ASCII));
            trailer.write(code.length());
            trailer.writeBytes(code.getBytes(StandardCharsets.US_ASCII));
            socket.getOutputStream().write(frame(1, END_HEADERS | END_STREAM, 1, trailer.toByteArray()));
            socket.getInputStream().readAllBytes();
        })) {
            return timeless(probes.probe(Checks.grpc(server.port(), service), Containers.onThisMachine())
                    .outcome());
        }
    }

    private static Outcome notServing(String detail) {
        return Outcome.unhealthy(Cause.NOT_SERVING, detail, Duration.ZERO);
    }

    private static Outcome unexpected(String detail) {
        return Outcome.unhealthy(Cause.UNEXPECTED_ANSWER, detail, Duration.ZERO);
    }

    private static Outcome timeless(Outcome outcome) {
        return outcome instanceof Outcome.Unhealthy(Cause cause, String detail, Duration took)
                ? Outcome.unhealthy(cause, detail, Duration.ZERO)
                : outcome;
    }

    private void assertDetail(String detail, byte[]... frames) throws IOException {
        assertThat(timeless(answer("", frames))).isEqualTo(unexpected(detail));
    }

    private Outcome answer(String pattern, byte[]... frames) throws IOException {
        try (RawServer server = RawServer.start(socket -> {
            for (byte[] frame : frames) {
                socket.getOutputStream().write(frame);
            }
            socket.getInputStream().readAllBytes();
        })) {
            return probe(Checks.http(server.port()).http2().bodyMatches(pattern))
                    .outcome();
        }
    }

    private static RawServer answering(String text) throws IOException {
        return RawServer.start(socket -> {
            RawServer.write(socket, text);
            socket.getInputStream().readAllBytes();
        });
    }

    private static byte[] head() {
        return concat(SETTINGS, frame(1, END_HEADERS, 1, STATUS_200));
    }

    private static byte[] repeated(byte[] frame, int times) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (int i = 0; i < times; i++) {
            all.writeBytes(frame);
        }
        return all.toByteArray();
    }

    private static byte[] concat(byte[] first, byte[] second) {
        return ByteBuffer.allocate(first.length + second.length)
                .put(first)
                .put(second)
                .array();
    }

    private static byte[] frame(int type, int flags, int stream, byte[] payload) {
        return ByteBuffer.allocate(9 + payload.length)
                .put((byte) (payload.length >> 16))
                .putShort((short) payload.length)
                .put((byte) type)
                .put((byte) flags)
                .putInt(stream)
                .put(payload)
                .array();
    }

    private Attempt probe(Checks checks) {
        return probes.probe(checks.check(), Containers.onThisMachine());
    }
}
