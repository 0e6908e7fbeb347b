package io.dogwatch.logs;

import static org.assertj.core.api.Assertions.assertThat;

import io.dogwatch.PrivateEngine;
import io.dogwatch.TestEngine;
import io.dogwatch.docker.DockerJavaEngine;
import io.dogwatch.docker.Engine;
import io.dogwatch.docker.EngineSettings;
import io.dogwatch.docker.LogLine;
import io.dogwatch.model.LogCheck;
import io.dogwatch.model.Outcome;
import io.dogwatch.model.TargetId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The log watcher on a real engine. */
class EngineLogWatcherIT {

    private static final TargetId WEB = new TargetId("local", "web");
    private static final List<LogCheck> FATAL = List.of(Samples.check("log", Samples.failure("FATAL")));

    /** Writes what is put into its mailbox to its standard output, at once. */
    private static final String ECHO =
            "echo up; while :; do if [ -s /box ]; then mv /box /taken; cat /taken; fi; usleep 2000; done";

    private final TestEngine docker = TestEngine.connect();
    private final RememberedPlaces places = new RememberedPlaces();
    private final Told told = new Told();
    private Engine engine = new DockerJavaEngine(EngineSettings.of("local", docker.endpoint()));
    private EngineLogWatcher watcher = new EngineLogWatcher(engine, places, told, InstantSource.system());

    @BeforeEach
    void start() {
        watcher.start();
    }

    @AfterEach
    void close() {
        watcher.close();
        engine.close();
        docker.close();
    }

    private void watch(TestEngine.Container container, List<LogCheck> checks) {
        watcher.watch(WEB, engine.inspect(container.id()).orElseThrow(), checks);
    }

