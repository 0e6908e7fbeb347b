package io.dogwatch.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.dogwatch.web.FakeFleet;
import io.dogwatch.web.Kennel;
import io.dogwatch.web.PagesServer;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever is listed for people is there for programs, too, and is what the API answers. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class JsonEverywhereTest {

    private static final Instant NOW = Instant.parse("2026-11-24T06:12:30Z");
    private static final ObjectMapper JSON = new ObjectMapper();

    /** What lists nothing, and changes nothing that is noted with who and why. */
    private static final Set<String> OTHERS = Set.of("top", "completion", "test-mail");

    /**
     * @param arguments with which it lists something
     * @param path what the API answers to it; of several answers, each is an element
     */
    private record Listing(String arguments, String path, boolean isOneOfSeveral) {}

    private static final Map<String, Listing> LISTINGS = Map.ofEntries(
            Map.entry("ps", new Listing("", "targets", false)),
            Map.entry("explain", new Listing("web", "targets/local/web/explain", false)),
            Map.entry("incidents", new Listing("", "incidents", false)),
            Map.entry("incident", new Listing("local.web.3", "incidents/local.web.3", false)),
            Map.entry("logs", new Listing("web --tail 3", "targets/local/web/logs?tail=3", false)),
            Map.entry("hosts", new Listing("", "hosts", false)),
            Map.entry("silences", new Listing("--all", "silences", false)),
            Map.entry("notifications", new Listing("", "notifications", false)),
            Map.entry("status", new Listing("", "restarts-disabled", false)),
            Map.entry("suggest", new Listing("web", "targets/local/web/suggestions", true)),
            Map.entry("report", new Listing("--last 1d", "report?last=1d", false)),
            Map.entry("audit", new Listing("", "audit", false)));

    private @Nullable PagesServer server;

    @BeforeAll
    void start() throws Exception {
        FakeFleet fleet = Kennel.fleet(NOW);
        server = new PagesServer(fleet, Kennel.journal(fleet, NOW), InstantSource.fixed(NOW), 0);
    }

    @AfterAll
    void stop() {
        server().close();
    }

    static Stream<String> commands() {
        return ClientCommands.of(terminal(new ByteArrayOutputStream(), new ByteArrayOutputStream())).stream()
                .filter(command -> !OTHERS.contains(command.getName()))
                .filter(command -> !command.options().contains("--comment"))
                .map(ClientCommand::getName);
    }

    @Test
    void thereAreSuchCommands() {
        assertThat(commands()).hasSizeGreaterThanOrEqualTo(LISTINGS.size());
    }

    @ParameterizedTest
    @MethodSource("commands")
    void whatIsListedIsThereForPrograms(String name) throws Exception {
        assertThat(LISTINGS)
                .as("dogwatch %s lists something, and is not in this test", name)
                .containsKey(name);
        Listing listing = Objects.requireNonNull(LISTINGS.get(name));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();

        String[] line = Stream.of(
                        Stream.of(name),
                        Arrays.stream(listing.arguments().split(" ")).filter(word -> !word.isEmpty()),
                        Stream.of("--json", "--url", server().uri("").toString()))
                .flatMap(words -> words)
                .toArray(String[]::new);
        assertThat(ClientLine.run(line, terminal(out, err))).hasValue(0);

        JsonNode answer =
                JSON.readTree(server().get("/api/v1/" + listing.path()).body());
        assertThat(err.toString(StandardCharsets.UTF_8)).isEmpty();
        assertThat(JSON.readTree(out.toString(StandardCharsets.UTF_8)))
                .isEqualTo(listing.isOneOfSeveral() ? JSON.createArrayNode().add(answer) : answer);
    }

    @ParameterizedTest
    @MethodSource("commands")
    void aFaultIsNotOnTheOutput(String name) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        List<String> words = Stream.concat(
                        Stream.of(name),
                        Arrays.stream(Objects.requireNonNull(LISTINGS.get(name))
                                        .arguments()
                                        .split(" "))
                                .filter(word -> !word.isEmpty()))
                .toList();

        assertThat(ClientLine.run(
                        Stream.concat(words.stream(), Stream.of("--json", "--url", "http://127.0.0.1:1"))
                                .toArray(String[]::new),
                        terminal(out, err)))
                .hasValue(CommandFailure.UNREACHABLE);
        assertThat(out.toString(StandardCharsets.UTF_8)).isEmpty();
        assertThat(err.toString(StandardCharsets.UTF_8)).startsWith("Cannot reach Dogwatch at http://127.0.0.1:1");
    }

    private static Terminal terminal(ByteArrayOutputStream out, ByteArrayOutputStream err) {
        return new Terminal(
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                false,
                OptionalInt.empty(),
                "anna",
                Optional.empty());
    }

    private PagesServer server() {
        return Objects.requireNonNull(server);
    }
}
