package io.dogwatch.logs;

import static io.dogwatch.docker.LogLine.Source.STDOUT;
import static io.dogwatch.logs.Samples.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import io.dogwatch.model.ContainerSnapshot;
import io.dogwatch.model.ContainerStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Turn by turn. */
class FileStreamTest {

    /** A block holds about 2,700 of its lines. */
    private static final int LINES = 9000;

    private static final Instant WRITTEN = NOON.minusMillis(100);

    @TempDir
    Path root;

    private final SettableClock clock = new SettableClock(NOON);
    private final byte[] buffer = new byte[FileTail.BUFFER];
    private @Nullable JsonLog log;
    private ContainerSnapshot container = Samples.container("c1", NOON.minusSeconds(60), Optional.empty());

    @BeforeEach
    void aLog() throws IOException {
        JsonLog log = new JsonLog(root, "c1", 1, false);
        this.log = log;
        container = Samples.withLog(
                Samples.container("c1", ContainerStatus.RUNNING, NOON.minusSeconds(60), Optional.empty(), "json-file"),
                log.logPath());
    }

    private LogDeduplicator resumed(LogOffset place) {
        LogDeduplicator reading = new LogDeduplicator((check, life, outcome) -> {}, NOON);
        reading.begin(LogJudge.Life.of(container).orElseThrow(), NOON);
        reading.resume(place);
        return reading;
    }

    private FileStream open(LogDeduplicator reading) throws IOException {
        return open(reading, container, Optional.empty());
    }

    private FileStream open(LogDeduplicator reading, ContainerSnapshot container, Optional<String> mounted)
            throws IOException {
        Instant floor = reading.opening(true);
        Optional<FileOffset> mark = reading.position().flatMap(ResumePoint::mark);
        FileOpener.Opened opened = new FileOpener(Optional.of(root), mounted, clock)
                .open(container, floor, mark, true, new Owner(reading))
                .orElseThrow();
        if (opened.atMark()) {
            reading.goesOnAtMark();
        }
        opened.stream().confirm(opened.stream().version(), NOON, false);
        return opened.stream();
    }

    private record Owner(LogDeduplicator reading) implements FileStream.Owner {

        @Override
        public boolean read(Consumer<LogDeduplicator> work) {
            work.accept(reading);
            return true;
        }

        @Override
        public void askWhoseLifeItIs() {}

        @Override
        public void lifeIsRead(FileStream file) {}

        @Override
        public void failed(IOException why) {
            throw new AssertionError(why);
        }
    }

    private static Instant stamp(int line) {
        return WRITTEN.plusNanos(line);
    }

    private void write(int from, int end) throws IOException {
        StringBuilder entries = new StringBuilder();
        for (int i = from; i < end; i++) {
            entries.append(JsonLog.entry(stamp(i), "stdout", "line " + i + "\n"));
        }
        Objects.requireNonNull(log).raw(entries.toString());
    }

    private LogOffset place(Instant bound, Instant last) {
        return new LogOffset(
                "c1",
                last.minusSeconds(1),
                bound,
                Optional.of(new ResumePoint.Judged(STDOUT, last, 1)),
                NOON.minusSeconds(60),
                List.of());
    }

    private void readToEnd(FileStream stream) {
        while (stream.turn(buffer).equals(Duration.ZERO)) {
            // There was a block.
        }
    }

    @Test
    void aReadingThatStopsAmongJudgedLinesJudgesNoneOfThemAgain() throws IOException {
        write(0, LINES);
        LogDeduplicator first = resumed(place(stamp(LINES), stamp(LINES - 1)));
        FileStream stopped = open(first);
        stopped.turn(buffer);
        stopped.close();
        assertThat(first.stats().skipped()).as("one block").isBetween(1L, LINES - 1L);
        write(LINES, LINES + 1);

        LogDeduplicator second = resumed(first.place().orElseThrow());
        FileStream again = open(second);
        readToEnd(again);
        again.close();

        assertThat(first.stats().lines() + second.stats().lines()).isEqualTo(1);
    }

    @Test
    void aFileInAMountIsMarkedAfterItsWayWasLost() throws IOException {
        Path folder = Files.createDirectory(root.resolve("vol"));
        Path file = Files.writeString(folder.resolve("app.log"), "before\n");
        LogDeduplicator reading = resumed(place(NOON, NOON));
        FileStream stream = open(reading, Samples.withMount(container, "/vol", "/logs"), Optional.of("/logs/app.log"));
        readToEnd(stream);

        Files.move(file, folder.resolve("far away"));
        Files.writeString(file, "after\n");
        assertThat(stream.turn(buffer)).as("the way back").isZero();
        assertThat(stream.turn(buffer)).as("a block").isZero();
        stream.close();

        assertThat(reading.stats().lines()).isEqualTo(2);
        assertThat(reading.position().flatMap(ResumePoint::mark).map(FileOffset::offset))
                .contains(6L);
    }

    @Test
    void theEndOfTheLogIsMarkedThoughTheLastLineIsGone() throws IOException {
        write(0, 10);
        LogDeduplicator reading = resumed(place(NOON, stamp(-1)));

        FileStream stream = open(reading);
        readToEnd(stream);

        assertThat(reading.position().flatMap(ResumePoint::mark)).isPresent();
        write(10, 11);
        readToEnd(stream);
        stream.close();
        assertThat(reading.stats().skipped()).isEqualTo(10);
        assertThat(reading.stats().lines()).isEqualTo(1);
    }
}
