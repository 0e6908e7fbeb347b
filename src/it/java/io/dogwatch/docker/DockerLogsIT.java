package io.dogwatch.docker;

import static org.assertj.core.api.Assertions.assertThat;

import io.dogwatch.TestEngine;
import io.dogwatch.model.ContainerSnapshot;
import io.dogwatch.model.ContainerStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** What the engine's client does with the logs of a real engine. */
@NullMarked
class DockerLogsIT {

    private static final Duration SOON = Duration.ofSeconds(30);
    private static final TestEngine docker = TestEngine.connect();
    private static final DockerJavaEngine engine = new DockerJavaEngine(EngineSettings.of("local", docker.endpoint()));

    @AfterAll
    static void close() {
        engine.close();
        docker.close();
    }

    @Test
    void theTailOfALogHasBothStreamsInOrderWithTheirTimes() {
        TestEngine.Container container = docker.runScript(
                "tail",
                "for i in 1 2 3 4 5; do echo out $i; sleep 0.05; echo err $i >&2; sleep 0.05; done; printf bye");
        ContainerSnapshot exited = awaitExit(container);

        List<LogLine> tail = engine.logTail(exited, 4, 1024, SOON);

        assertThat(tail.stream().map(line -> line.source() + " " + line.text()))
                .containsExactly("STDERR err 4", "STDOUT out 5", "STDERR err 5", "STDOUT bye");
        assertThat(tail).isSortedAccordingTo(java.util.Comparator.comparing(LogLine::at));
        assertThat(tail.getFirst().at()).isAfter(exited.startedAt().orElseThrow());
        assertThat(engine.logTail(exited, 100, 8, SOON).stream().map(LogLine::text))
                .containsExactly("err 5", "bye");
    }

    @Test
    void longLinesAreJoinedFromThePiecesOfTheEngineAndCutAt64Kib() {
        for (List<String> options : List.of(List.<String>of(), List.of("--tty"))) {
            TestEngine.Container container = docker.run(
                    "long" + options.size(),
                    options,
                    "sh",
                    "-c",
                    "stty -opost 2>/dev/null; for n in 16383 16384 16385 40000 100000; do"
                            + " head -c $n /dev/zero | tr '\\0' x; echo; echo after $n; done");
            ContainerSnapshot exited = awaitExit(container);

            List<LogLine> lines = engine.logTail(exited, 100, 1_000_000, SOON);

            assertThat(lines.stream()
                            .map(line -> line.text().startsWith("x")
                                    ? "" + line.text().length()
                                    : line.text()))
                    .as("tty: %s", exited.tty())
                    .containsExactly(
                            "16383",
                            "after 16383",
                            "16384",
                            "after 16384",
                            "16385",
                            "after 16385",
                            "40000",
                            "after 40000",
                            "65536",
                            "after 100000");
        }
    }

    @Test
    void aFollowedLogEndsWithItsContainerAndIsReadOnFromATime() throws InterruptedException {
        for (List<String> options : List.of(List.<String>of(), List.of("--tty"))) {
            TestEngine.Container container = docker.run(
                    "follow" + options.size(),
                    options,
                    "sh",
                    "-c",
                    "echo before; sleep 2; for i in 1 2 3; do echo line $i; sleep 0.1; done");
            ContainerSnapshot snapshot = engine.inspect(container.id()).orElseThrow();
            assertThat(snapshot.tty()).isEqualTo(!options.isEmpty());
            BlockingQueue<LogLine> lines = new LinkedBlockingQueue<>();
            BlockingQueue<String> ends = new LinkedBlockingQueue<>();

            engine.followLog(snapshot, Optional.empty(), -1, lines::add, ends::add);

            assertThat(ends.poll(30, TimeUnit.SECONDS)).isEqualTo("the engine ended the stream");
            assertThat(lines.stream().map(LogLine::text)).containsExactly("before", "line 1", "line 2", "line 3");

            Instant third = lines.stream().toList().get(2).at();
            List<LogLine> rest = new ArrayList<>();
            engine.followLog(snapshot, Optional.of(third), -1, rest::add, ends::add);
            assertThat(ends.poll(30, TimeUnit.SECONDS)).isEqualTo("the engine ended the stream");
            assertThat(rest.stream().map(LogLine::text)).containsExactly("line 2", "line 3");
        }
    }

    @Test
    void aClosedFollowTellsNothingMore() throws InterruptedException {
        TestEngine.Container container = docker.runScript("closed", "while :; do echo tick; sleep 0.05; done");
        BlockingQueue<String> seen = new LinkedBlockingQueue<>();
        Engine.Subscription follow = engine.followLog(
                engine.inspect(container.id()).orElseThrow(), Optional.empty(), 0, line -> seen.add("line"), seen::add);
        assertThat(seen.poll(10, TimeUnit.SECONDS)).isEqualTo("line");

        follow.close();
        seen.poll(100, TimeUnit.MILLISECONDS); // one that was on its way
        seen.clear();

        assertThat(seen.poll(500, TimeUnit.MILLISECONDS)).isNull();
    }

    @Test
    void twoHundredFollowedLogsLeaveTheOtherCallsAlone() {
        TestEngine.Container container = docker.runScript("many", "while :; do echo tick; sleep 0.5; done");
        ContainerSnapshot snapshot = engine.inspect(container.id()).orElseThrow();
        AtomicInteger lines = new AtomicInteger();
        List<Engine.Subscription> follows = new ArrayList<>();
        int threads = Thread.activeCount();
        for (int i = 0; i < 200; i++) {
            follows.add(engine.followLog(snapshot, Optional.empty(), 0, line -> lines.incrementAndGet(), reason -> {}));
        }
        Awaitility.await().atMost(SOON).until(() -> lines.get() >= 400);

        long[] micros = new long[50];
        for (int i = 0; i < micros.length; i++) {
            long start = System.nanoTime();
            engine.ping();
            micros[i] = (System.nanoTime() - start) / 1000;
        }
        int during = Thread.activeCount();
        long start = System.nanoTime();
        follows.forEach(Engine.Subscription::close);
        Arrays.sort(micros);
        System.out.println("ping with 200 follows: median=" + micros[25] + "us max=" + micros[49] + "us; closed in "
                + (System.nanoTime() - start) / 1_000_000 + "ms; platform threads " + threads + " -> " + during);

        // A ping that had to wait for a follow would wait for ever, or for its lease of 3 s.
        assertThat(micros[49]).isLessThan(2_000_000);
        assertThat(during - threads).isLessThan(20);
    }

    private static ContainerSnapshot awaitExit(TestEngine.Container container) {
        Awaitility.await()
                .atMost(SOON)
                .until(() -> engine.inspect(container.id()).orElseThrow().status() == ContainerStatus.EXITED);
        return engine.inspect(container.id()).orElseThrow();
    }
}
