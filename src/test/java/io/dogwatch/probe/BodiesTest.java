package io.dogwatch.probe;

import static io.dogwatch.probe.HttpProberTest.assertUnhealthy;
import static io.dogwatch.probe.HttpProberTest.assertUnhealthyCause;
import static org.assertj.core.api.Assertions.assertThat;

import io.dogwatch.model.Cause;
import io.dogwatch.model.Outcome;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Bodies that come compressed though nobody asked for it. */
@Timeout(30)
class BodiesTest {

    private final Probes probes =
            new Probes(new Addresses(new NetworkVantage.SameMachine(), id -> Optional.empty()), LocalProber.BLIND);

    @AfterEach
    void close() {
        probes.close();
    }

    @Test
    void aCompressedBodyIsReadAsWhatItHolds() throws IOException {
        byte[] text = "all is well".getBytes(StandardCharsets.UTF_8);

        assertThat(body("gzip", gzip(text))).isInstanceOf(Outcome.Healthy.class);
        assertThat(body("X-GZIP", gzip(text))).isInstanceOf(Outcome.Healthy.class);
        assertThat(body("deflate", deflate(text, false))).isInstanceOf(Outcome.Healthy.class);
        assertThat(body("deflate", deflate(text, true))).isInstanceOf(Outcome.Healthy.class);
        assertThat(body("identity", text)).isInstanceOf(Outcome.Healthy.class);
    }

    @Test
    void aBombIsInflatedOnlyUpToTheLimit() throws IOException {
        byte[] bomb = gzip(new byte[50_000_000]);
        try (RawServer server = answering("gzip", bomb)) {
            Checks check = Checks.http(server.port()).bodyLimit(1000);

            assertThat(probe(check).outcome()).isInstanceOf(Outcome.Healthy.class);
            assertUnhealthy(
                    probe(check.bodyMatches("x")),
                    Cause.UNEXPECTED_BODY,
                    "the part of the body read does not contain /x/: starts with \" …\"");
        }
    }

    @Test
    void whatIsNotCompressedAsItSaysIsSaid() throws IOException {
        byte[] text = "plain".getBytes(StandardCharsets.UTF_8);
        try (RawServer plain = answering("gzip", text);
                RawServer broken = answering("deflate", new byte[] {0x78, (byte) 0x9c, 7, 7, 7});
                RawServer empty = answering("gzip", new byte[0])) {
            assertUnhealthy(
                    probe(Checks.http(plain.port())),
                    Cause.UNEXPECTED_ANSWER,
                    "the body does not match its Content-Encoding: Not in GZIP format");
            assertUnhealthyCause(probe(Checks.http(broken.port())), Cause.UNEXPECTED_ANSWER);
            assertThat(probe(Checks.http(empty.port())).outcome()).isInstanceOf(Outcome.Healthy.class);
        }
    }

    @Test
    void anArchiveThatBreaksOffIsClosed() throws IOException {
        byte[] half = Arrays.copyOf(gzip("all is well".getBytes(StandardCharsets.UTF_8)), 18);
        try (RawServer server = answering("gzip", half)) {
            assertUnhealthyCause(probe(Checks.http(server.port())), Cause.CONNECTION_CLOSED);
        }
    }

    @Test
    void anArchiveWithAnEndlessNameEnds() throws Exception {
        try (RawServer server = RawServer.start(socket -> {
            RawServer.readHead(socket);
            RawServer.write(socket, "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n");
            socket.getOutputStream().write(new byte[] {0x1f, (byte) 0x8b, 8, 8, 0, 0, 0, 0, 0, 0});
            while (true) {
                RawServer.write(socket, "name".repeat(100));
            }
        })) {
            assertUnhealthyCause(probe(Checks.http(server.port())), Cause.UNEXPECTED_ANSWER);
            server.awaitEnd();
        }
    }

    private Outcome body(String encoding, byte[] body) throws IOException {
        try (RawServer server = answering(encoding, body)) {
            return probe(Checks.http(server.port()).bodyMatches("^all is well$"))
                    .outcome();
        }
    }

    private static RawServer answering(String encoding, byte[] body) throws IOException {
        return RawServer.start(socket -> {
            RawServer.readHead(socket);
            RawServer.write(
                    socket,
                    "HTTP/1.1 200 OK\r\nContent-Encoding: " + encoding + "\r\nContent-Length: " + body.length
                            + "\r\n\r\n");
            socket.getOutputStream().write(body);
        });
    }

    private static byte[] gzip(byte[] text) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(text);
        }
        return out.toByteArray();
    }

    private static byte[] deflate(byte[] text, boolean bare) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (DeflaterOutputStream deflate = new DeflaterOutputStream(out, new Deflater(9, bare))) {
            deflate.write(text);
        }
        return out.toByteArray();
    }

    private Attempt probe(Checks checks) {
        return probes.probe(checks.check(), Containers.onThisMachine());
    }
}
