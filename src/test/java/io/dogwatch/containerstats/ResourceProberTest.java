package io.dogwatch.containerstats;

import static org.assertj.core.api.Assertions.assertThat;

import io.dogwatch.model.Cause;
import io.dogwatch.model.Check;
import io.dogwatch.model.ContainerSnapshot;
import io.dogwatch.model.ContainerSnapshot.Log;
import io.dogwatch.model.LogRotation;
import io.dogwatch.model.Outcome;
import io.dogwatch.model.ResourceCheck;
import io.dogwatch.model.ResourceCheck.Limits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Limits, how long they must be exceeded, and what is foretold. */
class ResourceProberTest {

    private static final long MIB = 1 << 20;
    private static final Duration STEP = Duration.ofSeconds(10);

    @TempDir
    private Path folder;

    private final SettableClock clock = new SettableClock();
    private long memory = 100 * MIB;
    private OptionalLong memoryLimit = OptionalLong.of(256 * MIB);
    private long cpuNanos;
    private long pids = 10;
    private boolean visible = true;

    private final ResourceProber prober = prober();

    private ResourceProber prober() {
        Machine machine = new Machine(Path.of("/"));
        return new ResourceProber(
                (container, deadline) -> visible ? Optional.of(usage()) : Optional.empty(),
                new LogSizes(Optional.of(new LogFiles(machine)), clock),
                clock);
    }

    private Usage usage() {
        return new Usage(
                clock.instant(),
                OptionalLong.of(memory),
                memoryLimit,
                OptionalLong.of(cpuNanos),
                OptionalDouble.of(0.5),
                true,
                OptionalLong.of(pids),
                OptionalLong.of(50));
    }

    @Test
    void memoryAboveItsShareForAMinuteIsReportedWithFigures() {
        ResourceCheck check = check(memory(0.9));
        memory = 243 * MIB;

        for (int i = 0; i < 6; i++) {
            assertThat(prober.probe(check, web())).isInstanceOf(Outcome.Healthy.class);
            clock.pass(STEP);
        }

        assertThat(prober.probe(check, web()))
                .isEqualTo(Outcome.unhealthy(
                        Cause.OVER_LIMIT, "memory 243MiB of 256MiB (95%, allowed 90%) for 1 min", Duration.ZERO));
    }

    @Test
    void aBreakStartsTheTimeAgain() {
        ResourceCheck check = check(memory(0.9));
        for (int i = 0; i < 30; i++) {
            memory = i % 6 == 5 ? 230 * MIB : 250 * MIB;
            assertThat(prober.probe(check, web())).isInstanceOf(Outcome.Healthy.class);
            clock.pass(STEP);
        }
    }

    @Test
    void aTimeWithoutProbesIsABreak() {
        ResourceCheck check = check(memory(0.9));
        memory = 250 * MIB;
        prober.probe(check, web());
        clock.pass(Duration.ofSeconds(31));

        assertThat(prober.probe(check, web())).isInstanceOf(Outcome.Healthy.class);
        clock.pass(Duration.ofSeconds(30));
        assertThat(prober.probe(check, web())).isInstanceOf(Outcome.Healthy.class);
    }

    @Test
    void aNewLifeStartsTheTimeAgain() {
        ResourceCheck check = check(memory(0.9));
        memory = 250 * MIB;
        for (int i = 0; i < 6; i++) {
            prober.probe(check, web());
            clock.pass(STEP);
        }

        assertThat(prober.probe(check, Boxes.box(8, "bridge", clock.instant(), 0, Log.DEFAULT)))
                .isInstanceOf(Outcome.Healthy.class);
    }

    @Test
    void exactlyAtTheLimitIsWithin() {
        ResourceCheck check = new ResourceCheck(Check.Terms.of("r"), memory(0.5), Duration.ZERO);
        memory = 128 * MIB;
        assertThat(prober.probe(check, web())).isInstanceOf(Outcome.Healthy.class);
        memory = 128 * MIB + 1;
        assertThat(prober.probe(check, web())).isInstanceOf(Outcome.Unhealthy.class);
    }

    @Test
    void withoutALimitMemoryIsInconclusive() {
        memoryLimit = OptionalLong.empty();

        assertThat(prober.probe(check(memory(0.9)), web()))
                .isEqualTo(Outcome.inconclusive(Cause.NOT_VISIBLE, "the container has no memory limit"));
    }

