package io.dogwatch.judge;

import static org.assertj.core.api.Assertions.assertThat;

import io.dogwatch.model.Cause;
import io.dogwatch.model.ContainerStatus;
import io.dogwatch.model.Phase;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** How a restart is decided, held and followed up. */
class RestartTest {

    @Test
    void aCrashIsRestartedImmediately() {
        Story story = Story.running(Watches.bare()).at("10s").crashes(137);

        assertThat(story.words()).containsExactly("OpenIncident", "Notify OPENED", "Act");
        assertThat(story.intent().why()).isEqualTo("state: killed by signal 9 (exit code 137)");
    }

    @Test
    void theMemoryLimitIsNamedAsTheCause() {
        Story story = Story.running(Watches.bare());

        story.died(137).sees(Story.lively().outOfMemory());

        Incident incident = story.state.ledger().incident().orElseThrow();
        assertThat(incident.failure().cause()).isEqualTo(Cause.OUT_OF_MEMORY);
        assertThat(story.restarts()).isEqualTo(1);
    }

    @Test
    void anAllowedExitCodeMeansFinished() {
        Story story =
                Story.running(Watches.with(Watches.bare(), Watches.success(3))).crashes(3);

        assertThat(story.phase()).isEqualTo(Phase.STOPPED);
        assertThat(story.reason()).isEqualTo(Reason.FINISHED);
        assertThat(story.everything).isEmpty();
    }

    @Test
    void exitCodeZeroOfAServiceIsAFailureUnlessItIsAllowed() {
        assertThat(Story.running(Watches.site()).crashes(0).restarts()).isEqualTo(1);
        assertThat(Story.running(Watches.with(Watches.bare(), Watches.success(0)))
                        .crashes(0)
                        .restarts())
                .isZero();
    }

    @Test
    void exitCodeZeroMeansFinishedWhereTheEnginesPolicyIsOnFailure() {
        Story story = Story.of(Watches.bare()).sees(Story.lively().restartPolicy("on-failure"));

        story.crashes(0);

        assertThat(story.reason()).isEqualTo(Reason.FINISHED);
        assertThat(story.everything).isEmpty();
    }

    @Test
    void nothingElseIsDecidedUntilTheOutcomeIsKnown() {
        Story story = Story.running(Watches.site()).fails("site", 3).called();

        story.at("5s").fails("site", 5).sees(Story.lively().exited(137)).woken().sees(Story.lively());

        assertThat(story.restarts()).isEqualTo(1);
        assertThat(story.phase()).isEqualTo(Phase.RESTARTING);
    }

    @Test
    void aSuccessfulRestartEndsItsIntentAndResetsTheCounts() {
        Story story = Story.running(Watches.site()).fails("site", 3);
        Intent intent = story.intent();

        story.at("2s").restartWorks();

        assertThat(story.decided())
                .containsExactly(new Decision.EndIntent(
                        intent.id(),
                        new ActionResult.Restarted(
                                Story.lively().restarted(Story.time("2s")).life())));
        assertThat(story.fails("site", 2).restarts()).isEqualTo(1);
    }

    @Test
    void signalsOfOurRestartAreNoManualStop() {
        Story story = Story.running(Watches.site()).fails("site", 3).called();

        story.at("1s").signal(15).died(143).sees(Story.lively().exited(143));
        story.at("2s").stopConfirmed().sees(Story.lively().restarted(Story.time("2s")));
        story.ends(new ActionResult.Restarted(
                Story.lively().restarted(Story.time("2s")).life()));
        story.at("1h").crashes(1);

        assertThat(story.restarts()).isEqualTo(2);
    }

    @Test
    void aFailedRestartIsRetriedAfterTheBackoff() {
        Story story = Story.running(Watches.site()).fails("site", 3).at("30s").restartFails();

        assertThat(story.phase()).isEqualTo(Phase.BACKING_OFF);
        assertThat(story.wakeAt()).contains(Story.time("40s"));
        assertThat(story.at("39.999s").woken().restarts()).isEqualTo(1);
        assertThat(story.at("40s").woken().restarts()).isEqualTo(2);
    }

    @Test
    void aSupersededRestartIsNotCounted() {
        Story story = Story.running(Watches.site()).fails("site", 3);

        story.at("1s").sees(Story.lively().status(ContainerStatus.PAUSED));
        story.ends(new ActionResult.Superseded("it is paused now"));

        assertThat(story.state.ledger().restarts()).isEmpty();
        assertThat(story.state.ledger().attempt()).isZero();
        assertThat(story.phase()).isEqualTo(Phase.PAUSED);
    }

