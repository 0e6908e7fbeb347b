package io.dogwatch.logs;

import static org.assertj.core.api.Assertions.assertThat;

import io.dogwatch.TestEngine;
import io.dogwatch.docker.DockerJavaEngine;
import io.dogwatch.docker.Engine;
import io.dogwatch.docker.EngineSettings;
import io.dogwatch.model.LogCheck;
import io.dogwatch.model.TargetId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Logs that the engine keeps in the journal of its machine. Where none runs, one is started, which takes root. */
class JournaldLogIT {

    private static final TargetId WEB = new TargetId("local", "web");
    private static final Path SOCKET = Path.of("/run/systemd/journal/socket");
    private static final List<String> TO_JOURNAL = List.of("--log-driver", "journald");

    private static @Nullable Process journald;

    private final TestEngine docker = TestEngine.connect();
    private final RememberedPlaces places = new RememberedPlaces();
    private final Told told = new Told();
    private final Engine engine = new DockerJavaEngine(EngineSettings.of("local", docker.endpoint()));
    private EngineLogWatcher watcher = open();

    @BeforeAll
    static void startJournal() throws IOException {
        if (isRunning()) {
            return;
        }
        // One that was killed leaves its socket behind.
        Files.deleteIfExists(SOCKET);
        journald = new ProcessBuilder("/lib/systemd/systemd-journald")
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        await(() -> Files.exists(SOCKET));
    }

    private static boolean isRunning() {
        // The folder is there where the machine was booted by systemd, which always has one.
        return Files.isDirectory(Path.of("/run/systemd/system"))
                || ProcessHandle.allProcesses()
                        .anyMatch(process -> process.info().command().orElse("").endsWith("/systemd-journald"));
    }

    @AfterAll
    static void stopJournal() {
        if (journald != null) {
            journald.destroy();
        }
    }

    private EngineLogWatcher open() {
        // With a look at the machine's files, as usual: this log must be found not to be in one.
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

    @Test
    void eachLineIsReadOnceAlsoWhenDogwatchIsRestartedMeanwhile() {
        String script = "i=0; while [ $i -lt 300 ]; do echo line $i of the log; i=$((i+1)); usleep 5000; done;"
                + " echo FATAL end; exec sleep 60";
        TestEngine.Container container = docker.run("journald-restart", TO_JOURNAL, "sh", "-c", script);
        List<LogCheck> checks = List.of(Samples.check("log", Samples.failure("FATAL")));
        watch(container, checks);
        await(() -> stats().lines() > 50);

        watcher.close();
        long before = stats().lines();
        watcher = open().start();
        watch(container, checks);

        await(() -> told.has("FATAL end"));
        assertThat(before).isLessThan(301);
        assertThat(before + stats().lines()).isEqualTo(301);
        assertThat(stats().source()).isEqualTo("engine");
    }

    @Test
    void standardErrorIsToldApart() {
        TestEngine.Container container =
                docker.run("journald-err", TO_JOURNAL, "sh", "-c", "echo FATAL out; echo FATAL err >&2; exec sleep 60");

        watch(
                container,
                List.of(Samples.check(
                        "log",
                        new LogCheck.Marker.Failure("FATAL", LogCheck.Stream.STDERR, 1, Duration.ofMinutes(1)))));

        await(() -> told.has("FATAL err"));
        assertThat(told.has("FATAL out")).isFalse();
    }

    private void watch(TestEngine.Container container, List<LogCheck> checks) {
        watcher.watch(WEB, engine.inspect(container.id()).orElseThrow(), checks);
    }

    private LogStats stats() {
        return watcher.stats().getOrDefault(WEB, LogStats.NONE);
    }

    private static void await(Callable<Boolean> condition) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .pollInterval(Duration.ofMillis(5))
                .until(condition);
    }
}
