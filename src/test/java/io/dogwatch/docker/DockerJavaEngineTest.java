package io.dogwatch.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dogwatch.docker.EngineException.Kind;
import io.dogwatch.docker.ScriptedEngine.Answer;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.awaitility.Awaitility;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How the engine's client takes what no real engine does on demand. */
@NullMarked
class DockerJavaEngineTest {

    /** Of the tests that wait for it to pass. */
    private static final Duration DEADLINE = Duration.ofSeconds(1);

    /** Far beyond any deadline, and what a busy machine takes to load classes; without one it would be for ever. */
    private static final Duration LATE = Duration.ofSeconds(8);

    private static final String EVENT =
            "{\"Type\":\"container\",\"Action\":\"die\",\"timeNano\":5,\"Actor\":{\"ID\":\"a\",\"Attributes\":{}}}\n";
    private static final String OPEN_STREAM = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n";

    @Test
    void aMuteEngineEndsEveryCallAtItsDeadline() throws IOException {
        try (ScriptedEngine mute = new ScriptedEngine(line -> Answer.andThenSilence(""));
                DockerJavaEngine engine = hasty(mute)) {
            assertUnreachableInTime(engine::ping);
            assertUnreachableInTime(engine::version);
            assertUnreachableInTime(engine::list);
            assertUnreachableInTime(() -> engine.inspect("web"));
            assertUnreachableInTime(() -> engine.start("web"));
            assertUnreachableInTime(() -> engine.events(Optional.empty(), event -> {}, reason -> {}));
        }
    }

    @Test
    void headersWithoutABodyEndAtTheDeadline() throws IOException {
        try (ScriptedEngine half = new ScriptedEngine(
                        afterVersion(Answer.andThenSilence("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n")));
                DockerJavaEngine engine = hasty(half)) {
            engine.version();

            assertUnreachableInTime(() -> engine.inspect("web"));
            assertUnreachableInTime(engine::list);
            assertUnreachableInTime(() -> engine.stats("web", DEADLINE));
        }
    }

    @Test
    void halfABodyEndsAtTheDeadlineOrAtTheCut() throws IOException {
        String half = "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{\"Id\":\"abc\",";
        for (Answer answer : List.of(Answer.andThenSilence(half), Answer.whole(half))) {
            try (ScriptedEngine scripted = new ScriptedEngine(afterVersion(answer));
                    DockerJavaEngine engine = hasty(scripted)) {
                assertUnreachableInTime(() -> engine.inspect("web"));
            }
        }
    }

    @Test
    void anErrorInsteadOfAStreamThatNeverEndsEndsAtTheDeadline() throws IOException {
        try (ScriptedEngine scripted = new ScriptedEngine(
                        afterVersion(Answer.andThenSilence("HTTP/1.1 500 Oops\r\nContent-Length: 100\r\n\r\n{")));
                DockerJavaEngine engine = hasty(scripted)) {
            assertUnreachableInTime(() -> engine.events(Optional.empty(), event -> {}, reason -> {}));
        }
    }

    @Test
    void anEngineThatIsNotThereIsUnreachableImmediately() {
        try (DockerJavaEngine engine = new DockerJavaEngine(EngineSettings.of("x", "unix:///nowhere/docker.sock"))) {
            assertUnreachableInTime(engine::ping);
            assertUnreachableInTime(engine::list);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "400, REJECTED",
        "403, REJECTED",
        "404, NOT_FOUND",
        "409, CONFLICT",
        "500, ENGINE_FAULT",
        "503, ENGINE_FAULT"
    })
    void theEnginesStatusSaysTheKindAndItsMessageIsKept(int status, Kind kind) throws IOException {
        String body = "{\"message\":\"sorry\\nno\"}";
        try (ScriptedEngine scripted = new ScriptedEngine(afterVersion(Answer.whole(
                        "HTTP/1.1 " + status + " X\r\nContent-Length: " + body.length() + "\r\n\r\n" + body)));
                DockerJavaEngine engine = engine(scripted)) {
            for (ThrowingCallable call : List.<ThrowingCallable>of(
                    () -> engine.restart("web", Duration.ZERO, DEADLINE),
                    () -> engine.start("web"),
                    () -> engine.kill("web", "SIGKILL"),
                    () -> engine.stop("web", Duration.ZERO),
                    engine::list,
                    () -> engine.stats("web", DEADLINE))) {
                assertThatThrownBy(call)
                        .isInstanceOfSatisfying(
                                EngineException.class, e -> assertThat(e.kind()).isEqualTo(kind))
                        .hasMessageContaining("sorry no");
            }
        }
    }

