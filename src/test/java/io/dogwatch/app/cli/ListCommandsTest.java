package io.dogwatch.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.dogwatch.journal.AuditEntry;
import io.dogwatch.web.FakeFleet;
import io.dogwatch.web.FakeJournal;
import io.dogwatch.web.Kennel;
import io.dogwatch.web.PagesServer;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import net.sourceforge.argparse4j.ArgumentParsers;
import net.sourceforge.argparse4j.inf.ArgumentParserException;
import net.sourceforge.argparse4j.inf.Subparser;
import net.sourceforge.argparse4j.inf.Subparsers;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The commands that list: {@code ps}, {@code incidents} and {@code incident}, against the real API over a made-up fleet. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ListCommandsTest {

    private static final Instant NOW = Instant.parse("2026-11-24T06:12:30Z");
    private static final InstantSource CLOCK = InstantSource.fixed(NOW);

    private final FakeFleet fleet = Kennel.fleet(NOW);
    private final FakeJournal journal = Kennel.journal(fleet, NOW);
    private @Nullable PagesServer server;

    private OptionalInt width = OptionalInt.empty();
    private boolean coloured;
    private final List<Duration> pauses = new ArrayList<>();
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    @BeforeAll
    void start() throws Exception {
        server = new PagesServer(fleet, journal, CLOCK, 0);
    }

    @AfterAll
    void stop() {
        Objects.requireNonNull(server).close();
    }

    @Test
    void psHasTheColumnsOfDockerPsWithTheWorstFirst() throws Exception {
        List<String> lines = ps().lines().toList();

        assertThat(lines.getFirst())
                .matches("CONTAINER ID +IMAGE +COMMAND +CREATED +STATUS +PORTS +NAME +PHASE +CHECKS");
        assertThat(lines.get(1)).contains("billing-worker", "QUARANTINED");
        assertThat(lines)
                .anySatisfy(line ->
                        assertThat(line).contains("web", "127.0.0.1:8080->80/tcp", "BACKING-OFF", "site unhealthy"))
                .anySatisfy(line -> assertThat(line).startsWith("web: http site: no response within 3 s (4 in a row)"))
                .noneSatisfy(line -> assertThat(line).contains("\u001B"));
    }

    @Test
    void whatATerminalHasNoRoomForIsLeftOutTheLeastImportantFirst() throws Exception {
        width = OptionalInt.of(80);
        String table = ps().split("\n\n", 2)[0];

        assertThat(table.lines()).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(80));
        assertThat(table).contains("NAME", "PHASE", "CHECKS").doesNotContain("COMMAND");

        width = OptionalInt.of(10);
        assertThat(ps().lines().findFirst().orElseThrow()).matches("NAME +PHASE");
    }

    @Test
    void psFindsByNameImagePhaseAndHost() throws Exception {
        assertThat(ps("QUARANTINED").lines().filter(line -> line.contains("QUARANTINED")))
                .hasSize(1);
        assertThat(ps("no-such-thing")).isEqualTo("No containers.\n");
    }

    @Test
    void theExitCodeOfPsReportsFailingTargets() throws Exception {
        assertThat(exitOf(this::ps, "--failing")).isEqualTo(CommandFailure.FAILING);
        assertThat(exitOf(this::ps, "--failing", "mailer")).isZero();
        assertThat(exitOf(this::ps)).isZero();
    }

    @Test
    void psWatchesUntilItIsEnded() throws Exception {
        coloured = true;
        Iterator<Boolean> goesOn = List.of(true, true, false).iterator();

        String shown = ps(
                length -> {
                    pauses.add(length);
                    return goesOn.next();
                },
                "--watch");

        assertThat(pauses).hasSize(3).containsOnly(Duration.ofSeconds(2));
        assertThat(shown.split("\u001B\\[H\u001B\\[2J", -1)).hasSize(4);
    }

    @Test
    void jsonIsAsTheApiAnswers() throws Exception {
        JsonNode targets = new ObjectMapper().readTree(ps("--json", "web"));

        assertThat(targets.path(0).path("name").asText()).isEqualTo("web");
        assertThat(targets.path(0).path("checks").isArray()).isTrue();
        assertThat(targets.path(0).has("error")).isFalse();
        assertThat(new ObjectMapper().readTree(incidents("--json")).size()).isPositive();
        assertThat(new ObjectMapper()
                        .readTree(incident("local.web.3", "--json"))
                        .path("id")
                        .asText())
                .isEqualTo("local.web.3");
    }

    @Test
    void incidentsAreListedWithWhatWasWrong() throws Exception {
        String all = incidents();
        String open = incidents("--open");

        assertThat(all.lines().findFirst().orElseThrow())
                .matches("INCIDENT +STATE +OPENED +DURATION +RESTARTS +FAILURE");
        assertThat(all).contains("local.web.3");
        assertThat(open.lines().skip(1)).allSatisfy(line -> assertThat(line).containsPattern("^\\S+ +open "));
    }

    @Test
    void anIncidentIsShownWithItsTimelineAndItsEvidence() throws Exception {
        String story = incident("local.web.3");

        assertThat(story)
                .startsWith("web on local: OPEN\nhttp site: no response within 3 s (4 in a row)\n")
                .contains("Detected", "Timeline\n  2026-11-24", "Evidence", "log.txt");
        assertThat(incident("local.web.3", "--evidence", "log.txt")).contains("\n== log.txt, saved at 2026-11-24");
    }

    @Test
    void whatPeopleHaveAskedForIsListed() throws Exception {
        assertThat(run(terminal -> new AuditCommand(terminal, CLOCK))).isEqualTo("No audit entries.\n");
        journal.audited.add(new AuditEntry(NOW, "restart", "local/web", "anna", "new disk", "api"));

        assertThat(run(terminal -> new AuditCommand(terminal, CLOCK))).isEqualTo("""
                        TIME                      ACTION    SUBJECT     CREATED BY   VIA   COMMENT
                        2026-11-24 06:12:30 UTC   restart   local/web   anna         api   new disk
                        """);
        journal.audited.clear();
    }

    @Test
    void evidenceThatWasNotSavedIsAnsweredWithWhatWas() {
        assertThat(org.assertj.core.api.Assertions.catchThrowableOfType(
                        CommandFailure.class, () -> incident("local.web.3", "--evidence", "heap.bin")))
                .hasMessageContaining("Unknown evidence heap.bin; allowed: ")
                .satisfies(failure -> assertThat(failure.exitCode()).isEqualTo(CommandFailure.REFUSED));
    }

    private interface Run {
        String run(String... arguments) throws Exception;
    }

    private static int exitOf(Run command, String... arguments) throws Exception {
        try {
            command.run(arguments);
            return 0;
        } catch (CommandFailure e) {
            return e.exitCode();
        }
    }

    private String ps(String... arguments) throws Exception {
        return ps(length -> false, arguments);
    }

    private String ps(java.util.function.Predicate<Duration> pause, String... arguments) throws Exception {
        return run(terminal -> new PsCommand(terminal, CLOCK, pause), arguments);
    }

    private String incidents(String... arguments) throws Exception {
        return run(terminal -> new IncidentsCommand(terminal, CLOCK), arguments);
    }

    private String incident(String... arguments) throws Exception {
        return run(terminal -> new IncidentCommand(terminal, CLOCK), arguments);
    }

    private String run(Function<Terminal, ClientCommand> made, String... arguments) throws ArgumentParserException {
        out.reset();
        PrintStream print = new PrintStream(out, true, StandardCharsets.UTF_8);
        String url = Objects.requireNonNull(server).uri("").toString();
        ClientCommand command = made.apply(new Terminal(print, print, coloured, width, "anna", Optional.of(url)));
        Subparsers subparsers = ArgumentParsers.newFor("dogwatch").build().addSubparsers();
        Subparser parser = subparsers.addParser(command.getName());
        command.configure(parser);
        command.carryOut(parser.parseArgs(arguments));
        coloured = false;
        width = OptionalInt.empty();
        return out.toString(StandardCharsets.UTF_8);
    }
}
