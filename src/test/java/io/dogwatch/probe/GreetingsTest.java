package io.dogwatch.probe;

import static io.dogwatch.probe.HttpProberTest.assertUnhealthy;
import static io.dogwatch.probe.HttpProberTest.assertUnhealthyCause;
import static org.assertj.core.api.Assertions.assertThat;

import io.dogwatch.model.Cause;
import io.dogwatch.model.Outcome;
import io.dogwatch.model.TcpCheck;
import io.dogwatch.model.TcpCheck.Preset;
import io.dogwatch.model.TcpCheck.StartTls;
import io.dogwatch.model.Tls;
import java.io.IOException;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The presets and STARTTLS against servers that say exactly what the test wants; GreetingsIT has the real ones. */
@Timeout(60)
class GreetingsTest {

    private final Probes probes =
            new Probes(new Addresses(new NetworkVantage.SameMachine(), id -> Optional.empty()), LocalProber.BLIND);

    @AfterEach
    void close() {
        probes.close();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            +PONG                              | -                 | -
            -NOAUTH Authentication required.   | -                 | -
            -LOADING Redis is loading          | NOT_SERVING       | LOADING Redis is loading
            -ERR max number of clients reached | NOT_SERVING       | ERR max number of clients reached
            HTTP/1.1 400 Bad Request           | UNEXPECTED_ANSWER | "HTTP/1.1 400 Bad Request" to PING (wanted: +PONG)
            """)
    void redisIsHealthyUnlessItCannotServe(String answer, Cause cause, String detail) throws IOException {
        assertAnswered(Preset.REDIS, (answer + "\r\n").getBytes(StandardCharsets.UTF_8), cause, detail);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            28000 | no entry in pg_hba.conf         | -
            3D000 | database does not exist         | -
            08P01 | no such user                    | -
            57P03 | the database system is starting | NOT_SERVING
            57P03 | the database system is shutting | NOT_SERVING
            53300 | too many clients already        | NOT_SERVING
            """)
    void postgresIsHealthyUnlessItCannotServe(String state, String message, Cause cause) throws IOException {
        byte[] fields = ("SFATAL\0C" + state + "\0M" + message + "\0\0").getBytes(StandardCharsets.UTF_8);
        byte[] answer = ByteBuffer.allocate(5 + fields.length)
                .put((byte) 'E')
                .putInt(4 + fields.length)
                .put(fields)
                .array();

        assertAnswered(Preset.POSTGRES, answer, cause, message + " (" + state + ")");
    }

    @Test
    void postgresThatAsksWhoWeAreIsHealthy() throws IOException {
        assertAnswered(Preset.POSTGRES, new byte[] {'R', 0, 0, 0, 8, 0, 0, 0, 3}, null, "");
    }

    @Test
    void mysqlThatGreetsIsHealthyAndAnErrorIsSaid() throws IOException {
        byte[] greeting = "\12\0\0\0\n8.0.36\0xx".getBytes(StandardCharsets.ISO_8859_1);
        String text = "Too many connections";
        byte[] error = ("\27\0\0\0\u00ff\20\4" + text).getBytes(StandardCharsets.ISO_8859_1);

        assertAnswered(Preset.MYSQL, greeting, null, "");
        assertAnswered(Preset.MYSQL, error, Cause.NOT_SERVING, "Too many connections (error 1040)");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            220 mail ready          | 250 hello          | -                 | -
            554 no                  | -                  | UNEXPECTED_ANSWER | 554 no to the connection (wanted: 220)
            220 mail ready          | 421 too busy       | UNEXPECTED_ANSWER | 421 too busy to EHLO (wanted: 250)
            SSH-2.0-OpenSSH_9.2p1   | -                  | UNEXPECTED_ANSWER | expected a numbered reply, got "SSH-2.0-OpenSSH_9.2p1"
            """)
    void smtpMustGreet(String greeting, String hello, Cause cause, String detail) throws IOException {
        try (RawServer server = RawServer.start(socket -> {
            RawServer.write(socket, greeting + "\r\n");
            readLine(socket);
            RawServer.write(socket, "250-mail.example\r\n" + hello + "\r\n");
            readLine(socket);
            RawServer.write(socket, "221 bye\r\n");
        })) {
            assertOutcome(probe(Checks.greeting(server.port(), Preset.SMTP)), cause, detail);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            SMTP     | 220 mail,250 SIZE              | EHLO does not list it
            SMTP     | 220 mail,250 STARTTLS,454 no   | 454 no
            IMAP     | * OK ready,d1 BAD what         | d1 BAD what
            POP3     | +OK ready,-ERR what            | -ERR what
            FTP      | 220 ready,502 what             | 502 what
            POSTGRES | ,N                             | PostgreSQL answers N
            """)
    void aServerWithoutStartTlsDiffersFromAFailingOne(StartTls protocol, String lines, String how) throws IOException {
        try (RawServer server = RawServer.start(socket -> {
            String[] answers = lines.split(",");
            RawServer.write(socket, answers[0].isEmpty() ? "" : answers[0] + "\r\n");
            for (int i = 1; i < answers.length; i++) {
                if (protocol == StartTls.POSTGRES) {
                    socket.getInputStream().readNBytes(8);
                } else {
                    readLine(socket);
                }
                RawServer.write(socket, answers[i] + "\r\n");
            }
            readLine(socket);
        })) {
            assertUnhealthy(
                    probe(starting(server.port(), protocol)),
                    Cause.UNEXPECTED_ANSWER,
                    "the server does not offer STARTTLS: " + how);
        }
    }