    @Test
    void anAnswerThatIsNoJsonIsAFaultOfTheEngine() throws IOException {
        try (ScriptedEngine scripted = new ScriptedEngine(afterVersion(Answer.whole(ScriptedEngine.json("<html>"))));
                DockerJavaEngine engine = engine(scripted)) {
            assertKind(() -> engine.inspect("web"), Kind.ENGINE_FAULT);
            assertKind(engine::list, Kind.ENGINE_FAULT);
        }
    }

    @Test
    void theRestartCallIsSentOnceWithTheStopTimeoutRoundedUp() throws IOException {
        try (ScriptedEngine scripted =
                        new ScriptedEngine(afterVersion(Answer.whole("HTTP/1.1 204 No Content\r\n\r\n")));
                DockerJavaEngine engine = engine(scripted)) {
            engine.restart("web", Duration.ofMillis(2001), DEADLINE);

            assertThat(scripted.requests())
                    .containsExactly("GET /version HTTP/1.1", "POST /v1.41/containers/web/restart?t=3 HTTP/1.1");
        }
    }

    @Test
    void aKillNamesItsSignalAndAStopItsTimeoutRoundedUp() throws IOException {
        try (ScriptedEngine scripted =
                        new ScriptedEngine(afterVersion(Answer.whole("HTTP/1.1 204 No Content\r\n\r\n")));
                DockerJavaEngine engine = engine(scripted)) {
            engine.kill("web", "SIGKILL");
            engine.stop("web", Duration.ofMillis(2001));

            assertThat(scripted.requests())
                    .containsExactly(
                            "GET /version HTTP/1.1",
                            "POST /v1.41/containers/web/kill?signal=SIGKILL HTTP/1.1",
                            "POST /v1.41/containers/web/stop?t=3 HTTP/1.1");
        }
    }

    @Test
    void whatIsAlreadyStartedOrStoppedIsNoFailure() throws IOException {
        try (ScriptedEngine scripted =
                        new ScriptedEngine(afterVersion(Answer.whole("HTTP/1.1 304 Not Modified\r\n\r\n")));
                DockerJavaEngine engine = engine(scripted)) {
            assertThatCode(() -> engine.start("web")).doesNotThrowAnyException();
            assertThatCode(() -> engine.stop("web", Duration.ZERO)).doesNotThrowAnyException();
        }
    }

    @Test
    void aRestartIsWaitedForNoLongerThanItsDeadline() throws IOException {
        try (ScriptedEngine scripted = new ScriptedEngine(afterVersion(Answer.andThenSilence("")));
                DockerJavaEngine engine = engine(scripted)) {
            assertUnreachableInTime(() -> engine.restart("web", Duration.ofMinutes(2), DEADLINE));
        }
    }

    @Test
    void aRestartThatIsCutIsNotRepeated() throws IOException {
        try (ScriptedEngine scripted = new ScriptedEngine(afterVersion(Answer.whole("")));
                DockerJavaEngine engine = engine(scripted)) {
            assertKind(() -> engine.restart("web", Duration.ZERO, DEADLINE), Kind.UNREACHABLE);

            assertThat(scripted.requests())
                    .filteredOn(line -> line.startsWith("POST"))
                    .hasSize(1);
        }
    }

