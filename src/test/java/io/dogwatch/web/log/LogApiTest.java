package io.dogwatch.web.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.dogwatch.docker.EngineException;
import io.dogwatch.docker.LogLine;
import io.dogwatch.logs.MarkedLine;
import io.dogwatch.model.TargetId;
import io.dogwatch.web.FakeFleet;
import io.dogwatch.web.Kennel;
import io.dogwatch.web.PagesServer;
import io.dogwatch.web.events.Listener;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A log over the API: the newest lines, and those that follow. */
class LogApiTest {

    private static final Instant NOW = Instant.parse("2026-11-24T06:12:30Z");
    private static final TargetId WEB = new TargetId("local", "web");
    private static final String LOGS = "/api/v1/targets/local/web/logs";
    private static final MarkedLine.Mark ERROR = new MarkedLine.Mark("errors", "failure", "\\[alert\\]");

    private final FakeFleet fleet = Kennel.fleet(NOW);
    private @Nullable PagesServer server;

    @BeforeEach
    void start() throws Exception {
        server = new PagesServer(fleet, Kennel.journal(fleet, NOW), InstantSource.fixed(NOW), 0);
    }

    @AfterEach
    void stop() {
        server().close();
    }

    @Test
    void theNewestLinesComeOldestFirstWithTheirMarkers() throws Exception {
        log(line(30, "one"), line(20, "two"), line(10, "[alert] three", ERROR));

        JsonNode answer = json(server().get(LOGS + "?tail=2"));

        assertThat(texts(answer)).containsExactly("two", "[alert] three");
        assertThat(answer.path("inspected").asInt()).isEqualTo(3);
        JsonNode marked = answer.path("lines").path(1);
        assertThat(marked.path("at").asText()).isEqualTo("2026-11-24T06:12:20Z");
        assertThat(marked.path("stream").asText()).isEqualTo("stdout");
        assertThat(marked.path("marks").path(0).toString())
                .isEqualTo("{\"check\":\"errors\",\"kind\":\"failure\",\"pattern\":\"\\\\[alert\\\\]\"}");
        assertThat(answer.path("lines").path(0).path("marks")).isEmpty();
        assertThat(answer.path("position").asText()).isEqualTo(marked.path("id").asText());
    }

    @Test
    void linesAreChosenByMarkerStreamAndTime() throws Exception {
        log(line(90, "[alert] old", ERROR), line(30, "usual"), err(20, "grumble"), line(10, "[alert] new", ERROR));

        assertThat(texts(json(server().get(LOGS + "?markers=true")))).containsExactly("[alert] old", "[alert] new");
        assertThat(texts(json(server().get(LOGS + "?markers=true&tail=1")))).containsExactly("[alert] new");
        assertThat(texts(json(server().get(LOGS + "?stream=stderr")))).containsExactly("grumble");
        assertThat(texts(json(server().get(LOGS + "?since=1m")))).containsExactly("usual", "grumble", "[alert] new");
        assertThat(texts(json(server().get(LOGS + "?since=2026-11-24T06:12:20Z"))))
                .containsExactly("[alert] new");
        assertThat(texts(json(server().get(LOGS + "?tail=0")))).isEmpty();
    }

    @Test
    void hostileLinesAreHarmlessAndKeepTheirSecrets() throws Exception {
        log(
                line(60, "\u001B[31mred\u001B[0m \u202Eright to left"),
                line(50, "DB_PASSWORD=hunter2 connected"),
                line(40, "-----BEGIN RSA PRIVATE KEY-----"),
                line(40, "MIIEowIBAAKCAQEA"),
                line(40, "-----END RSA PRIVATE KEY-----"),
                line(30, "x".repeat(20_000)));

        JsonNode answer = json(server().get(LOGS));

        assertThat(answer.toString()).doesNotContain("\\u001b", "\u001B", "\u202E", "hunter2", "MIIEowIBAAKCAQEA");
        assertThat(texts(answer)).first().isEqualTo("red \uFFFDright to left");
        assertThat(texts(answer))
                .hasSize(6)
                .last()
                .satisfies(text ->
                        assertThat(text).hasSize(LogLineReport.MAX_LENGTH + 1).endsWith("…"));
    }

