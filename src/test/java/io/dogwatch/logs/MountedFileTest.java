package io.dogwatch.logs;

import static io.dogwatch.logs.Samples.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import io.dogwatch.model.ContainerSnapshot;
import io.dogwatch.model.LogCheck;
import io.dogwatch.model.TargetId;
import io.dogwatch.model.Thresholds;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MountedFileTest {

    private static final TargetId WEB = new TargetId("local", "web");

    @TempDir
    Path root;

    private final FakeEngine engine = new FakeEngine();
    private final SettableClock clock = new SettableClock(NOON);
    private final RememberedPlaces places = new RememberedPlaces();
    private final Told told = new Told();
    private Path log = Path.of("unset");
    private EngineLogWatcher watcher = new EngineLogWatcher(engine, places, told, clock);

    @BeforeEach
    void prepare() throws IOException {
        Files.createDirectories(root.resolve("vol"));
        log = root.resolve("vol/app.log");
        watcher = open();
        engine.has(container());
    }

    @AfterEach
    void close() {
        watcher.close();
    }

    private EngineLogWatcher open() {
        return new EngineLogWatcher(engine, Optional.of(root), places, told, clock);
    }

    private static ContainerSnapshot container() {
        return Samples.withMount(Samples.container("c1", NOON.minusSeconds(100), Optional.empty()), "/vol", "/var/log");
    }

    private void watch(String path) {
        watch(path, Optional.empty());
    }

    private void watch(String path, Optional<String> eventStart) {
        LogCheck check = new LogCheck(
                "log",
                Thresholds.CERTAIN,
                new LogCheck.Source.InMount(path),
                List.of(Samples.failure("FATAL [0-9]+")),
                eventStart,
                LogCheck.DEFAULT_CLEAR_AFTER);
        watcher.watch(WEB, container(), List.of(check));
    }

    private void write(String text) throws IOException {
        Files.writeString(log, text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    private void await(Callable<Boolean> condition) {
        Told.await(watcher, () -> {
            clock.advance(Duration.ofMillis(100));
            return condition.call();
        });
    }

    private LogStats stats() {
        return watcher.stats().getOrDefault(WEB, LogStats.NONE);
    }

    private long lines() {
        return stats().lines();
    }

    @Test
    void aFileThatIsNotThereYetIsWaitedFor() throws IOException {
        watch("/var/log/app.log");
        await(() -> told.has("log-unreadable"));

        write("FATAL 1\n");

        await(() -> told.has("FATAL 1"));
    }

    @Test
    void aLineIsTakenWhenItIsWhole() throws IOException {
        write("");
        watch("/var/log/app.log");
        await(() -> told.has("healthy"));

        write("FATAL 1");
        await(() -> true);
        write("2\nnext\n");

        await(() -> lines() == 2);
        assertThat(told.has("FATAL 12")).isTrue();
        assertThat(told.count("FATAL")).isEqualTo(1);
    }

    @Test
    void renamingAndCuttingLoseNothing() throws IOException {
        write("");
        watch("/var/log/app.log");
        await(() -> told.has("healthy"));
        write("one\n");
        await(() -> lines() == 1);

        write("two\n");
        Files.move(log, root.resolve("vol/app.log.1"));
        write("three\n");
        await(() -> lines() == 3);
        Files.write(log, new byte[0], StandardOpenOption.TRUNCATE_EXISTING);
        write("FATAL 4\n");

        await(() -> told.has("FATAL 4"));
        assertThat(lines()).isEqualTo(4);
    }

    @Test
    void dogwatchRestartedGoesOnWhereItWasAlsoInARenamedFile() throws IOException {
        write("");
        watch("/var/log/app.log");
        await(() -> told.has("healthy"));
        write("one\n");
        await(() -> lines() == 1);
        watcher.close();
        write("two\n");
        Files.move(log, root.resolve("vol/app.log.1"));
        write("three\n");

        watcher = open();
        watch("/var/log/app.log");

        await(() -> lines() == 2);
    }

    @Test
    void aLineOfAnyLengthIsReadToItsEnd() throws IOException {
        write("");
        watch("/var/log/app.log");
        await(() -> told.has("healthy"));

        write("x".repeat(600_000) + " FATAL 1 " + "y".repeat(100_000) + "\nnext\n");

        await(() -> told.has("failure-marker"));
        await(() -> stats().matches() == 1);
        write("FATAL 2\n");
        await(() -> stats().matches() == 2);
        assertThat(stats().lostBytes()).isZero();
    }

    @Test
    void anEventThatWasOpenWhenDogwatchWasKilledIsReadAgainAsAWhole() throws IOException {
        write("old\n");
        watch("/var/log/app.log", Optional.of("^[0-9]+ "));
        await(() -> told.has("healthy"));
        write("1 begins\n");
        await(() -> lines() == 1);
        clock.advance(Duration.ofSeconds(2));
        String killed = awaitPlace();
        watcher.close();
        places.byTarget.put(WEB, killed);
        write("FATAL 7 goes on\n2 next\n");

        watcher = open();
        watch("/var/log/app.log", Optional.of("^[0-9]+ "));

        await(() -> told.has("FATAL 7"));
        assertThat(told.has("1 begins")).isTrue();
        assertThat(told.has("old")).isFalse();
    }

    /** Without a tick: the event stays open. */
    private String awaitPlace() {
        Awaitility.await().until(() -> places.writes.get() > 0);
        return places.get(WEB).orElseThrow();
    }

    @Test
    void aLinkOutOfTheMountIsNotRead() throws IOException {
        Files.writeString(root.resolve("secret"), "FATAL 1\n");
        Files.createSymbolicLink(log, root.resolve("secret"));

        watch("/var/log/app.log");

        await(() -> told.has("log-unreadable"));
        assertThat(told.has("FATAL")).isFalse();
    }

    @Test
    void aFileInNoMountSaysWhatToDo() {
        watch("/tmp/app.log");

        await(() -> told.has("log-unreadable"));
    }
}
