package io.dogwatch.logs;

import static io.dogwatch.logs.Samples.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import io.dogwatch.model.ContainerSnapshot;
import io.dogwatch.model.ContainerStatus;
import io.dogwatch.model.Incarnation;
import io.dogwatch.model.LogCheck;
import io.dogwatch.model.Outcome;
import io.dogwatch.model.TargetId;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Over random json-files, rotations, lives and restarts of the watcher, every marker is told exactly once and in order, as
 * a reader would that looked at each entry by itself.
 */
class JsonFilePropertiesTest {

    private static final TargetId WEB = new TargetId("local", "web");
    private static final int MAX = 400;

    /** A check of its own for each marker, so that none is held back as one match of many in a second. */
    private static final List<LogCheck> CHECKS = IntStream.range(0, MAX)
            .mapToObj(n -> Samples.check("m" + n, Samples.failure("<marker " + n + ">|Мета " + n + "\"")))
            .toList();

    @TempDir
    Path folder;

    @Test
    void everyMarkerIsReportedExactlyOnceAndInOrder() throws IOException {
        long seed = Long.getLong("dogwatch.seed", System.nanoTime());
        int histories = Integer.getInteger("dogwatch.logs.histories", 12);
        for (int i = 0; i < histories; i++) {
            new History(seed + i, folder.resolve("h" + i)).run();
        }
    }

    private static final class History {
        private final long seed;
        private final Random random;
        private final Path root;
        private final FakeEngine engine = new FakeEngine();
        private final SettableClock clock = new SettableClock(NOON);
        private final RememberedPlaces places = new RememberedPlaces();
        private final List<String> told = new CopyOnWriteArrayList<>();
        private final List<String> written = new ArrayList<>();
        private final int maxFiles;
        private final boolean compresses;
        private JsonLog log;
        private ContainerSnapshot container;
        private Instant stamp = NOON;
        private @Nullable Stamped held;
        private EngineLogWatcher watcher;
        private long judged;

        History(long seed, Path root) throws IOException {
            this.seed = seed;
            // Neighbouring seeds begin alike.
            this.random = new Random(seed * 0x9E3779B97F4A7C15L);
            this.root = root;
            this.maxFiles = 1 + random.nextInt(4);
            this.compresses = maxFiles > 1 && random.nextBoolean();
            this.log = new JsonLog(root, "c1", maxFiles, compresses);
            this.container = container("c1", NOON.minusSeconds(1), Optional.empty());
            this.watcher = open();
        }

        /** A line that has its stamp and is not in the log yet. */
        private record Stamped(String stream, Instant at) {}

        private ContainerSnapshot container(String id, Instant started, Optional<Instant> finished) {
            return Samples.withLog(
                    Samples.container(id, ContainerStatus.RUNNING, started, finished, "json-file"), log.logPath());
        }

        private EngineLogWatcher open() {
            return new EngineLogWatcher(engine, Optional.of(root), places, this::judged, clock);
        }

        private void judged(TargetId target, String check, Incarnation life, Outcome outcome) {
            if (outcome instanceof Outcome.Unhealthy) {
                told.add(check);
            }
        }

        private long lines;

        void run() throws IOException {
            engine.has(container);
            watcher.watch(WEB, container, CHECKS);
            try {
                for (int step = 0; step < 20; step++) {
                    step();
                }
                letGo();
                settle();
            } finally {
                close();
            }
            assertThat(told.stream().distinct().toList()).as("seed %d", seed).isEqualTo(written);
            assertThat(judged).as("lines judged, seed %d", seed).isEqualTo(lines);
            assertThat(engine.opened()).as("streams of the engine").isZero();
        }

        private void close() {
            watcher.close();
            judged +=
                    watcher.stats().values().stream().mapToLong(LogStats::lines).sum();
        }

        private void step() throws IOException {
            int count = random.nextInt(4) == 0 ? random.nextInt(3000) : random.nextInt(20);
            for (int i = 0; i < count; i++) {
                write();
            }
            clock.advance(Duration.ofMillis(500));
            switch (random.nextInt(7)) {
                case 0 -> {
                    settle();
                    log.rotate();
                }
                case 1 -> {
                    // Read to some point, and rotated while Dogwatch is away.
                    if (random.nextBoolean()) {
                        settle();
                    }
                    close();
                    if (maxFiles > 2 && random.nextBoolean()) {
                        log.rotate();
                    }
                    watcher = open();
                    watcher.watch(WEB, container, CHECKS);
                    if (maxFiles > 1) {
                        settle();
                    }
                }
                case 2 -> {
                    if (maxFiles > 2) {
                        log.rotate();
                        write();
                    }
                    settle();
                }
                case 3 -> {
                    letGo();
                    settle();
                    restartOrRecreate();
                }
                case 4 -> settle();
                case 5 -> {
                    letGo();
                    settle();
                    readInPartWithoutMark();
                }
                default -> {}
            }
        }

