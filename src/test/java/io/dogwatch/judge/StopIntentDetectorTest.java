package io.dogwatch.judge;

import static org.assertj.core.api.Assertions.assertThat;

import io.dogwatch.model.ContainerStatus;
import io.dogwatch.model.Phase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a person did is never undone. */
class StopIntentDetectorTest {

    @Test
    void aManuallyStoppedContainerStaysStopped() {
        Story story = Story.running(Watches.site()).passes("site");

        story.at("1s")
                .signal(15)
                .at("2s")
                .crashes(143)
                .at("3s")
                .stopConfirmed()
                .at("9h")
                .sees(Story.lively().exited(143));

        assertThat(story.phase()).isEqualTo(Phase.STOPPED);
        assertThat(story.reason()).isEqualTo(Reason.STOPPED_BY_PERSON);
        assertThat(story.everything).isEmpty();
    }

    @ParameterizedTest(name = "docker kill with signal {0}")
    @ValueSource(ints = {2, 3, 9, 15})
    void aManualKillIsAManualStop(int signal) {
        Story story = Story.running(Watches.bare()).signal(signal).crashes(128 + signal);

        assertThat(story.reason()).isEqualTo(Reason.STOPPED_BY_PERSON);
    }

    @ParameterizedTest(name = "docker kill with signal {0}")
    @ValueSource(ints = {1, 10, 12, 28})
    void otherSignalsAreNoStop(int signal) {
        Story story = Story.running(Watches.bare()).signal(signal).at("5s").crashes(1);

        assertThat(story.restarts()).isEqualTo(1);
    }

    @ParameterizedTest(name = "{0} is signal {1}")
    @CsvSource({"SIGWINCH,28", "SIGHUP,1", "SIGQUIT,3", "12,12"})
    void theContainersOwnStopSignalIsAStop(String name, int signal) {
        Story story = Story.of(Watches.bare()).sees(Story.lively().stopSignal(name));

        story.signal(signal).at("5s").crashes(0);

        assertThat(story.reason()).isEqualTo(Reason.STOPPED_BY_PERSON);
        assertThat(story.restarts()).isZero();
    }

    @Test
    void anUnconfirmedSignalExplainsAnExitForTheStopTimeoutPlusAMinute() {
        assertThat(Story.running(Watches.bare())
                        .signal(15)
                        .at("69.999s")
                        .crashes(1)
                        .restarts())
                .isZero();
        assertThat(Story.running(Watches.bare()).signal(15).at("70s").crashes(1).restarts())
                .isEqualTo(1);
    }

    @Test
    void aStopWithdrawsARestartBeforeItsCall() {
        Story story = Story.running(Watches.site()).fails("site", 3);
        Intent intent = story.intent();

        story.at("1s").signal(15);

        assertThat(story.decided()).containsExactly(new Decision.WithdrawIntent(intent.id()));
        story.at("2s").crashes(143).ends(new ActionResult.Superseded("it is being stopped by someone else"));
        assertThat(story.reason()).isEqualTo(Reason.STOPPED_BY_PERSON);
        assertThat(story.restarts()).isEqualTo(1);
        assertThat(story.told()).containsExactly(Notice.Kind.OPENED, Notice.Kind.CLOSED);
    }

    @Test
    void aWithdrawnRestartIsNotDecidedAgainDuringTheStop() {
        Story story = Story.running(Watches.site()).fails("site", 3).at("1s").signal(15);

        story.at("2s").ends(new ActionResult.Superseded("it is being stopped by someone else"));
        story.at("3s").fails("site").at("8s").sees(Story.lively()).woken();

        assertThat(story.restarts()).isEqualTo(1);
        story.at("11s").crashes(137).stopConfirmed();
        assertThat(story.reason()).isEqualTo(Reason.STOPPED_BY_PERSON);
    }