    @Test
    void aNameThatNoContainerCanHaveNeverGetsIntoAPath() throws IOException {
        try (ScriptedEngine scripted = new ScriptedEngine(afterVersion(Answer.whole("")));
                DockerJavaEngine engine = engine(scripted)) {
            assertThat(engine.inspect("../images")).isEmpty();
            assertThat(engine.inspect("a?b")).isEmpty();
            assertKind(() -> engine.kill("a/../b", "SIGKILL"), Kind.NOT_FOUND);
            assertKind(() -> engine.stop("a/../b", Duration.ZERO), Kind.NOT_FOUND);
            assertKind(() -> engine.restart("a/../b", Duration.ZERO, DEADLINE), Kind.NOT_FOUND);

            assertThat(scripted.requests()).allSatisfy(line -> assertThat(line).isEqualTo("GET /version HTTP/1.1"));
        }
    }

    @Test
    void anEngineThatIsTooOldIsRejectedWithWhatToDo() throws IOException {
        try (ScriptedEngine old = new ScriptedEngine(line -> Answer.whole(ScriptedEngine.json(
                        "{\"Version\":\"19.03.15\",\"ApiVersion\":\"1.40\",\"MinAPIVersion\":\"1.12\"}")));
                DockerJavaEngine engine = engine(old)) {
            assertThatThrownBy(engine::version)
                    .isInstanceOfSatisfying(
                            EngineException.class, e -> assertThat(e.kind()).isEqualTo(Kind.REJECTED))
                    .hasMessageContaining("Docker engine 19.03.15 supports API versions up to 1.40");
        }
    }

    @Test
    void eventsComeAsTheyAreWrittenAndTheEndIsReportedOnce() throws IOException, InterruptedException {
        try (ScriptedEngine scripted = new ScriptedEngine(afterVersion(Answer.whole(OPEN_STREAM + EVENT + EVENT)));
                DockerJavaEngine engine = engine(scripted)) {
            BlockingQueue<String> seen = new LinkedBlockingQueue<>();

            engine.events(Optional.empty(), event -> seen.add(event.action()), reason -> seen.add("end: " + reason));

            assertThat(seen.poll(10, TimeUnit.SECONDS)).isEqualTo("die");
            assertThat(seen.poll(10, TimeUnit.SECONDS)).isEqualTo("die");
            assertThat(seen.poll(10, TimeUnit.SECONDS)).isEqualTo("end: the engine ended the stream");
            assertThat(seen.poll(100, TimeUnit.MILLISECONDS)).isNull();
        }
    }

    @Test
    void brokenJsonEndsTheStream() throws IOException, InterruptedException {
        for (String broken : List.of("{\"Type\":\"contai", "{{{", EVENT + "nonsense")) {
            try (ScriptedEngine scripted = new ScriptedEngine(afterVersion(Answer.whole(OPEN_STREAM + broken)));
                    DockerJavaEngine engine = engine(scripted)) {
                BlockingQueue<String> end = new LinkedBlockingQueue<>();

                engine.events(Optional.empty(), event -> {}, end::add);

                assertThat(end.poll(10, TimeUnit.SECONDS)).contains("Json");
            }
        }
    }

    @Test
    void aHandlerThatThrowsAnErrorEndsTheStreamAudibly() throws IOException, InterruptedException {
        try (ScriptedEngine scripted = new ScriptedEngine(afterVersion(Answer.andThenSilence(OPEN_STREAM + EVENT)));
                DockerJavaEngine engine = engine(scripted)) {
            BlockingQueue<String> end = new LinkedBlockingQueue<>();

            engine.events(
                    Optional.empty(),
                    event -> {
                        throw new StackOverflowError("of the handler");
                    },
                    end::add);

            assertThat(end.poll(10, TimeUnit.SECONDS)).contains("StackOverflowError");
        }
    }

    @Test
    void aStreamThatIsClosedReportsNothingMoreAndReturnsImmediately() throws IOException, InterruptedException {
        try (ScriptedEngine scripted = new ScriptedEngine(afterVersion(Answer.andThenSilence(OPEN_STREAM + EVENT)));
                DockerJavaEngine engine = engine(scripted)) {
            BlockingQueue<String> seen = new LinkedBlockingQueue<>();
            Engine.Subscription events = engine.events(Optional.empty(), event -> seen.add("event"), seen::add);
            assertThat(seen.poll(10, TimeUnit.SECONDS)).isEqualTo("event");

            long start = System.nanoTime();
            events.close();
            events.close();

            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(LATE);
            assertThat(seen.poll(200, TimeUnit.MILLISECONDS)).isNull();
        }
    }