        /** As after the API, or after the marked file was compressed: by the stamps, and stopped on the way. */
        private void readInPartWithoutMark() throws IOException {
            close();
            places.byTarget.computeIfPresent(WEB, (target, place) -> place.replaceFirst(" m \\S+$", ""));
            write();
            watcher = open();
            watcher.watch(WEB, container, CHECKS);
            Awaitility.await("seed " + seed)
                    .until(() -> watcher.stats().values().stream()
                            .anyMatch(read -> read.source().equals("json-file")));
            close();
            watcher = open();
            watcher.watch(WEB, container, CHECKS);
        }

        private void restartOrRecreate() throws IOException {
            Instant started = clock.instant().plusSeconds(2);
            boolean sameId = random.nextBoolean();
            if (sameId) {
                log.lifeChanged();
                container = container(
                        container.id(), started, Optional.of(clock.instant().plusSeconds(1)));
                stamp = started;
                log.lifeChanged();
                engine.has(container);
                // The first line is there before anybody says that the life began.
                write();
            } else {
                log = new JsonLog(root, container.id() + "x", maxFiles, compresses);
                container = container(container.id() + "x", started, Optional.empty());
                stamp = started;
                engine.has(container);
            }
            clock.advance(Duration.ofSeconds(3));
            watcher.watch(WEB, container, CHECKS);
        }

        /** As dockerd's two goroutines do, of which one may be held up between stamping a line and writing it. */
        private void write() throws IOException {
            if (held != null && random.nextInt(100) == 0) {
                letGo();
                return;
            }
            String any = random.nextInt(3) == 0 ? "stderr" : "stdout";
            String stream = held == null ? any : held.stream().equals("stdout") ? "stderr" : "stdout";
            Stamped next = new Stamped(stream, nextStamp());
            if (held == null && random.nextInt(20) == 0) {
                held = next;
            } else {
                write(next);
            }
        }

        private void letGo() throws IOException {
            if (held != null) {
                write(held);
                held = null;
            }
        }

        private void write(Stamped line) throws IOException {
            lines++;
            boolean marks = random.nextInt(10) == 0 && written.size() < MAX;
            boolean isLong = random.nextInt(60) == 0;
            String text = filler(marks ? random.nextInt(40) : random.nextInt(200));
            if (marks) {
                int n = written.size();
                written.add("m" + n);
                // Where a line is cut into pieces, the engine breaks a character of several bytes.
                boolean ascii = isLong || random.nextBoolean();
                text += (ascii ? "<marker " + n + ">" : "Мета " + n + "\"") + filler(random.nextInt(20));
            }
            if (isLong) {
                // Long enough for pieces; the marker may lie across the border.
                text = "x".repeat(JsonLog.PIECE - 5 + random.nextInt(10)) + text;
            }
            log.line(line.at(), line.stream(), text);
        }

        private String filler(int length) {
            String alphabet = "ab <>&\"\\\té-mark{}1\n";
            StringBuilder text = new StringBuilder();
            for (int i = 0; i < length; i++) {
                char c = alphabet.charAt(random.nextInt(alphabet.length()));
                text.append(c == '\n' ? "😀" : String.valueOf(c));
            }
            return text.toString();
        }

        private Instant nextStamp() {
            stamp = stamp.plusNanos(1 + random.nextInt(1000));
            if (held == null && stamp.isBefore(clock.instant().minusSeconds(2))) {
                stamp = clock.instant().minusSeconds(2);
            }
            return stamp;
        }

        private void settle() {
            try {
                Awaitility.await()
                        .atMost(Duration.ofSeconds(60))
                        .pollInterval(Duration.ofMillis(2))
                        .until(() -> {
                            clock.advance(Duration.ofMillis(200));
                            watcher.tick();
                            long now = watcher.stats().values().stream()
                                    .mapToLong(LogStats::lines)
                                    .sum();
                            return judged + now >= lines;
                        });
            } catch (ConditionTimeoutException e) {
                throw new AssertionError(
                        "seed " + seed + ", " + judged + " of " + lines + " lines before, now " + watcher.stats(), e);
            }
        }
    }
}
