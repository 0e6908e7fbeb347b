package io.dogwatch.app.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.dogwatch.docker.LogLine;
import io.dogwatch.logs.MarkedLine;
import io.dogwatch.model.TargetId;
import io.dogwatch.web.FakeFleet;
import io.dogwatch.web.Kennel;
import io.dogwatch.web.PagesServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import net.sourceforge.argparse4j.ArgumentParsers;
import net.sourceforge.argparse4j.inf.Subparser;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** {@code dogwatch logs} against the real API over a made-up log. */
class LogsCommandTest {

    private static final Instant NOW = Instant.parse("2026-11-24T06:12:30Z");
    private static final InstantSource CLOCK = InstantSource.fixed(NOW);
    private static final TargetId WEB = new TargetId("local", "web");
    private static final MarkedLine.Mark ERROR = new MarkedLine.Mark("errors", "failure", "^E");

    private final FakeFleet fleet = Kennel.fleet(NOW);
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final AtomicBoolean goesOn = new AtomicBoolean(true);
    private PrintStream output = new PrintStream(out, true, StandardCharsets.UTF_8);
    private boolean coloured;
    private @Nullable PagesServer server;

    @BeforeEach
    void start() throws Exception {
        server = new PagesServer(fleet, Kennel.journal(fleet, NOW), CLOCK, 0);
    }

    @AfterEach
    void stop() {
        goesOn.set(false);
        server().close();
    }

    @Test
    void theLogIsOnTheOutputAndNothingElse() throws Exception {
        log(line(30, "one"), line(20, "E two", ERROR), line(10, "three"));

        assertThat(run("web")).isEqualTo("one\nE two\nthree\n");
        assertThat(run("web", "--tail", "1")).isEqualTo("three\n");
        assertThat(run("web", "-n", "1", "-t")).isEqualTo("2026-11-24T06:12:20Z three\n");
        assertThat(run("web", "--since", "15s")).isEqualTo("three\n");
        assertThat(run("web", "--markers")).isEqualTo("E two  [failure of errors: /^E/]\n");
        assertThat(err.toString(StandardCharsets.UTF_8)).isEmpty();
    }

    @Test
    void aPersonSeesMatchesInColourAndWhichMarkerTheyMatch() throws Exception {
        coloured = true;
        log(line(30, "one"), line(20, "E two", ERROR));

        assertThat(run("web"))
                .isEqualTo("one\n\u001B[1;31mE two\u001B[0m\u001B[2m  [failure of errors: /^E/]\u001B[0m\n");
    }

    @Test
    void whatALogSaysToTheTerminalDoesNotReachIt() throws Exception {
        log(line(30, "\u001B]0;owned\u0007 \u001B[2J\u009B31m \u202E \rback\b"));

        assertThat(run("web")).doesNotContain("\u001B", "\u0007", "\u009B", "\u202E", "\r", "\b");
    }

    @Test
    void thatNothingFitsIsSaidWithHowFarWasLooked() throws Exception {
        log(line(30, "one"));

        assertThat(run("web", "--markers")).isEmpty();
        assertThat(err.toString(StandardCharsets.UTF_8))
                .isEqualTo("No match in the newest 1 lines, since 2026-11-24T06:12:00Z.\n");
    }

    @Test
    void whatIsWrittenIsShownAndARestartedDogwatchLosesNothing() throws Exception {
        log(line(30, "one"));
        CompletableFuture<Void> follow = follow("web", "-f", "--tail", "1", "--since", "1h");
        await().until(() -> text().equals("one\n"));
        write(line(20, "two"));
        await().until(() -> text().equals("one\ntwo\n"));

        int port = server().uri("").getPort();
        server().close();
        await().until(() -> errors().contains("disconnected; reconnecting"));
        log(line(30, "one"), line(20, "two"), line(20, "of the same instant"), line(10, "three"));
        server = new PagesServer(fleet, Kennel.journal(fleet, NOW), CLOCK, port);

        await().atMost(20, TimeUnit.SECONDS).until(() -> text().endsWith("three\n"));
        assertThat(text()).isEqualTo("one\ntwo\nof the same instant\nthree\n");
        assertThat(errors()).contains("connected again");
        assertThat(follow).isNotDone();
    }

