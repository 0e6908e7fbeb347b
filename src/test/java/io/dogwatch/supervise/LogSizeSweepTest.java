package io.dogwatch.supervise;

import static org.assertj.core.api.Assertions.assertThat;

import io.dogwatch.containerstats.LogGrowth;
import io.dogwatch.model.ContainerSnapshot;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Logs are looked at once a minute, off everybody's way, and what grows without bound is logged once. */
@Timeout(60)
class LogSizeSweepTest {

    private static final String GREW = "log size limit missing";

    private final FakeEngine engine = new FakeEngine(new SettableClock(Instant.parse("2026-03-01T03:00:00Z")));
    private final MinuteTimetable timetable = new MinuteTimetable();
    private final LogLines lines = LogLines.of(LogSizeSweep.class);
    private final AtomicInteger looks = new AtomicInteger();
    private volatile Collection<ContainerSnapshot> containers = List.of();
    private volatile long size = 10;
    private volatile CountDownLatch disk = new CountDownLatch(0);

    private final LogSizeSweep round = new LogSizeSweep("local", () -> containers, this::measure, () -> {});

    @BeforeEach
    void start() {
        round.start(timetable);
    }

    @AfterEach
    void stop() {
        lines.close();
    }

    @Test
    void everySweepMeasuresEveryContainer() {
        containers = List.of(container("web"), container("db"));

        passAMinute();
        assertThat(size("web")).hasValue(10);
        size = 20;
        passAMinute();

        assertThat(size("web")).hasValue(20);
        assertThat(size("db")).hasValue(20);
        assertThat(timetable.interval).isEqualTo(Duration.ofMinutes(1));
    }

    @Test
    void anUnresponsiveDiskBlocksOnlyTheNextSweep() {
        containers = List.of(container("web"));
        passAMinute();
        disk = new CountDownLatch(1);

        timetable.tick();
        until(() -> looks.get() == 2);
        timetable.tick();
        timetable.tick();
        assertThat(size("web")).hasValue(10);
        size = 30;
        disk.countDown();
        until(() -> size("web").orElse(0) == 30);

        assertThat(looks).hasValue(2);
        passAMinute();
        assertThat(looks).hasValue(3);
    }

    @Test
    void anUnlimitedLogIsReportedOnceUntilItRecovers() {
        containers = List.of(container("web"));
        size = LogGrowth.LARGE;

        passAMinute();
        passAMinute();
        assertThat(lines.with(GREW))
                .containsExactly("log size limit missing target=local/web now=\"takes 1GiB\" advice=\"recreate it with"
                        + " --log-opt max-size=10m --log-opt max-file=3\"");
        size = LogGrowth.LARGE / 2;
        passAMinute();
        assertThat(lines.with("log size recovered")).isEmpty();
        size = LogGrowth.LARGE / 2 - 1;
        passAMinute();

        assertThat(lines.with("log size recovered")).hasSize(1);
        size = LogGrowth.LARGE;
        passAMinute();
        assertThat(lines.with(GREW)).hasSize(2);
    }

    @Test
    void aRemovedContainerIsForgotten() {
        ContainerSnapshot web = container("web");
        containers = List.of(web);
        passAMinute();

        containers = List.of();
        passAMinute();

        assertThat(round.of(web)).isEmpty();
    }

    @Test
    void aFailedMeasurementEndsOnlyItsSweep() {
        containers = List.of(container("broken"));
        passAMinute();
        assertThat(lines.with("log size round failed")).hasSize(1);
        containers = List.of(container("web"));

        passAMinute();

        assertThat(size("web")).hasValue(10);
    }

    private LogGrowth measure(ContainerSnapshot container) {
        if (container.name().equals("broken")) {
            throw new IllegalStateException("no such thing");
        }
        looks.incrementAndGet();
        try {
            disk.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        return new LogGrowth(
                container.name(),
                "json-file",
                Map.of(),
                OptionalLong.of(size),
                OptionalLong.empty(),
                OptionalLong.empty(),
                Duration.ZERO,
                OptionalLong.empty(),
                OptionalLong.empty(),
                Optional.empty(),
                true);
    }

    /** Starts a round and waits until it has ended. */
    private void passAMinute() {
        timetable.tick();
        until(() -> !round.isRunning());
    }

    private OptionalLong size(String name) {
        return containers.stream()
                .filter(each -> each.name().equals(name))
                .flatMap(each -> round.of(each).stream())
                .findFirst()
                .orElseThrow()
                .size();
    }

    private ContainerSnapshot container(String name) {
        engine.run(name, "bridge", Map.of());
        return engine.inspect(name).orElseThrow();
    }

    private static void until(Callable<Boolean> so) {
        Awaitility.await()
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(2))
                .until(so);
    }

    /** Starts what is entered whenever a test says so. */
    private static final class MinuteTimetable implements TaskScheduler {
        private final List<Task> tasks = new ArrayList<>();
        private Duration interval = Duration.ZERO;

        @Override
        public Entry every(String name, Duration interval, Duration first, Task task) {
            this.interval = interval;
            tasks.add(task);
            return () -> tasks.remove(task);
        }

        @Override
        public Entry after(String name, Duration wait, Task task) {
            throw new IllegalStateException("nothing is to be started once");
        }

        void tick() {
            tasks.forEach(task -> task.start(Instant.EPOCH));
        }
    }
}
