package io.dogwatch.logs;

import static org.assertj.core.api.Assertions.assertThat;

import io.dogwatch.TestEngine;
import io.dogwatch.docker.DockerJavaEngine;
import io.dogwatch.docker.Engine;
import io.dogwatch.docker.EngineSettings;
import io.dogwatch.model.LogCheck;
import io.dogwatch.model.TargetId;
import io.dogwatch.model.Thresholds;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Logs read in their files, on the machine of a real engine: the tests must run there, as somebody who may read them. */
class FileLogIT {

    private static final TargetId WEB = new TargetId("local", "web");
    private static final List<LogCheck> FATAL = List.of(Samples.check("log", Samples.failure("FATAL")));

    /** 3,000 lines with a pause now and then, as fast as a shell writes. */
    private static final String COUNT =
            "i=0; while [ $i -lt 3000 ]; do echo line $i; i=$((i+1)); done; echo FATAL end; exec sleep 60";

    private final TestEngine docker = TestEngine.connect();
    private final RememberedPlaces places = new RememberedPlaces();
    private final Told told = new Told();
    private final Engine engine = new DockerJavaEngine(EngineSettings.of("local", docker.endpoint()));
    private EngineLogWatcher watcher = open();
    private long before;

    @TempDir
    Path folder;

    private EngineLogWatcher open() {
        return new EngineLogWatcher(engine, Optional.of(Path.of("/")), places, told, InstantSource.system());
    }

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

    private LogStats stats() {
        return watcher.stats().getOrDefault(WEB, LogStats.NONE);
    }

