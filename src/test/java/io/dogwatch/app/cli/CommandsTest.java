package io.dogwatch.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import io.dogwatch.web.FakeFleet;
import io.dogwatch.web.FakeJournal;
import io.dogwatch.web.Kennel;
import io.dogwatch.web.PagesServer;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The commands against the real API over a made-up fleet. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CommandsTest {

    private static final Instant NOW = Instant.parse("2026-11-24T06:12:30Z");

    private final FakeFleet fleet = Kennel.fleet(NOW);
    private final FakeJournal journal = Kennel.journal(fleet, NOW);
    private @Nullable PagesServer server;

    @BeforeAll
    void start() throws Exception {
        server = new PagesServer(fleet, journal, InstantSource.fixed(NOW), 0);
    }

    @AfterAll
    void stop() {
        Objects.requireNonNull(server).close();
    }

    /** What a command has said, and how it ended: 0, or as the shell is told. */
    private record Ended(int exitCode, String out, String err) {}

    @Test
    void explainSaysWhatIsWrongAndWhatComesNextInEightyColumns() throws Exception {
        Ended ended = run("explain", "web", "--values");

        assertThat(ended.err()).isEmpty();
        assertThat(ended.exitCode()).isZero();
        assertThat(ended.out())
                .startsWith("""
                        web on local is BACKING-OFF since 2026-11-24 06:12:08 UTC
                        http site: no response within 3 s (4 in a row)
                        """)
                .containsPattern("Next +in \\d+ s: restart \\(attempt 3\\), if http site keeps failing\n")
                .contains("Budget      3 of 5 restarts left in 30 min; one more in 21 min")
                .contains("Blocked by  none")
                .contains("http site            failing, 4 consecutive failures")
                .contains("Recent decisions, newest first")
                .doesNotContain("\u001B");
        assertThat(ended.out().lines()).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(80));
    }

    @Test
    void explainTakesAHostAndAnswersJsonWhereAskedFor() throws Exception {
        Ended ended = run("explain", "local/web", "--json");

        assertThat(ended.exitCode()).isZero();
        assertThat(new ObjectMapper()
                        .readTree(ended.out())
                        .path("status")
                        .path("phase")
                        .asText())
                .isEqualTo("backing-off");
    }

    @Test
    void aMailThatIsTakenIsShownStepByStep() throws Exception {
        Ended ended = run("test-mail");

        assertThat(ended.err()).isEmpty();
        assertThat(ended.exitCode()).isZero();
        assertThat(ended.out())
                .startsWith("Receiver mail, to ops@example.org\n\nmail.example.org:587 (STARTTLS)\n")
                .containsPattern("  ok  greeting +220 mail.example.org ESMTP\n")
                .containsPattern("  ok  message +250 2.0.0 Ok: queued as 4bXyZ\n")
                .contains("Accepted as <test-1.0badcafe@dogwatch>.");
    }

    @Test
    void aMailThatIsNotTakenFailsWithWhatToDo() throws Exception {
        Ended ended = run("test-mail", "--receiver", "night");

        assertThat(ended.exitCode()).isEqualTo(1);
        assertThat(ended.err()).isEqualTo("The mail was not sent.\n");
        assertThat(ended.out())
                .containsPattern("  NO  RCPT TO +550 5.1.1 no such user\n")
                .contains("Next step: See that the address is right.");
    }

    @Test
    void coloursAreForTerminals() throws Exception {
        Terminal coloured = new Terminal(System.out, System.err, true, OptionalInt.empty(), "anna", Optional.empty());

        assertThat(run(coloured, "explain", "web", "--url", url()).out()).contains("\u001B[1;31mBACKING-OFF\u001B[0m");
    }

    @Test
    void aMistypedNameGetsTheNearest() throws Exception {
        assertThat(run("explain", "wbe")).isEqualTo(new Ended(1, "", "Unknown container wbe. Did you mean web?\n"));
        assertThat(run("explain", "local/wbe"))
                .isEqualTo(new Ended(1, "", "unknown target wbe on local; did you mean web?\n"));
    }

    @Test
    void releaseUsesTheNameOfTheTerminalUser() throws Exception {
        fleet.requests.clear();

        Ended ended = run("release", "billing-worker", "--comment", "queue was purged");

        assertThat(ended.exitCode()).isZero();
        assertThat(ended.out()).startsWith("billing-worker is released from quarantine.\nNext: ");
        assertThat(fleet.requests).containsExactly("RELEASE local/billing-worker by anna: queue was purged");
    }

    @Test
    void ackUsesTheNameOfTheTerminalUser() throws Exception {
        Ended ended = run("ack", "local.nobody.7");

        assertThat(ended.exitCode()).isEqualTo(1);
        assertThat(ended.err()).contains("unknown incident local.nobody.7");
        assertThat(run("ack").exitCode()).isEqualTo(2);
    }

    @Test
    void whatIsRefusedEndsWithOneAndTheReason() throws Exception {
        Ended ended = run("release", "api");

        assertThat(ended.exitCode()).isEqualTo(1);
        assertThat(ended.err()).isEqualTo("api is not quarantined; it is healthy (all checks pass)\n");
    }

    @Test
    void whatIsNoneOfTheseCommandsIsLeftToTheServer() {
        assertThat(ClientLine.run(new String[] {"server", "config.yml"}, terminal()))
                .isEmpty();
        assertThat(ClientLine.run(new String[] {}, terminal())).isEmpty();
    }

    @Test
    void aFormerCommandOrOptionIsAnErrorWithTheNewName() throws Exception {
        for (Map.Entry<String, String> command : ClientLine.RENAMED.entrySet()) {
            assertThat(run(command.getKey()))
                    .isEqualTo(new Ended(
                            2,
                            "",
                            "unknown command " + command.getKey() + ": renamed to " + command.getValue() + "\n"));
        }
        for (Map.Entry<String, String> option : ClientLine.RENAMED_OPTIONS.entrySet()) {
            assertThat(run("ps", option.getKey()))
                    .isEqualTo(new Ended(2, "", option.getKey() + ": renamed to " + option.getValue() + "\n"));
        }
        assertThat(run("silense").err()).isEqualTo("unknown command silense; did you mean \"silence\"?\n");
    }

    @Test
    void badUsageEndsWithTwo() throws Exception {
        assertThat(run("explain").exitCode()).isEqualTo(2);
        assertThat(run("silence", "web").exitCode()).isEqualTo(2);
        assertThat(run("maintenance", "--for", "1h").exitCode()).isEqualTo(2);
        assertThat(run("maintenance", "web", "--all", "--for", "1h").err()).contains("use only one");
        assertThat(run(terminal(), "explain", "web", "--url", "ftp://x").err())
                .contains("invalid address ftp://x; allowed: an address such as");
    }

    @Test
    void withoutADogwatchItIsSaidWhereItWasLookedFor() throws Exception {
        Ended ended = run(terminal(), "explain", "web", "--url", "127.0.0.1:1");

        assertThat(ended.exitCode()).isEqualTo(3);
        assertThat(ended.err())
                .startsWith("Cannot reach Dogwatch at http://127.0.0.1:1 (")
                .contains("--url", "DOGWATCH_URL");
    }

    @Test
    void theEnvironmentSaysWhereItIs() throws Exception {
        Terminal terminal =
                new Terminal(System.out, System.err, false, OptionalInt.empty(), "anna", Optional.of(url() + "/"));

        assertThat(run(terminal, "explain", "web").exitCode()).isZero();
    }

    @Test
    void theConfigurationSaysWhereItIs(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("config.yml");
        int port = Objects.requireNonNull(server).uri("").getPort();
        Files.writeString(
                file, "server: {applicationConnectors: [{type: http, bindHost: 0.0.0.0, port: " + port + "}]}");

        assertThat(run(terminal(), "explain", "web", "--config", file.toString())
                        .exitCode())
                .isZero();

        Files.writeString(file, "server: {type: simple, connector: {type: https, bindHost: \"::1\", port: 8443}}");
        assertThat(ConfiguredUrl.of(file)).isEqualTo("https://[::1]:8443/application");
        Files.writeString(file, "watch: []");
        assertThat(ConfiguredUrl.of(file)).isEqualTo("http://127.0.0.1:8080");
        Files.writeString(file, "server: {applicationConnectors: [{port: \"${PORT}\"}]}");
        assertThat(run(terminal(), "explain", "web", "--config", file.toString()))
                .isEqualTo(new Ended(2, "", file + ": port must be a number, not ${PORT}; use --url instead\n"));
        assertThat(run(terminal(), "explain", "web", "--config", "no.yml").err())
                .isEqualTo("--config: no.yml cannot be read\n");
    }

    @Test
    void silencesMaintenanceAndTheGlobalStopAreOrderedAsTheApiWantsThem() throws Exception {
        List<String> asked = new CopyOnWriteArrayList<>();
        HttpServer api = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        api.createContext("/", exchange -> {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            String path = exchange.getRequestURI().getPath();
            String answer = path.endsWith("/targets")
                    ? "[{\"host\": \"local\", \"name\": \"web\"}]"
                    : "{\"id\": \"w7\", \"until\": \"2026-11-24T08:12:30Z\"}";
            if (!exchange.getRequestMethod().equals("GET")) {
                asked.add(exchange.getRequestMethod() + " " + path + " " + body);
            }
            byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
        api.start();
        try {
            Terminal there = new Terminal(
                    System.out,
                    System.err,
                    false,
                    OptionalInt.empty(),
                    "anna",
                    Optional.of("http://127.0.0.1:" + api.getAddress().getPort()));

            Ended silence = run(there, "silence", "web", "--for", "2h", "--comment", "noisy");
            run(there, "maintenance", "--all", "--for", "1h", "--created-by", "ops");
            run(there, "expire", "w7");
            run(there, "disable-restarts", "--comment", "fire");
            Ended allowed = run(there, "enable-restarts");

            assertThat(silence.out()).isEqualTo("""
                    Silence for local/web until 2026-11-24T08:12:30Z.
                    To expire it earlier: dogwatch expire w7
                    """);
            assertThat(allowed.out()).isEqualTo("Restarts are enabled.\n");
            assertThat(asked)
                    .containsExactly(
                            "POST /api/v1/silences {\"createdBy\":\"anna\",\"comment\":\"noisy\",\"for\":\"2h\","
                                    + "\"restarts\":\"allow\",\"notifications\":\"mute\","
                                    + "\"name\":\"web\",\"host\":\"local\"}",
                            "POST /api/v1/silences {\"createdBy\":\"ops\",\"comment\":\"\",\"for\":\"1h\","
                                    + "\"restarts\":\"hold\",\"notifications\":\"mute\",\"name\":\"*\"}",
                            "DELETE /api/v1/silences/w7 {\"createdBy\":\"anna\",\"comment\":\"\"}",
                            "PUT /api/v1/restarts-disabled {\"createdBy\":\"anna\",\"comment\":\"fire\"}",
                            "DELETE /api/v1/restarts-disabled {\"createdBy\":\"anna\",\"comment\":\"\"}");
        } finally {
            api.stop(0);
        }
    }

    @Test
    void anAnswerThatIsNotDogwatchsIsSaidToBeNone() throws Exception {
        HttpServer other = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        other.createContext("/", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write("<html>".getBytes(StandardCharsets.UTF_8));
            exchange.close();
        });
        other.start();
        try {
            String url = "http://127.0.0.1:" + other.getAddress().getPort();

            Ended ended = run(terminal(), "explain", "web", "--url", url);

            assertThat(ended.exitCode()).isEqualTo(3);
            assertThat(ended.err()).startsWith("The server at " + url + " is not Dogwatch");
        } finally {
            other.stop(0);
        }
    }

    private Ended run(String... arguments) throws Exception {
        return run(
                new Terminal(System.out, System.err, false, OptionalInt.empty(), "anna", Optional.of(url())),
                arguments);
    }

    private static Terminal terminal() {
        return new Terminal(System.out, System.err, false, OptionalInt.empty(), "anna", Optional.empty());
    }

    private static Ended run(Terminal terminal, String... arguments) throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Terminal captured = new Terminal(
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                terminal.coloured(),
                terminal.columns(),
                terminal.user(),
                terminal.urlOfEnvironment());
        int exitCode = ClientLine.run(arguments, captured).orElseThrow();
        return new Ended(exitCode, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    private String url() {
        URI uri = Objects.requireNonNull(server).uri("");
        return uri.toString();
    }
}