    @Test
    void aFailureDuringAManualStopTriggersNoRestart() {
        Story story = Story.running(Watches.site()).passes("site").signal(15);

        story.at("5s").fails("site", 3);

        assertThat(story.phase()).isEqualTo(Phase.SUSPECT);
        assertThat(story.reason()).isEqualTo(Reason.BEING_STOPPED);
        assertThat(story.everything).isEmpty();
        assertThat(story.wakeAt()).contains(Story.time("70s"));
    }

    @Test
    void aContainerThatFailsAfterAStopSignalAndNeverPassesIsReportedAfterAWhileAndNotRestarted() {
        Story story = Story.running(Watches.site()).signal(15).at("5s").fails("site", 3);

        assertThat(story.at("69.999s").woken().everything).isEmpty();
        assertThat(story.at("70s").woken().reason()).isEqualTo(Reason.BEING_STOPPED);
        assertThat(story.phase()).isEqualTo(Phase.FAILING);
        assertThat(story.at("3600s").woken().restarts()).isZero();
    }

    @Test
    void aContainerThatPassesLongAfterAStopSignalHasOutlivedItAndIsRestartedWhenItFails() {
        Story story = Story.running(Watches.site()).signal(15).at("70s").passes("site");

        assertThat(story.at("80s").fails("site", 3).restarts()).isEqualTo(1);
    }

    @Test
    void anOrderlyExitAfterAStopSignalIsTheRequestedEndWheneverItComes() {
        assertThat(Story.running(Watches.site())
                        .signal(15)
                        .at("3600s")
                        .crashes(143)
                        .reason())
                .isEqualTo(Reason.STOPPED_BY_PERSON);
        assertThat(Story.running(Watches.site())
                        .signal(15)
                        .at("3600s")
                        .crashes(0)
                        .reason())
                .isEqualTo(Reason.STOPPED_BY_PERSON);
        assertThat(Story.running(Watches.site())
                        .signal(15)
                        .at("3600s")
                        .crashes(1)
                        .restarts())
                .isEqualTo(1);
    }

    @Test
    void aStopIsRecordedWhileARestartIsQueued() {
        Story story = Story.running(Watches.site())
                .fails("site", 3)
                .signal(15)
                .at("10s")
                .crashes(137);

        story.at("5m")
                .ends(new ActionResult.Superseded("it is being stopped by someone else"))
                .woken();

        assertThat(story.reason()).isEqualTo(Reason.STOPPED_BY_PERSON);
        assertThat(story.restarts()).isEqualTo(1);
    }

    @Test
    void aStopAfterOurCallIsAttributedToOurRestart() {
        Story story =
                Story.running(Watches.site()).fails("site", 3).called().at("1s").signal(15);

        assertThat(story.decided()).isEmpty();
        assertThat(story.state.stopSign()).isEmpty();
    }

    @Test
    void aManuallyStoppedContainerIsWatchedAgainAfterAStart() {
        Story story = Story.running(Watches.site()).signal(15).crashes(143).stopConfirmed();

        story.at("1h").sees(Story.lively().restarted(Story.time("1h"))).at("2h").crashes(1);

        assertThat(story.restarts()).isEqualTo(1);
    }

    @Test
    void aStopIsRememberedAcrossARestartOfDogwatch() {
        Story story = Story.running(Watches.required(Watches.site()))
                .signal(15)
                .crashes(143)
                .stopConfirmed();

        story.at("1h")
                .dogwatchRestarts()
                .sees(Story.lively().exited(143))
                .at("3h")
                .sees(Story.lively().exited(143));

        assertThat(story.reason()).isEqualTo(Reason.STOPPED_BY_PERSON);
        assertThat(story.everything).isEmpty();
    }

    @Test
    void aLateConfirmationDoesNotAffectTheNextIncarnation() {
        // docker restart by a person: kill, die, stop, start. A look can see the new life before "stop" is read.
        Story story = Story.running(Watches.site()).signal(15).died(143);
        story.at("2s").sees(Story.lively().restarted(Story.time("1s")));

        story.judge(new Event.StopConfirmed(Sketch.ID, Story.time("0.9s")))
                .at("2h")
                .crashes(1);

        assertThat(story.restarts()).isEqualTo(1);
    }