    private void restartDogwatch() {
        watcher.close();
        before += stats().lines();
        watcher = open().start();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"max-size=10k,max-file=3", "max-size=10k,max-file=3,compress=true", "max-size=1m,max-file=1"})
    void rotationLosesAndDoublesNothing(String options) {
        List<String> arguments = List.of(options.split(",")).stream()
                .flatMap(option -> List.of("--log-opt", option).stream())
                .toList();
        // 40 lines a file or so, and a pause in which a file of 10 KB can be read.
        String script = "sleep 1; i=0; while [ $i -lt 600 ]; do echo line $i of the log; i=$((i+1));"
                + " [ $((i % 20)) = 0 ] && usleep 50000; done; echo FATAL end; exec sleep 60";
        TestEngine.Container container = docker.run("files-rotate", arguments, "sh", "-c", script);

        watch(container, FATAL);

        await(() -> told.has("FATAL end"));
        assertThat(stats().lines()).isEqualTo(601);
        assertThat(stats().source()).isEqualTo("json-file");
        assertThat(stats().lostBytes()).isZero();
    }

    @Test
    void aLongLineIsJoined() {
        TestEngine.Container container = docker.runScript(
                "files-long",
                "sleep 1; head -c 16381 /dev/zero | tr '\\0' x; echo FATAL across; head -c 200000 /dev/zero | tr '\\0' y;"
                        + " echo FATAL far; exec sleep 60");

        watch(
                container,
                List.of(Samples.check("log", Samples.failure("FATAL (across|far)", 2, Duration.ofMinutes(1)))));

        await(() -> told.has("2 lines"));
        assertThat(stats().matches()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void framesOfExactly1024BytesAndATerminalAreRead(boolean tty) {
        String script =
                "sleep 1; i=0; while [ $i -lt 50 ]; do head -c 1023 /dev/zero | tr '\\0' x; echo; i=$((i+1)); done;"
                        + " echo FATAL end; exec sleep 60";
        TestEngine.Container container =
                docker.run("files-frames", tty ? List.of("--tty") : List.of(), "sh", "-c", script);

        watch(container, FATAL);

        await(() -> told.has("FATAL end"));
        assertThat(stats().lines()).isEqualTo(51);
    }

    @Test
    void standardErrorIsToldApart() {
        TestEngine.Container container = docker.runScript("files-err", "echo FATAL out; echo FATAL err >&2; sleep 60");

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
                docker.runScript("files-lives", "echo FATAL $(cat /n 2>/dev/null; echo x >> /n); exec sleep 60");
        watch(container, FATAL);
        await(() -> told.count("FATAL") == 1);

        for (int lives = 2; lives <= 3; lives++) {
            int now = lives;
            docker.docker("restart", "--time", "0", container.id());
            watch(container, FATAL);
            await(() -> told.count("FATAL") == now);
        }

        assertThat(told.incarnations.stream().distinct()).hasSize(3);
        assertThat(stats().lines()).isEqualTo(3);
    }

    @Test
    void theLastWordsOfALifeAreTold() {
        TestEngine.Container container = docker.runScript("files-last", "sleep 2; echo FATAL last words; exit 1");

        watch(container, FATAL);

        await(() -> told.has("FATAL last words"));
    }

    @Test
    void aRecreatedContainerIsReadFromItsBeginning() {
        TestEngine.Container first = docker.runScript("files-first", "echo FATAL 1; exec sleep 60");
        watch(first, FATAL);
        await(() -> told.has("FATAL 1"));
        docker.docker("rm", "--force", first.id());

        watch(docker.runScript("files-second", "echo FATAL 2; exec sleep 60"), FATAL);

        await(() -> told.has("FATAL 2"));
        assertThat(told.count("FATAL 1")).isEqualTo(1);
    }

    @Test
    void aRestartOfDogwatchAndAChangeOfSourceInAFloodLoseAndDoubleNothing() {
        TestEngine.Container container = docker.runScript("files-count", COUNT);
        LogCheck byEngine = new LogCheck(
                "log",
                Thresholds.CERTAIN,
                LogCheck.Source.ENGINE,
                List.of(Samples.failure("FATAL")),
                Optional.empty(),
                LogCheck.DEFAULT_CLEAR_AFTER);
        for (int run = 0; run < 6; run++) {
            watch(container, run % 2 == 0 ? FATAL : List.of(byEngine));
            await(() -> stats().lines() > 0 || told.has("healthy") || told.has("FATAL"));
            restartDogwatch();
        }
        watch(container, FATAL);

        await(() -> before + stats().lines() >= 3001);
        assertThat(before + stats().lines()).isEqualTo(3001);
    }

    @ParameterizedTest
    @ValueSource(strings = {"local", "journald"})
    void otherDriversAreReadByTheEngine(String driver) {
        TestEngine.Container container;
        try {
            container = docker.run(
                    "files-" + driver,
                    List.of("--log-driver", driver),
                    "sh",
                    "-c",
                    "sleep 1; echo FATAL elsewhere; exec sleep 60");
        } catch (IllegalStateException e) {
            assertThat(e).hasMessageContaining("journald");
            return;
        }

        watch(container, FATAL);

        await(() -> told.has("FATAL elsewhere"));
        assertThat(stats().source()).isEqualTo("engine");
    }

    private static List<LogCheck> inMount(String path) {
        return List.of(new LogCheck(
                "file",
                Thresholds.CERTAIN,
                new LogCheck.Source.InMount(path),
                List.of(Samples.failure("FATAL")),
                Optional.empty(),
                LogCheck.DEFAULT_CLEAR_AFTER));
    }

    private static final String INTO_FILE = "sleep 2; echo one >> /var/log/app/a.log; sleep 1;"
            + " mv /var/log/app/a.log /var/log/app/a.log.1; echo two > /var/log/app/a.log; sleep 1;"
            + " : > /var/log/app/a.log; echo FATAL three >> /var/log/app/a.log; exec sleep 60";

    @Test
    void aFileInABindMountIsFollowedOverRotation() {
        TestEngine.Container container =
                docker.run("files-bind", List.of("--volume", folder + ":/var/log/app"), "sh", "-c", INTO_FILE);

        watch(container, inMount("/var/log/app/a.log"));

        await(() -> told.has("FATAL three"));
        assertThat(stats().lines()).isEqualTo(3);
        assertThat(Files.exists(folder.resolve("a.log.1"))).isTrue();
    }

    @Test
    void aFileInAVolumeIsFollowedOverRotation() {
        TestEngine.Container container =
                docker.run("files-volume", List.of("--volume", "/var/log/app"), "sh", "-c", INTO_FILE);

        watch(container, inMount("/var/log/app/a.log"));

        await(() -> told.has("FATAL three"));
        assertThat(stats().lines()).isEqualTo(3);
        assertThat(stats().source()).isEqualTo("file");
    }

    @Test
    void aLinkThatTheContainerPutsThereIsNotFollowedOutside() {
        TestEngine.Container container = docker.run(
                "files-link",
                List.of("--volume", "/var/log/app"),
                "sh",
                "-c",
                "ln -s /etc/passwd /var/log/app/a.log; exec sleep 60");

        watch(container, inMount("/var/log/app/a.log"));

        await(() -> told.has("log-unreadable"));
        assertThat(stats().lines()).isZero();
    }
}