    @Test
    void anUndeterminedRestartIsCheckedAndNotRepeated() {
        Story story = Story.running(Watches.site()).fails("site", 3).called();
        Intent intent = story.intent();

        story.at("30s").ends(new ActionResult.Undetermined("no response"));
        assertThat(story.reason()).isEqualTo(Reason.OUTCOME_UNKNOWN);
        assertThat(story.wakeAt()).contains(Story.time("35s"));

        story.at("34s").woken();
        assertThat(story.decided()).isEmpty();
        story.at("35s").woken();
        assertThat(story.decided()).containsExactly(new Decision.FinishIntent(intent));

        story.at("40s").ends(new ActionResult.Undetermined("no response"));
        story.at("45s").woken();
        assertThat(story.decided()).containsExactly(new Decision.FinishIntent(intent));
        assertThat(story.restarts()).isEqualTo(1);
    }

    @Test
    void anOpenIntentIsFinishedAfterACrashOfDogwatch() {
        Story story = Story.running(Watches.site()).fails("site", 3);
        Intent intent = story.intent();

        story.at("5s").dogwatchRestarts().sees(Story.lively());

        assertThat(story.decided()).containsExactly(new Decision.FinishIntent(intent));
        assertThat(story.restarts()).isEqualTo(1);
    }

    @Test
    void aRestartInterruptedByACrashOfDogwatchIsNoManualStop() {
        Story story = Story.running(Watches.site()).fails("site", 3).called().signal(15);
        Intent intent = story.intent();

        story.at("5s").dogwatchRestarts().sees(Story.lively().exited(137));

        assertThat(story.decided()).containsExactly(new Decision.FinishIntent(intent));
        story.at("11s").sees(Story.lively().restarted(Story.time("10s")));
        story.ends(new ActionResult.Restarted(
                Story.lively().restarted(Story.time("10s")).life()));
        assertThat(story.passes("site").phase()).isEqualTo(Phase.HEALTHY);
    }

    @Test
    void theResultOfAnotherIntentChangesNothing() {
        Story story = Story.running(Watches.site()).fails("site", 3);
        TargetState before = story.state;

        story.judge(new Event.ActionEnded("local.web.r999", new ActionResult.Failed("late")));

        assertThat(story.state).isEqualTo(before);
        assertThat(story.decided()).isEmpty();
    }

    @Test
    void restartDelayPostponesTheRestart() {
        Story story = Story.running(Watches.with(Watches.site(), Watches.restartDelay(Duration.ofSeconds(20))))
                .fails("site", 3);

        assertThat(story.words()).containsExactly("OpenIncident", "Notify OPENED", "GatherEvidence");
        assertThat(story.reason()).isEqualTo(Reason.RESTART_DELAY);
        assertThat(story.wakeAt()).contains(Story.time("20s"));
        assertThat(story.at("19.999s").woken().restarts()).isZero();
        assertThat(story.at("20s").woken().restarts()).isEqualTo(1);
    }

    @Test
    void anObservedTargetIsReportedAndNeverRestarted() {
        Story story = Story.running(Watches.with(Watches.site(), Watches.observe(true)))
                .fails("site", 3);

        assertThat(story.words()).containsExactly("OpenIncident", "Notify OPENED", "GatherEvidence");
        assertThat(story.reason()).isEqualTo(Reason.OBSERVE_ONLY);
        assertThat(story.notices().getFirst().next()).contains("would restart it now");
        assertThat(story.at("5h").fails("site", 3).restarts()).isZero();
    }

    @Test
    void aTargetWithInvalidLabelsIsNeverRestarted() {
        Story story = Story.running(Watches.faulty(Watches.site())).fails("site", 9);

        assertThat(story.restarts()).isZero();
        assertThat(story.reason()).isEqualTo(Reason.OBSERVE_ONLY);
    }

    @Test
    void anIntentIsFinishedOnceAtATimeAndItsSignalsAreOurs() {
        Story story = Story.running(Watches.site()).fails("site", 3).at("5s").dogwatchRestarts();
        story.sees(Story.lively());

        assertThat(story.woken().decided()).isEmpty();
        assertThat(story.reason()).isEqualTo(Reason.RESTART_DECIDED);
        story.signal(15).sees(Story.lively().exited(143));
        assertThat(story.decided()).isEmpty();
        story.ends(new ActionResult.Failed("it did not come back up"));
        assertThat(story.at("1m").woken().restarts()).isEqualTo(2);
    }

    @Test
    void aCancelledRestartIsDecidedAgainAfterAMoment() {
        Story story = Story.running(Watches.site()).fails("site", 3);

        story.at("1s").ends(new ActionResult.Superseded("stopped by a file"));

        assertThat(story.restarts()).isEqualTo(1);
        assertThat(story.wakeAt()).contains(Story.time("3s"));
        assertThat(story.at("3s").woken().restarts()).isEqualTo(2);
    }

    @Test
    void theBackoffCountsFromTheDecisionUntilTheResultIsKnown() {
        Story story = Story.running(Watches.site()).at("7s").fails("site", 3);

        assertThat(story.state.ledger().lastRestart()).contains(Story.time("7s"));
    }
}