    @Test
    void anOpenStreamOutlivesTheDeadlineOfCalls() throws IOException, InterruptedException {
        try (ScriptedEngine scripted = new ScriptedEngine(afterVersion(Answer.andThenSilence(OPEN_STREAM)));
                DockerJavaEngine engine = hasty(scripted)) {
            BlockingQueue<String> end = new LinkedBlockingQueue<>();
            engine.events(Optional.empty(), event -> {}, end::add);

            assertThat(end.poll(DEADLINE.toMillis() * 3, TimeUnit.MILLISECONDS)).isNull();
        }
    }

    @Test
    void afterCloseEveryCallFailsAndNoStreamReportsItsEnd() throws IOException, InterruptedException {
        try (ScriptedEngine scripted = new ScriptedEngine(afterVersion(Answer.andThenSilence(OPEN_STREAM)))) {
            DockerJavaEngine engine = engine(scripted);
            BlockingQueue<String> end = new LinkedBlockingQueue<>();
            engine.events(Optional.empty(), event -> {}, end::add);

            engine.close();

            assertKind(engine::ping, Kind.UNREACHABLE);
            assertThat(end.poll(200, TimeUnit.MILLISECONDS)).isNull();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "/v1.41/events?filters=x, true",
        "/v1.41/containers/a/logs?stdout=true&follow=true, true",
        "/v1.41/containers/a/logs?stdout=true, false",
        "/v1.41/containers/a/logs?stdout=true&follow=false, false",
        "/v1.41/containers/a/wait, true",
        "/v1.41/exec/a/start, false",
        "/v1.41/containers/a/start, false",
        "/v1.41/containers/a/stats, true",
        "/v1.41/containers/a/stats?stream=false&one-shot=true, false",
        "/v1.41/containers/json, false"
    })
    void onlyStreamsAreWithoutADeadline(String path, boolean stream) {
        assertThat(HttpClientTransport.isStream(path)).isEqualTo(stream);
    }

    @Test
    void aRenewedEngineIsSpokenToInItsOwnVersion() throws IOException {
        Map<String, String> answers = new ConcurrentHashMap<>();
        answers.put("version", ScriptedEngine.VERSION);
        answers.put("list", ScriptedEngine.json("[]"));
        try (ScriptedEngine scripted = new ScriptedEngine(line ->
                        Answer.whole(answers.getOrDefault(line.contains("/version") ? "version" : "list", "")));
                DockerJavaEngine engine = engine(scripted)) {
            engine.list();

            answers.put("list", "");
            assertKind(engine::list, Kind.UNREACHABLE);
            answers.put("list", ScriptedEngine.json("[]"));
            answers.put(
                    "version",
                    ScriptedEngine.json("{\"Version\":\"29.0\",\"ApiVersion\":\"1.52\",\"MinAPIVersion\":\"1.44\"}"));
            engine.list();

            Awaitility.await().until(() -> scripted.requests().getLast().startsWith("GET /v1.44/containers/json"));
        }
    }

    private static DockerJavaEngine engine(ScriptedEngine scripted) {
        return new DockerJavaEngine(EngineSettings.of("scripted", scripted.endpoint()));
    }

    private static DockerJavaEngine hasty(ScriptedEngine scripted) {
        return new DockerJavaEngine(
                new EngineSettings("scripted", scripted.endpoint(), Optional.empty(), false, DEADLINE));
    }

    private static java.util.function.Function<String, Answer> afterVersion(Answer answer) {
        return line -> line.contains("/version") ? Answer.whole(ScriptedEngine.VERSION) : answer;
    }

    private static void assertUnreachableInTime(ThrowingCallable call) {
        long start = System.nanoTime();
        assertKind(call, Kind.UNREACHABLE);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(LATE);
    }

    private static void assertKind(ThrowingCallable call, Kind kind) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        EngineException.class, e -> assertThat(e.kind()).isEqualTo(kind));
    }
}