    @Test
    void whatIsNotVisibleSaysNothingAboutTheRest() {
        visible = false;

        assertThat(prober.probe(check(memory(0.9)), web())).isInstanceOf(Outcome.Inconclusive.class);
        Limits both = new Limits(
                Optional.of(0.9),
                Optional.empty(),
                Optional.empty(),
                OptionalInt.of(2),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
        assertThat(prober.probe(check(both), web())).isInstanceOf(Outcome.Healthy.class);
    }

    @Test
    void cpuIsKnownFromTheSecondReadingOn() {
        ResourceCheck check = new ResourceCheck(
                Check.Terms.of("r"),
                new Limits(
                        Optional.empty(),
                        Optional.of(0.8),
                        Optional.empty(),
                        OptionalInt.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty()),
                Duration.ZERO);
        assertThat(prober.probe(check, web())).isInstanceOf(Outcome.Inconclusive.class);

        clock.pass(STEP);
        cpuNanos += 4_000_000_000L;
        assertThat(prober.probe(check, web())).isInstanceOf(Outcome.Healthy.class);

        clock.pass(STEP);
        cpuNanos += 4_500_000_000L;
        assertThat(prober.probe(check, web()))
                .isEqualTo(Outcome.unhealthy(
                        Cause.OVER_LIMIT, "CPU 90% of its quota (allowed 80%) for 0 s", Duration.ZERO));
    }

    @Test
    void pidsNearTheirLimitAreReported() {
        ResourceCheck check = new ResourceCheck(
                Check.Terms.of("r"),
                new Limits(
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(0.9),
                        OptionalInt.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty()),
                Duration.ZERO);
        pids = 46;

        assertThat(prober.probe(check, web()))
                .isEqualTo(
                        Outcome.unhealthy(Cause.OVER_LIMIT, "pids 46 of 50 (92%, allowed 90%) for 0 s", Duration.ZERO));
    }

    @Test
    void restartsByTheEngineCountWithinAnHourAlsoOverAResetOfItsCounter() {
        ResourceCheck check = check(restarts(2));
        assertThat(prober.probe(check, restarted(7))).isInstanceOf(Outcome.Healthy.class);
        clock.pass(Duration.ofMinutes(10));
        assertThat(prober.probe(check, restarted(9))).isInstanceOf(Outcome.Healthy.class);
        clock.pass(Duration.ofMinutes(10));

        assertThat(prober.probe(check, restarted(1)))
                .isEqualTo(Outcome.unhealthy(
                        Cause.OVER_LIMIT, "the engine restarted it 3 times within an hour (allowed 2)", Duration.ZERO));

        clock.pass(Duration.ofMinutes(51));
        assertThat(prober.probe(check, restarted(1))).isInstanceOf(Outcome.Healthy.class);
    }

    @Test
    void aLeakIsReportedBeforeItIsFullAndForgottenWithANewLife() {
        ResourceCheck check = check(new Limits(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                OptionalInt.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(Duration.ofHours(6)),
                Optional.empty()));
        Outcome outcome = Outcome.healthy(Duration.ZERO);
        for (int i = 0; i < 360; i++) {
            outcome = prober.probe(check, web());
            clock.pass(STEP);
            memory += MIB / 4;
        }

        assertThat(outcome).isInstanceOfSatisfying(Outcome.Unhealthy.class, unhealthy -> {
            assertThat(unhealthy.cause()).isEqualTo(Cause.PREDICTED_FULL);
            assertThat(unhealthy.detail())
                    .startsWith("memory 190MiB of 256MiB grows by 90MiB an hour (R² 1.0 over 59 min")
                    .endsWith(" and will be full in 44 min 10 s (warning below 6 h)");
        });
        assertThat(prober.probe(check, Boxes.box(7, "bridge", clock.instant(), 0, Log.DEFAULT)))
                .isInstanceOf(Outcome.Healthy.class);
    }

    @Test
    void aLogIsWeighedWithItsRotatedFilesAndItsGrowthOverTruncation() throws IOException {
        Path log = folder.resolve("a-json.log");
        Files.write(log, new byte[600]);
        Files.write(folder.resolve("a-json.log.1"), new byte[500]);
        Files.write(folder.resolve("other.log"), new byte[5000]);
        ContainerSnapshot container =
                Boxes.box(7, "bridge", Boxes.START, 0, new Log("json-file", log.toString(), Map.of()));

        assertThat(((Outcome.Unhealthy) prober.probe(check(logLimits(1024, 1 << 20)), container)).detail())
                .isEqualTo("log 1.1KiB on disk (allowed 1KiB); recreate the container with " + LogRotation.RUN_OPTION);
        ResourceCheck growth = new ResourceCheck(Check.Terms.of("growth"), logLimits(1 << 20, 1000), Duration.ZERO);
        clock.pass(STEP);
        Files.write(log, new byte[0]);
        assertThat(prober.probe(growth, container)).isInstanceOf(Outcome.Healthy.class);
        clock.pass(STEP);
        Files.write(log, new byte[1001]);
        assertThat(((Outcome.Unhealthy) prober.probe(growth, container)).detail())
                .isEqualTo("log grew by 1001B within an hour (allowed 1000B)");
        clock.pass(Duration.ofMinutes(61));
        assertThat(prober.probe(growth, container)).isInstanceOf(Outcome.Healthy.class);
    }

    @Test
    void theLogOfAnotherDriverIsNotKnown() {
        ContainerSnapshot container = Boxes.box(7, "bridge", Boxes.START, 0, new Log("journald", "", Map.of()));

        assertThat(prober.probe(check(logLimits(1024, 1024)), container))
                .isEqualTo(Outcome.inconclusive(Cause.NOT_VISIBLE, "the log size of driver journald is not visible"));
    }

    private static ContainerSnapshot web() {
        return Boxes.running(7);
    }

    private static ContainerSnapshot restarted(int times) {
        return Boxes.box(7, "bridge", Instant.EPOCH, times, Log.DEFAULT);
    }

    private static ResourceCheck check(Limits limits) {
        return new ResourceCheck(Check.Terms.of("r"), limits, ResourceCheck.DEFAULT_LASTING);
    }

    private static Limits memory(double share) {
        return new Limits(
                Optional.of(share),
                Optional.empty(),
                Optional.empty(),
                OptionalInt.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    private static Limits restarts(int most) {
        return new Limits(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                OptionalInt.of(most),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    private static Limits logLimits(long size, long growth) {
        return new Limits(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                OptionalInt.empty(),
                Optional.of(size),
                Optional.of(growth),
                Optional.empty(),
                Optional.empty());
    }
}