    @ParameterizedTest
    @EnumSource(StartTls.class)
    void aServerThatClosesOrStaysSilentBeforeTlsIsHeldToTheDeadline(StartTls protocol) throws IOException {
        try (RawServer silent = RawServer.silent();
                RawServer closing = RawServer.start(socket -> {})) {
            TcpCheck check = Checks.tcp(silent.port(), Duration.ofMillis(300)).with(Tls.UNVERIFIED, protocol);

            assertUnhealthyCause(probe(check), Cause.TIMED_OUT);
            assertUnhealthyCause(probe(starting(closing.port(), protocol)), Cause.CONNECTION_CLOSED);
        }
    }

    @ParameterizedTest
    @EnumSource(Preset.class)
    void endlessGreetingsEnd(Preset preset) throws Exception {
        try (RawServer server = RawServer.start(socket -> {
            while (true) {
                RawServer.write(socket, "220-".repeat(100));
            }
        })) {
            assertUnhealthyCause(probe(Checks.greeting(server.port(), preset)), Cause.UNEXPECTED_ANSWER);
            server.awaitEnd();
        }
    }

    @Test
    void aPublishedPortWithoutAListenerIsReportedForEveryKind() throws IOException {
        String hint = "; docker-proxy accepts connections on a published port even if nothing listens inside";
        try (RawServer proxy = RawServer.start(socket -> {})) {
            var behind =
                    Containers.running("web", "odd", Map.of(), Containers.published(80, "127.0.0.1", proxy.port()));

            assertUnhealthy(
                    probes.probe(Checks.tcp(80, Duration.ofSeconds(5)).with(Tls.UNVERIFIED), behind),
                    Cause.CONNECTION_CLOSED,
                    "closed during the TLS handshake" + hint);
            assertUnhealthy(
                    probes.probe(Checks.greeting(80, Preset.MYSQL), behind),
                    Cause.CONNECTION_CLOSED,
                    "closed without a response" + hint);
        }
    }

    /** Small in CI; longer with {@code -Ddogwatch.fuzz=100000}. */
    @Test
    void noAnswerMakesAGreetingThrowOrHang() throws IOException {
        long seed = Long.getLong("dogwatch.seed", System.nanoTime());
        Random random = new Random(seed);
        String[] pieces = {
            "220 ",
            "250-",
            "250 ",
            "+OK ",
            "* OK ",
            "R",
            "E",
            "S",
            "N",
            "\r\n",
            "\n",
            "\0",
            "\12\0\0\0\n",
            "-",
            "\u00ff"
        };
        for (int i = 0; i < Integer.getInteger("dogwatch.fuzz", 300); i++) {
            StringBuilder text = new StringBuilder();
            for (int n = random.nextInt(12); n > 0; n--) {
                text.append(
                        random.nextInt(4) == 0
                                ? String.valueOf((char) random.nextInt(256))
                                : pieces[random.nextInt(pieces.length)]);
            }
            byte[] bytes = text.toString().getBytes(StandardCharsets.ISO_8859_1);
            try (RawServer server = RawServer.start(socket -> {
                socket.getOutputStream().write(bytes);
                socket.shutdownOutput();
                socket.getInputStream().readNBytes(10_000);
            })) {
                Preset preset = List.of(Preset.values()).get(random.nextInt(Preset.values().length));
                StartTls protocol = List.of(StartTls.values()).get(random.nextInt(StartTls.values().length));

                assertThat(probe(Checks.greeting(server.port(), preset)).outcome())
                        .as("dogwatch.seed=%d, round %d: %s, %s", seed, i, preset, text)
                        .isNotInstanceOf(Outcome.Inconclusive.class);
                assertThat(probe(starting(server.port(), protocol)).outcome())
                        .as("dogwatch.seed=%d, round %d: %s, %s", seed, i, protocol, text)
                        .isInstanceOf(Outcome.Unhealthy.class);
            }
        }
    }

    private void assertAnswered(Preset preset, byte[] answer, @Nullable Cause cause, String detail) throws IOException {
        try (RawServer server = RawServer.start(socket -> {
            socket.getOutputStream().write(answer);
            // To its end: closing with unread bytes would reset the connection, perhaps before the answer was read.
            socket.getInputStream().readAllBytes();
        })) {
            assertOutcome(probe(Checks.greeting(server.port(), preset)), cause, detail);
        }
    }

    private static void assertOutcome(Attempt attempt, @Nullable Cause cause, String detail) {
        if (cause == null) {
            assertThat(attempt.outcome()).isInstanceOf(Outcome.Healthy.class);
        } else {
            assertUnhealthy(attempt, cause, detail);
        }
    }

    private static TcpCheck starting(int port, StartTls protocol) {
        return Checks.tcp(port, Duration.ofSeconds(5)).with(Tls.UNVERIFIED, protocol);
    }

    private Attempt probe(TcpCheck check) {
        return probes.probe(check, Containers.onThisMachine());
    }

    private static void readLine(Socket socket) throws IOException {
        int c;
        do {
            c = socket.getInputStream().read();
        } while (c >= 0 && c != '\n');
    }
}