    private static void await(Callable<Boolean> condition) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .pollInterval(Duration.ofMillis(5))
                .until(condition);
    }

    private void say(TestEngine.Container container, String text) {
        docker.docker("exec", container.id(), "sh", "-c", "echo '" + text + "' > /new; mv /new /box");
    }

    private LogStats stats() {
        return watcher.stats().getOrDefault(WEB, LogStats.NONE);
    }

    @Test
    void aFailureMarkerIsToldWithin200MillisecondsOfBeingWritten() {
        TestEngine.Container container =
                docker.runScript("logs-quick", "sleep 1; while :; do date +FATAL.%s; sleep 1.3; done");
        List<Long> delays = new CopyOnWriteArrayList<>();
        try (EngineLogWatcher quick = new EngineLogWatcher(
                engine,
                new RememberedPlaces(),
                (target, check, incarnation, outcome) -> {
                    if (outcome instanceof Outcome.Unhealthy) {
                        Instant now = Instant.now();
                        List<LogLine> tail = engine.logTail(
                                engine.inspect(container.id()).orElseThrow(), 1, 1000, Duration.ofSeconds(5));
                        delays.add(Duration.between(tail.getLast().at(), now).toMillis());
                    }
                },
                InstantSource.system())) {
            quick.start();
            quick.watch(WEB, engine.inspect(container.id()).orElseThrow(), FATAL);
            await(() -> delays.size() >= 5);
        }

        System.out.println("told after ms: " + delays);
        assertThat(delays.stream().sorted().toList().get(delays.size() / 2)).isBetween(0L, 200L);
    }

    @Test
    void aTerminalsLogIsReadAsWell() {
        TestEngine.Container container =
                docker.run("logs-tty", List.of("--tty"), "sh", "-c", "sleep 1; echo FATAL on a terminal; sleep 60");

        watch(container, FATAL);

        await(() -> told.has("FATAL on a terminal"));
        assertThat(stats().lines()).isEqualTo(1);
    }

    @Test
    void standardErrorIsToldApart() {
        TestEngine.Container container = docker.runScript("logs-err", "echo FATAL out; echo FATAL err >&2; sleep 60");
        watch(
                container,
                List.of(Samples.check(
                        "log",
                        new LogCheck.Marker.Failure("FATAL", LogCheck.Stream.STDERR, 1, Duration.ofMinutes(1)))));

        await(() -> told.has("FATAL err"));

        assertThat(told.has("FATAL out")).isFalse();
    }

    @Test
    void theFirstLineOfEachLifeIsToldOfThatLife() {
        TestEngine.Container container =
                docker.runScript("logs-lives", "echo FATAL $(cat /n 2>/dev/null; echo x >> /n); exec sleep 60");
        watch(container, FATAL);
        await(() -> told.count("FATAL") == 1);

        docker.docker("restart", "--time", "0", container.id());
        watch(container, FATAL);
        await(() -> told.count("FATAL") == 2);
        docker.docker("restart", "--time", "0", container.id());
        watch(container, FATAL);
        await(() -> told.count("FATAL") == 3);

        assertThat(told.incarnations.stream().distinct()).hasSize(3);
        assertThat(told.incarnations.getLast())
                .isEqualTo(engine.inspect(container.id())
                        .orElseThrow()
                        .incarnation()
                        .orElseThrow());
        assertThat(stats().lines()).isEqualTo(3);
    }

    @Test
    void aRecreatedContainerIsReadFromItsBeginning() {
        TestEngine.Container first = docker.runScript("logs-first", "echo FATAL 1; exec sleep 60");
        watch(first, FATAL);
        await(() -> told.has("FATAL 1"));
        docker.docker("rm", "--force", first.id());

        watch(docker.runScript("logs-second", "echo FATAL 2; exec sleep 60"), FATAL);

        await(() -> told.has("FATAL 2"));
        assertThat(told.count("FATAL 1")).isEqualTo(1);
    }

    /** On both outputs, so that many a line stands in the log after later ones of the other output. */
    @Test
    void aRestartOfDogwatchInTheMiddleOfAFloodLosesAndDoublesNothing() {
        TestEngine.Container container = docker.runScript(
                "logs-count", "yes out | head -n 60000 & yes err | head -n 60000 >&2; wait; echo end; exec sleep 60");
        long lines = 0;
        long twice = 0;
        for (int run = 0; run < 10; run++) {
            watch(container, FATAL);
            await(() -> stats().lines() > 0 || told.has("healthy"));
            watcher.close();
            lines += stats().lines();
            twice += stats().skipped();
            told.words.clear();
            watcher = new EngineLogWatcher(engine, places, told, InstantSource.system()).start();
        }
        watch(container, List.of(Samples.check("log", Samples.failure("^end$"))));
        long before = lines;
        await(() -> before + stats().lines() >= 120_001);

        System.out.println("read twice over 10 restarts: " + (twice + stats().skipped()) + " lines");
        assertThat(before + stats().lines()).isEqualTo(120_001);
    }

    @Test
    void aFloodIsBoundedAndHoldsNobodyElseUp() {
        TestEngine.Container flood = docker.run(
                "logs-flood", List.of("--log-opt", "max-size=20m"), "yes", "some line of a chatty container");
        TestEngine.Container quiet = docker.runScript("logs-quiet", ECHO);
        TargetId chatty = new TargetId("local", "chatty");
        watcher.watch(chatty, engine.inspect(flood.id()).orElseThrow(), FATAL);
        watch(quiet, FATAL);
        await(() -> told.has("healthy") && stats().lines() > 0);
        System.gc();
        long used = used();

        Instant end = Instant.now().plusSeconds(3);
        Awaitility.await()
                .atMost(Duration.ofSeconds(10))
                .until(() -> Instant.now().isAfter(end));
        long lines = watcher.stats().getOrDefault(chatty, LogStats.NONE).lines();
        say(quiet, "FATAL amid the flood");
        Instant asked = Instant.now();
        await(() -> told.has("amid the flood"));
        Duration delay = Duration.between(asked, Instant.now());
        docker.docker("kill", flood.id());
        System.gc();

        System.out.println("flood: " + lines + " lines, quiet told after " + delay + ", heap grew by "
                + (used() - used) / 1024 + " KiB");
        assertThat(lines).isGreaterThan(1000);
        assertThat(delay).isLessThan(Duration.ofSeconds(2));
        assertThat(used() - used).isLessThan(32L << 20);
    }

    @Test
    void whatTheEngineLeavesOutOfAFloodIsSaid() {
        long lines = 400_000;
        TestEngine.Container flood = docker.run(
                "logs-left-out",
                List.of("--log-opt", "max-size=1m", "--log-opt", "max-file=3"),
                "sh",
                "-c",
                "echo up; while [ ! -e /go ]; do usleep 10000; done; yes " + "chatty".repeat(40) + " | head -n " + lines
                        + "; sleep 2; echo end; exec sleep 60");
        watch(flood, List.of(Samples.check("log", Samples.failure("^end$"))));
        await(() -> stats().lines() == 1);

        docker.docker("exec", flood.id(), "touch", "/go");
        Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> told.has("failure-marker"));

        System.out.println("flood: " + stats().lines() + " of " + (lines + 2) + " lines came, at least "
                + stats().lostBytes() + " bytes were left out");
        assertThat(stats().lines() < lines + 2).isEqualTo(stats().lostBytes() > 0);
    }

    private static long used() {
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    @Test
    void aKilledEngineCutsTheStreamAndEachLineIsJudgedOnce() {
        try (PrivateEngine ours = PrivateEngine.launch();
                TestEngine there = TestEngine.at(ours.endpoint());
                Engine client = new DockerJavaEngine(EngineSettings.of("local", ours.endpoint()))) {
            there.docker("version");
            TestEngine.Container before =
                    there.runScript("logs-cut", "for i in 1 2 3; do echo FATAL $i; done; exec sleep 60");
            try (EngineLogWatcher cut = new EngineLogWatcher(client, places, told, InstantSource.system()).start()) {
                cut.watch(WEB, client.inspect(before.id()).orElseThrow(), FATAL);
                await(() -> cut.stats().getOrDefault(WEB, LogStats.NONE).lines() == 3);
                ours.kill();
                await(() -> told.has("engine-unreachable"));
                ours.start();
                there.docker("start", before.id());
                cut.watch(WEB, client.inspect(before.id()).orElseThrow(), FATAL);
                await(() -> cut.stats().getOrDefault(WEB, LogStats.NONE).lines() == 6);

                assertThat(told.has("heartbeat-missed")).isFalse();
            }
        }
    }
}