    @Test
    void eventsReplayedAfterAGapDoNotAffectTheNextIncarnation() {
        Story story = Story.running(Watches.site()).passes("site").engineLost();
        Sketch next = Story.lively().restarted(Story.time("20s"));

        story.at("30s").sees(next);
        story.judge(new Event.Signalled(Sketch.ID, 15, Story.time("10s")));
        story.judge(new Event.Died(Sketch.ID, 143, Story.time("11s")));
        story.judge(new Event.StopConfirmed(Sketch.ID, Story.time("12s")));

        assertThat(story.state.stopSign()).isEmpty();
        assertThat(story.state.died()).isEmpty();
        assertThat(story.at("31s").crashes(1).restarts()).isEqualTo(1);
    }

    @Test
    void eventsReplayedBeforeTheFirstInspectionDoNotAffectTheNextIncarnation() {
        Story story = Story.of(Watches.site());
        story.judge(new Event.Signalled(Sketch.ID, 15, Story.ZERO.minusSeconds(50)));
        story.judge(new Event.StopConfirmed(Sketch.ID, Story.ZERO.minusSeconds(49)));

        story.sees(Sketch.running(Story.ZERO.minusSeconds(40)).exited(1));

        assertThat(story.reason()).isEqualTo(Reason.ALREADY_STOPPED);
    }

    @Test
    void aLateEventOfThePreviousContainerDoesNotHideAStopOfTheNext() {
        String successor = "d2".repeat(32);
        Story story = Story.running(Watches.site());
        story.at("10s").sees(Sketch.running(Story.time("9s")).id(successor));

        story.at("20s").judge(new Event.Signalled(successor, 15, Story.time("20s")));
        story.judge(new Event.StopConfirmed(Sketch.ID, Story.time("8s")));
        story.at("21s").sees(Sketch.running(Story.time("9s")).id(successor).exited(143));

        assertThat(story.reason()).isEqualTo(Reason.STOPPED_BY_PERSON);
    }

    @Test
    void aPausedTargetIsLeftAlone() {
        Story story = Story.running(Watches.site()).fails("site", 2);

        story.sees(Story.lively().status(ContainerStatus.PAUSED)).fails("site", 9);

        assertThat(story.phase()).isEqualTo(Phase.PAUSED);
        assertThat(story.everything).isEmpty();
    }

