package io.dogwatch.judge;

import static org.assertj.core.api.Assertions.assertThat;

import io.dogwatch.model.Cause;
import io.dogwatch.model.ContainerSnapshot.HealthStatus;
import io.dogwatch.model.Incarnation;
import io.dogwatch.model.Outcome;
import io.dogwatch.model.Phase;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** When the judge believes that something is wrong. */
class ThresholdsTest {

    @Test
    void aPassingTargetIsHealthy() {
        Story story = Story.running(Watches.site()).passes("site");

        assertThat(story.phase()).isEqualTo(Phase.HEALTHY);
        assertThat(story.everything).isEmpty();
    }

    @Test
    void oneFailureBelowTheThresholdIsOnlySuspect() {
        Story story = Story.running(Watches.site()).fails("site", 2);

        assertThat(story.phase()).isEqualTo(Phase.SUSPECT);
        assertThat(story.reason()).isEqualTo(Reason.BELOW_THRESHOLD);
        assertThat(story.everything).isEmpty();
    }

    @Test
    void threeFailuresInARowRestartOnce() {
        Story story = Story.running(Watches.site()).fails("site", 3);

        assertThat(story.phase()).isEqualTo(Phase.RESTARTING);
        assertThat(story.words()).containsExactly("OpenIncident", "Notify OPENED", "Act");
    }

    @Test
    void failuresBeyondTheThresholdChangeNothing() {
        Story story = Story.running(Watches.site()).fails("site", 9);

        assertThat(story.restarts()).isEqualTo(1);
        assertThat(story.told()).containsExactly(Notice.Kind.OPENED);
    }

    @Test
    void aSuccessBetweenFailuresResetsTheCount() {
        Story story =
                Story.running(Watches.site()).fails("site", 2).passes("site").fails("site", 2);

        assertThat(story.phase()).isEqualTo(Phase.SUSPECT);
        assertThat(story.restarts()).isZero();
    }

    @Test
    void anInconclusiveOutcomeChangesNoCount() {
        Story story = Story.running(Watches.site()).fails("site", 2);
        TargetState before = story.state;

        story.cannotTell("site");

        assertThat(story.state).isEqualTo(before);
        assertThat(story.fails("site").restarts()).isEqualTo(1);
    }

    @Test
    void aThousandInconclusiveOutcomesTriggerNoRestart() {
        Story story = Story.running(Watches.site()).passes("site");

        for (int i = 0; i < 1_000; i++) {
            story.cannotTell("site");
        }

        assertThat(story.phase()).isEqualTo(Phase.HEALTHY);
    }

    @Test
    void aNewIncarnationStartsWithoutFailures() {
        Story story = Story.running(Watches.site()).fails("site", 2);

        story.at("10s").sees(Story.lively().restarted(Story.time("9s"))).fails("site", 2);

        assertThat(story.restarts()).isZero();
    }

    @Test
    void anOutcomeOfAnEarlierIncarnationDoesNotCount() {
        Incarnation earlier = new Incarnation(Sketch.ID, Story.ZERO.minusSeconds(9999));
        Story story = Story.running(Watches.site()).fails("site", 2);

        story.probed("site", earlier, Outcome.unhealthy(Cause.TIMED_OUT, "", Duration.ZERO));
        assertThat(story.restarts()).isZero();

        story.probed("site", earlier, Outcome.healthy(Duration.ZERO));
        assertThat(story.fails("site").restarts()).isEqualTo(1);
    }

    @Test
    void anOutcomeOfAnUnknownCheckDoesNotCount() {
        Story story = Story.running(Watches.site()).fails("gone", 9);

        assertThat(story.phase()).isEqualTo(Phase.HEALTHY);
    }

    @Test
    void threeFailingChecksTriggerOneRestart() {
        Story story =
                Story.running(Watches.three()).fails("site", 3).fails("door", 3).fails("log");

        assertThat(story.restarts()).isEqualTo(1);
        assertThat(story.told()).containsExactly(Notice.Kind.OPENED);
    }

    @Test
    void theIncidentNamesTheLongestFailingCheck() {
        Story story = Story.running(Watches.with(Watches.three(), Watches.observe(true)));

        story.at("1s")
                .fails("door")
                .at("2s")
                .fails("site", 2)
                .at("3s")
                .fails("door")
                .fails("door")
                .fails("site");

        Incident incident = story.state.ledger().incident().orElseThrow();
        assertThat(incident.failure().check()).isEqualTo("door");
        assertThat(incident.failingSince()).isEqualTo(Story.time("1s"));
    }

    @Test
    void oneLogMarkerSuffices() {
        Story story = Story.running(Watches.three()).passes("site").fails("log");

        assertThat(story.restarts()).isEqualTo(1);
    }

    @Test
    void theHealthStatusAppliesImmediately() {
        Story story = Story.running(Watches.bare()).sees(Story.lively().health(HealthStatus.UNHEALTHY));

        assertThat(story.restarts()).isEqualTo(1);
        assertThat(story.intent().why()).contains("exit code 1: no response");
    }

    @Test
    void healthThatIsStillStartingIsNoFailure() {
        Story story = Story.of(Watches.bare()).sees(Story.lively().health(HealthStatus.STARTING));

        assertThat(story.everything).isEmpty();
    }

    @Test
    void failedProbesDoNotCountInTheStartPhase() {
        Story story = Story.of(Watches.with(Watches.site(), Watches.startPeriod(Duration.ofSeconds(30))))
                .sees(Sketch.running(Story.ZERO.minusSeconds(1)));

        story.at("28s").fails("site", 9);
        assertThat(story.phase()).isEqualTo(Phase.STARTING);
        assertThat(story.wakeAt()).contains(Story.time("29s"));

        story.at("29s").fails("site", 2);
        assertThat(story.restarts()).isZero();
        assertThat(story.fails("site").restarts()).isEqualTo(1);
    }

    @Test
    void oneSuccessEndsTheStartPhaseEarly() {
        Story story = Story.of(Watches.with(Watches.site(), Watches.startPeriod(Duration.ofSeconds(30))))
                .sees(Sketch.running(Story.ZERO));

        story.at("2s").passes("site").at("4s").fails("site", 3);

        assertThat(story.restarts()).isEqualTo(1);
    }

    @Test
    void theStartPhaseLastsUntilEveryProbeHasPassedOnce() {
        Story story = Story.of(Watches.with(Watches.three(), Watches.startPeriod(Duration.ofSeconds(30))))
                .sees(Sketch.running(Story.ZERO));

        story.at("2s").passes("site").fails("door", 5);

        assertThat(story.phase()).isEqualTo(Phase.STARTING);
    }

    @Test
    void aCrashCountsDuringTheStartPhase() {
        Story story = Story.of(Watches.with(Watches.site(), Watches.startPeriod(Duration.ofSeconds(30))))
                .sees(Sketch.running(Story.ZERO));

        story.at("1s").crashes(1);

        assertThat(story.restarts()).isEqualTo(1);
    }

    @Test
    void theStartPhaseRestartsAfterOurRestart() {
        Story story = Story.running(Watches.with(Watches.site(), Watches.startPeriod(Duration.ofSeconds(30))))
                .fails("site", 3)
                .at("5s")
                .restartWorks();

        story.at("34s").fails("site", 9);

        assertThat(story.phase()).isEqualTo(Phase.STARTING);
        assertThat(story.restarts()).isEqualTo(1);
    }
}