    @Test
    void whatCannotBeAskedIsAnsweredWithWhatCan() throws Exception {
        assertProblem(server().get(LOGS + "?tail=2001"), 400, "tail: must be a number from 0 to 2000, not \"2001\"");
        assertProblem(server().get(LOGS + "?tial=3"), 400, "tial: unknown key; did you mean \"tail\"?");
        assertProblem(server().get(LOGS + "?since=noon"), 400, "since: \"noon\" is not a duration such as 10m");
        assertProblem(server().get(LOGS + "?stream=stdeer"), 400, "stream: unknown value \"stdeer\"; did you mean");
        assertProblem(server().get(LOGS + "?markers=yes"), 400, "markers: unknown value \"yes\"; allowed: false, true");
        assertProblem(server().get(LOGS + "/stream?from=here"), 400, "from: \"here\" is not a line id of this log");
        assertProblem(server().get(LOGS + "/stream", "Last-Event-ID", "7"), 400, "Last-Event-ID: ");
        assertProblem(server().get("/api/v1/targets/local/wbe/logs"), 404, "did you mean web?");
        assertProblem(server().get("/api/v1/targets/local/wbe/logs/stream"), 404, "did you mean web?");
        fleet.log.broken = new EngineException(EngineException.Kind.UNREACHABLE, "connection refused");
        assertProblem(server().get(LOGS), 503, "The engine does not respond: connection refused");
        assertProblem(server().get(LOGS + "/stream"), 503, "The engine does not respond: connection refused");
    }

    @Test
    void aWrittenLineReachesTheListenerImmediately() throws Exception {
        log(line(20, "one"), line(10, "two"));
        try (Listener listener = follow("?tail=1")) {
            assertThat(listener.header("Content-Type")).startsWith("text/event-stream");
            assertThat(listener.next().kind()).isEqualTo("ready");
            assertThat(text(listener.next())).isEqualTo("two");

            write(line(5, "three"));
            write(line(4, "[alert] four", ERROR));

            assertThat(text(listener.next())).isEqualTo("three");
            Listener.Event marked = listener.next();
            assertThat(marked.kind()).isEqualTo("line");
            assertThat(marked.id()).isEqualTo(marked.data().path("id").asText());
            assertThat(marked.data().path("marks").path(0).path("check").asText())
                    .isEqualTo("errors");
        }
    }

    @Test
    void onlyMarkedLinesAreFollowedWhereOnlyTheyAreWanted() throws Exception {
        log(line(20, "one"), line(19, "[alert] two", ERROR));
        try (Listener listener = follow("?markers=true")) {
            assertThat(text(listener.next("line"))).isEqualTo("[alert] two");

            write(line(5, "three"));
            write(line(4, "[alert] four", ERROR));

            assertThat(text(listener.next())).isEqualTo("[alert] four");
        }
    }

    @Test
    void anInterruptedStreamLosesNothingAndRepeatsNothing() throws Exception {
        log(line(20, "one"), line(10, "two of the same stamp"), line(10, "three of the same stamp"));
        try (Listener listener = follow("?tail=2")) {
            listener.next("ready");
            assertThat(text(listener.next())).isEqualTo("two of the same stamp");
            assertThat(text(listener.next())).isEqualTo("three of the same stamp");

            await().until(() -> fleet.log.followers() == 1);
            log(
                    line(20, "one"),
                    line(10, "two of the same stamp"),
                    line(10, "three of the same stamp"),
                    line(10, "four of the same stamp"),
                    line(9, "five"));
            fleet.log.cut();

            assertThat(text(listener.next())).isEqualTo("four of the same stamp");
            assertThat(text(listener.next())).isEqualTo("five");
        }
    }

    @Test
    void whoComesBackGoesOnBehindTheLastLine() throws Exception {
        log(line(20, "one"), line(10, "two"));
        String last;
        try (Listener listener = follow("")) {
            last = listener.until(event -> text(event).equals("two")).getLast().id();
        }
        log(line(20, "one"), line(10, "two"), line(9, "three"));

        try (Listener listener = new Listener(server().uri(LOGS + "/stream"), "Last-Event-ID", last)) {
            assertThat(listener.next().kind()).isEqualTo("ready");
            assertThat(text(listener.next())).isEqualTo("three");
        }
        try (Listener listener = follow("?from=" + last)) {
            listener.next("ready");
            assertThat(text(listener.next())).isEqualTo("three");
        }
    }

    @Test
    void whatIsNotThereAnyMoreIsSaidToBeMissing() throws Exception {
        log(line(20, "one"));
        String last;
        try (Listener listener = follow("")) {
            last = listener.next("line").id();
        }
        log(line(5, "rotated"));

        try (Listener listener = follow("?from=" + last)) {
            assertThat(listener.next("gap").data().path("reason").asText())
                    .isEqualTo("some lines after 2026-11-24T06:12:10Z are no longer available");
            assertThat(text(listener.next())).isEqualTo("rotated");
        }
        try (Listener listener = follow("?from=" + last.replaceFirst("^[^-]*", "0123456789ab"))) {
            assertThat(listener.next("gap").data().path("reason").asText()).startsWith("the container was recreated");
            assertThat(text(listener.next())).isEqualTo("rotated");
        }
    }

