package io.dogwatch.logs;

import static io.dogwatch.logs.Samples.NOON;
import static io.dogwatch.logs.Samples.container;
import static org.assertj.core.api.Assertions.assertThat;

import io.dogwatch.docker.LogLine;
import io.dogwatch.model.ContainerSnapshot;
import io.dogwatch.model.Incarnation;
import io.dogwatch.model.LogCheck;
import io.dogwatch.model.Outcome;
import io.dogwatch.model.TargetId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Over random logs, cuts and restarts of the watcher, every line is judged exactly once and in order: in the order in which they
 * were written, which is not that of their stamps.
 */
class EngineLogWatcherPropertiesTest {

    private static final TargetId WEB = new TargetId("local", "web");
    private static final int MAX = 1000;

    /** A check of its own for each line that can come, so that none is held back as one match of many in a second. */
    private static final List<LogCheck> CHECKS = IntStream.range(0, MAX)
            .mapToObj(n -> Samples.check("line " + n, Samples.failure("^line " + n + "$")))
            .toList();

    @Test
    void everyLineIsJudgedExactlyOnceAndInOrder() {
        long seed = Long.getLong("dogwatch.seed", System.nanoTime());
        int histories = Integer.getInteger("dogwatch.logs.histories", 60);
        for (int i = 0; i < histories; i++) {
            new History(seed + i).run();
        }
    }

    private static final class History {
        private final long seed;
        private final Random random;
        private final FakeEngine engine = new FakeEngine();
        private final SettableClock clock = new SettableClock(NOON);
        private final RememberedPlaces places = new RememberedPlaces();
        private final List<String> judged = new CopyOnWriteArrayList<>();
        private final List<String> written = new ArrayList<>();
        private ContainerSnapshot container = container("c1", NOON.minusSeconds(1), Optional.empty());
        private Instant stamp = NOON;
        private @Nullable Stamped held;
        private EngineLogWatcher watcher = open();
        private long judgedLines;

        History(long seed) {
            this.seed = seed;
            this.random = new Random(seed);
            engine.filterEachLine(random.nextBoolean());
        }

        private EngineLogWatcher open() {
            return new EngineLogWatcher(engine, places, this::judged, clock);
        }

        /** Told at once for the first match of each check; after a restart of Dogwatch again, as it still counts. */
        private void judged(TargetId target, String check, Incarnation incarnation, Outcome outcome) {
            if (outcome instanceof Outcome.Unhealthy) {
                judged.add(check);
            }
        }

        /** A line that has its stamp and is not in the log yet. */
        private record Stamped(LogLine.Source source, Instant at) {}

        private void watch() {
            watcher.watch(WEB, container, CHECKS);
        }

        /** @return how many lines were judged, also more than once each */
        private long close() {
            watcher.close();
            return watcher.stats().values().stream().mapToLong(LogStats::lines).sum();
        }

        void run() {
            engine.has(container);
            watch();
            write();
            settle();
            try {
                for (int step = 0; step < 25; step++) {
                    step();
                }
                letGo();
                settle();
            } finally {
                judgedLines += close();
            }
            assertThat(judged.stream().distinct().toList()).as("seed %d", seed).isEqualTo(written);
            assertThat(judgedLines).as("lines judged, seed %d", seed).isEqualTo(written.size());
        }

        private void step() {
            int lines = random.nextInt(6) == 0 ? random.nextInt(100) : random.nextInt(10);
            for (int i = 0; i < lines; i++) {
                write();
            }
            switch (random.nextInt(6)) {
                case 0 -> engine.cut();
                case 1 -> {
                    judgedLines += close();
                    watcher = open();
                    watch();
                }
                case 2 -> engine.silence(random.nextBoolean());
                case 3 -> {
                    letGo();
                    settle();
                    recreateOrRestart();
                }
                default -> settle();
            }
            clock.advance(Duration.ofMillis(1000 + random.nextInt(500)));
            watcher.tick();
        }

        /** As dockerd's two goroutines do, of which one may be held up between stamping a line and writing it. */
        private void write() {
            boolean lets = held != null && random.nextInt(40) == 0;
            if (lets || written.size() + 1 >= MAX) {
                letGo();
                return;
            }
            LogLine.Source source = random.nextInt(3) == 0 ? LogLine.Source.STDERR : LogLine.Source.STDOUT;
            Stamped next = new Stamped(held == null ? source : other(held.source()), nextStamp());
            if (held == null && random.nextInt(10) == 0) {
                held = next;
            } else {
                write(next);
            }
        }

        private static LogLine.Source other(LogLine.Source source) {
            return source == LogLine.Source.STDOUT ? LogLine.Source.STDERR : LogLine.Source.STDOUT;
        }

        private void letGo() {
            if (held != null) {
                write(held);
                held = null;
            }
        }

        private void write(Stamped line) {
            String text = "line " + written.size();
            written.add(text);
            engine.write(container.id(), new LogLine(line.at(), line.source(), text));
        }

        /** The same as the last, as drivers have it that store microseconds, or later; by a few ms at most while a line is held up. */
        private Instant nextStamp() {
            if (random.nextInt(4) > 0) {
                Instant next = stamp.plusNanos(1 + random.nextInt(20_000));
                stamp = held != null ? next : later(next, clock.instant().minusSeconds(2));
            }
            return stamp;
        }

        private static Instant later(Instant one, Instant other) {
            return one.isAfter(other) ? one : other;
        }

        private void recreateOrRestart() {
            Instant started = clock.instant().plusSeconds(2);
            boolean sameId = random.nextBoolean();
            container = sameId
                    ? container(
                            container.id(), started, Optional.of(clock.instant().plusSeconds(1)))
                    : container(container.id() + "x", started, Optional.empty());
            stamp = started;
            clock.advance(Duration.ofSeconds(3));
            engine.has(container);
            engine.cut();
            watch();
        }

        private void settle() {
            engine.silence(false);
            Told.await(watcher, () -> {
                // Time goes on, or no stream would be opened again.
                clock.advance(Duration.ofMillis(200));
                return judged.stream().distinct().count() >= written.size();
            });
        }
    }
}
