package io.dogwatch.judge;

import static org.assertj.core.api.Assertions.assertThat;

import io.dogwatch.model.ContainerSnapshot.Health;
import io.dogwatch.model.ContainerSnapshot.HealthProbe;
import io.dogwatch.model.ContainerSnapshot.HealthStatus;
import io.dogwatch.model.ContainerStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Docker's HEALTHCHECK counts only for the current incarnation, and only if the engine could run it. */
class HealthcheckTest {

    private static final Health NONE = Health.NONE;

    @ParameterizedTest(name = "{1} with exit code {0}")
    @CsvSource({
        "-1,'OCI runtime exec failed: exec failed: unable to start container process'",
        "-1,'container is paused, unpause the container before exec'",
        "126,'OCI runtime exec failed: /bin/sh: permission denied'",
        "127,'OCI runtime exec failed: /bin/sh: no such file or directory'",
        "128,'OCI runtime exec failed: setns: no such process'"
    })
    void aTestThatTheEngineCouldNotRunIsInconclusive(int exitCode, String output) {
        assertThat(restartsAfter(exitCode, output)).isZero();
    }

    @ParameterizedTest(name = "{1} with exit code {0}")
    @CsvSource({
        "-1,'Health check exceeded timeout (5s)'",
        "-1,'Health check exceeded timeout (5s): connecting'",
        "1,'OCI runtime exec failed: printed by the test itself'",
        "127,'/bin/sh: curl: not found'",
        "1,''"
    })
    void aFailedOrTimedOutTestCounts(int exitCode, String output) {
        assertThat(restartsAfter(exitCode, output)).isEqualTo(1);
    }

    private static long restartsAfter(int exitCode, String output) {
        return Story.of(Watches.bare())
                .sees(Story.lively(), unhealthy(Story.ZERO, exitCode, output))
                .restarts();
    }

    @Test
    void aTestFromBeforeTheStartOfTheContainerIsInconclusive() {
        Instant startedAt = Story.lively().startedAt().orElseThrow();
        Story story = Story.of(Watches.bare());

        story.sees(Story.lively(), unhealthy(startedAt.minusMillis(1), 1, ""));
        assertThat(story.restarts()).isZero();
        story.sees(Story.lively(), unhealthy(startedAt, 1, ""));
        assertThat(story.restarts()).isEqualTo(1);
    }

    @Test
    void afterAnUnpauseOnlyATestThatBeganAfterItCounts() {
        Sketch paused = Story.lively().status(ContainerStatus.PAUSED);
        Story story = Story.of(Watches.bare());

        story.sees(Story.lively(), NONE).at("5s").sees(paused, unhealthy(Story.time("3s"), 1, ""));
        assertThat(story.at("30s")
                        .sees(Story.lively(), unhealthy(Story.time("29.999s"), 1, ""))
                        .restarts())
                .isZero();
        assertThat(story.at("32s")
                        .sees(Story.lively(), unhealthy(Story.time("30s"), 1, ""))
                        .restarts())
                .isEqualTo(1);
    }

    @Test
    void aDifferentClockOfTheEngineDelaysATestAfterAnUnpauseByFiveMinutesAtMost() {
        Sketch paused = Story.lively().status(ContainerStatus.PAUSED);
        Story story = Story.of(Watches.bare());

        story.sees(paused, NONE).at("30s").sees(Story.lively(), unhealthy(Story.time("1s"), 1, ""));
        assertThat(story.at("329.999s")
                        .sees(Story.lively(), unhealthy(Story.time("1s"), 1, ""))
                        .restarts())
                .isZero();
        assertThat(story.at("330s")
                        .sees(Story.lively(), unhealthy(Story.time("1s"), 1, ""))
                        .restarts())
                .isEqualTo(1);
    }

    @Test
    void dockersLongerStartPeriodIsTheStartPhaseOfAllChecks() {
        Health starting = new Health(HealthStatus.STARTING, 0, List.of(), Duration.ofSeconds(90));
        Story story = Story.of(Watches.site()).sees(Sketch.running(Story.ZERO), starting);

        assertThat(story.at("89.999s").fails("site", 3).restarts()).isZero();
        assertThat(story.at("90s").fails("site", 3).restarts()).isEqualTo(1);
    }

    private static Health unhealthy(Instant start, int exitCode, String output) {
        return new Health(HealthStatus.UNHEALTHY, 3, List.of(new HealthProbe(start, start, exitCode, output)));
    }
}