    @Test
    void aLateClientGetsTheMissedLinesFromTheLog() throws Exception {
        List<MarkedLine> many = new ArrayList<>(List.of(line(5000, "one")));
        IntStream.range(0, 3000).forEach(i -> many.add(line(4000 - i, "line " + i)));
        log(line(5000, "one"));
        String last;
        try (Listener listener = follow("")) {
            last = listener.next("line").id();
        }
        fleet.logs = Map.of(WEB, many);

        try (Listener listener = follow("?from=" + last)) {
            listener.next("ready");
            assertThat(listener.until(event -> text(event).equals("line 2999")))
                    .hasSize(3000)
                    .allSatisfy(event -> assertThat(event.kind()).isEqualTo("line"));
        }
    }

    @Test
    void aContainerThatDoesNotRunIsSaidToBeSo() throws Exception {
        fleet.logs = Map.of(new TargetId("local", "redis"), List.of(line(20, "bye")));
        try (Listener listener = new Listener(server().uri("/api/v1/targets/local/redis/logs/stream"))) {
            assertThat(text(listener.next("line"))).isEqualTo("bye");
            await().until(() -> fleet.log.followers() == 1);

            fleet.log.cut();

            assertThat(listener.next("stopped").data().path("reason").asText()).isEqualTo("the container is exited");
        }
    }

    @Test
    void streamsEndWithTheService() throws Exception {
        log(line(20, "one"));
        try (Listener listener = follow("")) {
            listener.next("line");

            server().close();

            listener.next("end");
        }
    }

    @Test
    void notTooManyFollow() throws Exception {
        log(line(20, "one"));
        List<Listener> all = new ArrayList<>();
        for (int i = 0; i < LogFollows.MAX; i++) {
            all.add(follow(""));
        }
        try (Listener oneMore = follow("")) {
            assertThat(oneMore.status()).isEqualTo(503);
            assertThat(oneMore.header("Retry-After")).isEqualTo("30");
        } finally {
            all.forEach(Listener::close);
        }
    }

    @Test
    void thePageShowsTheSameLines() throws Exception {
        log(err(20, "[alert] <script>alert(1)</script> PASSWORD=hunter2", ERROR));

        assertThat(server().get("/targets/local/web/log", "Accept", "text/html").body())
                .contains("<li class=\"stderr marked failure\">", "failure of errors", "&lt;script&gt;alert(1)")
                .doesNotContain("hunter2");
    }

    private void log(MarkedLine... lines) {
        fleet.logs = Map.of(WEB, List.of(lines));
    }

    /** Written while somebody follows. */
    private void write(MarkedLine line) {
        await().until(() -> fleet.log.followers() == 1);
        List<MarkedLine> all = new ArrayList<>(fleet.logs.getOrDefault(WEB, List.of()));
        all.add(line);
        fleet.logs = Map.of(WEB, List.copyOf(all));
        fleet.log.write(line);
    }

    private static MarkedLine line(int secondsAgo, String text, MarkedLine.Mark... marks) {
        return new MarkedLine(new LogLine(NOW.minusSeconds(secondsAgo), LogLine.Source.STDOUT, text), List.of(marks));
    }

    private static MarkedLine err(int secondsAgo, String text, MarkedLine.Mark... marks) {
        return new MarkedLine(new LogLine(NOW.minusSeconds(secondsAgo), LogLine.Source.STDERR, text), List.of(marks));
    }

    private Listener follow(String query) throws Exception {
        return new Listener(server().uri(LOGS + "/stream" + query));
    }

    private static String text(Listener.Event event) {
        return event.data().path("text").asText();
    }

    private static List<String> texts(JsonNode answer) {
        List<String> texts = new ArrayList<>();
        answer.path("lines").forEach(line -> texts.add(line.path("text").asText()));
        return texts;
    }

    private static JsonNode json(HttpResponse<String> answer) throws Exception {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return new ObjectMapper().readTree(answer.body());
    }

    private static void assertProblem(HttpResponse<String> answer, int status, String detail) throws Exception {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(new ObjectMapper().readTree(answer.body()).path("detail").asText())
                .contains(detail);
    }

    private PagesServer server() {
        return Objects.requireNonNull(server);
    }
}