    @Test
    void whatIsMissingIsSaidToBe() throws Exception {
        log(line(30, "one"));
        CompletableFuture<Void> follow = follow("web", "-f");
        await().until(() -> text().equals("one\n") && fleet.log.followers() == 1);

        log(line(5, "much later"));
        fleet.log.cut();

        await().until(() -> text().equals("one\nmuch later\n"));
        assertThat(errors())
                .contains("lines are missing here: some lines after 2026-11-24T06:12:00Z are no longer available");
        assertThat(follow).isNotDone();
    }

    @Test
    void aFollowedLineIsOneLineOfJsonWhereAskedFor() throws Exception {
        log(line(30, "E one", ERROR));
        CompletableFuture<Void> follow = follow("web", "-f", "--json");
        await().until(() -> text().endsWith("\n"));

        assertThat(text().lines())
                .singleElement()
                .satisfies(line -> assertThat(
                                new ObjectMapper().readTree(line).path("text").asText())
                        .isEqualTo("E one"));
        assertThat(follow).isNotDone();
    }

    @Test
    void itEndsWithoutAReader() throws Exception {
        AtomicBoolean isClosed = new AtomicBoolean();
        output = new PrintStream(
                new OutputStream() {
                    @Override
                    public void write(int one) throws IOException {
                        if (isClosed.get()) {
                            throw new IOException("Broken pipe");
                        }
                        out.write(one);
                    }
                },
                true,
                StandardCharsets.UTF_8);
        log(line(30, "one"));
        CompletableFuture<Void> follow = follow("web", "-f");
        await().until(() -> text().equals("one\n"));

        isClosed.set(true);
        write(line(20, "two"));

        follow.get(10, TimeUnit.SECONDS);
    }

    @Test
    void whoIsNotThereIsAnsweredWithTheNearest() {
        assertThat(org.assertj.core.api.Assertions.catchThrowableOfType(CommandFailure.class, () -> run("wbe", "-f")))
                .hasMessage("Unknown container wbe. Did you mean web?");
        assertThat(org.assertj.core.api.Assertions.catchThrowableOfType(
                        CommandFailure.class, () -> run("local/wbe", "-f")))
                .hasMessageContaining("did you mean web?")
                .satisfies(failure -> assertThat(failure.exitCode()).isEqualTo(CommandFailure.REFUSED));
    }

    private void log(MarkedLine... lines) {
        fleet.logs = Map.of(WEB, List.of(lines));
    }

    private void write(MarkedLine line) {
        await().until(() -> fleet.log.followers() == 1);
        fleet.log.write(line);
    }

    private static MarkedLine line(int secondsAgo, String text, MarkedLine.Mark... marks) {
        return new MarkedLine(new LogLine(NOW.minusSeconds(secondsAgo), LogLine.Source.STDOUT, text), List.of(marks));
    }

    private CompletableFuture<Void> follow(String... arguments) {
        return CompletableFuture.runAsync(
                () -> {
                    try {
                        run(arguments);
                    } catch (Exception e) {
                        throw new IllegalStateException(e);
                    }
                },
                task -> Thread.ofVirtual().start(task));
    }

    private String run(String... arguments) throws Exception {
        out.reset();
        URI url = server().uri("");
        Terminal terminal = new Terminal(
                output,
                new PrintStream(err, true, StandardCharsets.UTF_8),
                coloured,
                OptionalInt.empty(),
                "anna",
                Optional.of(url.toString()));
        LogsCommand command = new LogsCommand(terminal, CLOCK, length -> goesOn.get());
        Subparser parser =
                ArgumentParsers.newFor("dogwatch").build().addSubparsers().addParser(command.getName());
        command.configure(parser);
        command.carryOut(parser.parseArgs(arguments));
        return text();
    }

    private String text() {
        return out.toString(StandardCharsets.UTF_8);
    }

    private String errors() {
        return err.toString(StandardCharsets.UTF_8);
    }

    private PagesServer server() {
        return Objects.requireNonNull(server);
    }
}