    @Test
    void aPauseFreezesTheStreaks() {
        Story story = Story.running(Watches.site()).fails("site", 2);

        story.sees(Story.lively().status(ContainerStatus.PAUSED))
                .at("1h")
                .sees(Story.lively())
                .fails("site");

        assertThat(story.restarts()).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource(
            value = ContainerStatus.class,
            names = {"CREATED", "PAUSED", "REMOVING", "DEAD", "RESTARTING"})
    void onlyARunningOrExitedContainerIsRestarted(ContainerStatus status) {
        Story story = Story.running(Watches.site()).fails("site", 2);

        story.sees(Story.lively().status(status)).at("1h").fails("site", 3).woken();

        assertThat(story.restarts()).isZero();
    }

    @Test
    void aStopClosesTheIncident() {
        Story story = Story.running(Watches.site()).fails("site", 3).at("1s").restartWorks();

        story.at("5s").signal(15).crashes(143);

        assertThat(story.words()).containsExactly("Notify CLOSED", "CloseIncident");
        assertThat(story.state.ledger().incident()).isEmpty();
    }

    @Test
    void aManualStopAfterACrashIsRecognized() {
        Story story = Story.running(Watches.site()).crashes(1).at("1s").restartFails();

        story.at("2s").stopConfirmed().at("20s").woken();

        assertThat(story.restarts()).isEqualTo(1);
        assertThat(story.phase()).isEqualTo(Phase.STOPPED);
    }

    @Test
    void aStopDuringDogwatchsOwnRestartForbidsFurtherRestarts() {
        Story story = Story.running(Watches.site()).fails("site", 3).called();

        story.signal(15).at("1s").signal(15).at("9s").died(0).stopConfirmed().stopConfirmed();
        Sketch next = Story.lively().restarted(story.at("10s").now);
        story.sees(next).ends(new ActionResult.Restarted(next.life()));
        story.at("200s").fails("site", 3).at("9h").woken().fails("site");

        assertThat(story.restarts()).isEqualTo(1);
        assertThat(story.phase()).isEqualTo(Phase.FAILING);
        assertThat(story.reason()).isEqualTo(Reason.BEING_STOPPED);
    }

    @Test
    void theExitAfterAStopDuringDogwatchsOwnRestartIsAManualStop() {
        Story story = Story.running(Watches.site()).fails("site", 3).called();
        Sketch next = Story.lively().restarted(Story.time("10s"));

        story.signal(15).signal(15).at("10s").sees(next).ends(new ActionResult.Restarted(next.life()));
        story.at("12s").crashes(143);

        assertThat(story.reason()).isEqualTo(Reason.STOPPED_BY_PERSON);
        assertThat(story.restarts()).isEqualTo(1);
    }

    @Test
    void aStopJustBeforeTheCallAppliesToTheIncarnationThatTheCallBegins() {
        Story story = Story.running(Watches.site()).fails("site", 3).signal(15).called();
        Sketch next = Story.lively().restarted(Story.time("10s"));

        story.signal(15).at("10s").sees(next).ends(new ActionResult.Restarted(next.life()));
        story.at("200s").fails("site", 3);

        assertThat(story.restarts()).isEqualTo(1);
    }

    @Test
    void theSignalsOfDogwatchsOwnRestartAreNoStop() {
        Story story = Story.running(Watches.site()).fails("site", 3).called();

        story.signal(15).at("9s").signal(9).signal(9).died(137).stopConfirmed();
        Sketch next = Story.lively().restarted(story.at("10s").now);
        story.sees(next)
                .ends(new ActionResult.Restarted(next.life()))
                .at("200s")
                .fails("site", 3);

        assertThat(story.restarts()).isEqualTo(2);
    }

    @Test
    void aManualStartEndsAStopDuringDogwatchsOwnRestart() {
        Story story = Story.running(Watches.site()).fails("site", 3).called();
        Sketch next = Story.lively().restarted(Story.time("10s"));

        story.signal(15).signal(15).at("10s").sees(next).ends(new ActionResult.Restarted(next.life()));
        story.at("100s")
                .sees(Story.lively().restarted(Story.time("99s")))
                .at("200s")
                .fails("site", 3);

        assertThat(story.restarts()).isEqualTo(2);
    }

    @Test
    void aCrashRestartedByTheEngineDoesNotEndAStopDuringDogwatchsOwnRestart() {
        Story story = Story.running(Watches.site()).fails("site", 3).called();
        Sketch next = Story.lively().restarted(Story.time("10s"));

        story.signal(15).signal(15).at("10s").sees(next).ends(new ActionResult.Restarted(next.life()));
        story.at("100s").sees(Story.lively().restarted(Story.time("99s")).engineRestartCount(1));
        story.at("200s").fails("site", 3);

        assertThat(story.restarts()).isEqualTo(1);
    }

    @Test
    void aVerifiedRecoveryEndsAStopDuringDogwatchsOwnRestart() {
        Story story = Story.running(Watches.site()).fails("site", 3).called();
        Sketch next = Story.lively().restarted(Story.time("10s"));

        story.signal(15).signal(15).at("10s").sees(next).ends(new ActionResult.Restarted(next.life()));
        story.at("20s").passes("site").passes("site").at("100s").fails("site", 3);

        assertThat(story.restarts()).isEqualTo(2);
    }
}
