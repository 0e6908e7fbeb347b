package io.dogwatch.judge;

import static org.assertj.core.api.Assertions.assertThat;

import io.dogwatch.model.Cause;
import io.dogwatch.model.ContainerStatus;
import io.dogwatch.model.Phase;
import org.junit.jupiter.api.Test;

/** The engine goes, comes back, and has a restart policy of its own; Dogwatch itself comes and goes too. */
class EngineTest {

    @Test
    void anEngineOutageRestartsNothing() {
        Story story = Story.running(Watches.site()).fails("site", 2);

        story.at("1s").engineLost().at("10s").fails("site", 9).woken();

        assertThat(story.phase()).isEqualTo(Phase.UNKNOWN);
        assertThat(story.reason()).isEqualTo(Reason.ENGINE_UNREACHABLE);
        assertThat(story.everything).isEmpty();
    }

    @Test
    void anOutageFreezesTheStreaks() {
        Story story =
                Story.running(Watches.site()).fails("site", 2).engineLost().fails("site");

        story.at("1m").sees(Story.lively());

        assertThat(story.phase()).isEqualTo(Phase.SUSPECT);
        assertThat(story.fails("site").restarts()).isEqualTo(1);
    }

    @Test
    void nothingIsDecidedWhileTheEngineIsUnreachable() {
        Story story = Story.running(Watches.site()).fails("site", 3).at("1s").restartWorks();
        story.fails("site", 3);
        assertThat(story.phase()).isEqualTo(Phase.BACKING_OFF);

        story.engineLost().at("5m").woken();

        assertThat(story.restarts()).isEqualTo(1);
        assertThat(story.sees(Story.lively().restarted(Story.time("1s"))).restarts())
                .isEqualTo(2);
    }

    @Test
    void anUnseenExitIsReportedAfterTenSecondsAndNeverStarted() {
        Story story = Story.running(Watches.site()).passes("site").engineLost();

        story.at("30s").sees(Story.lively().exited(137));
        assertThat(story.reason()).isEqualTo(Reason.EXITED_UNSEEN);
        assertThat(story.everything).isEmpty();
        assertThat(story.wakeAt()).contains(Story.time("40s"));

        assertThat(story.at("39.999s").woken().decided()).isEmpty();
        story.at("40s").woken();
        assertThat(story.words()).containsExactly("OpenIncident", "Notify OPENED", "GatherEvidence");
        assertThat(story.at("9h").sees(Story.lively().exited(137)).woken().restarts())
                .isZero();
    }

    @Test
    void aContainerStartedByTheEngineWithinTenSecondsIsNotReported() {
        Story story = Story.running(Watches.site()).passes("site").engineLost();

        story.at("30s").sees(Story.lively().exited(137));
        story.at("33s")
                .sees(Story.lively().restarted(Story.time("33s")))
                .passes("site")
                .passes("site");

        assertThat(story.phase()).isEqualTo(Phase.HEALTHY);
        assertThat(story.everything).isEmpty();
    }

    @Test
    void anUnseenSuccessfulExitIsNoFailure() {
        Story story = Story.running(Watches.with(Watches.site(), Watches.success(0)))
                .engineLost()
                .at("30s")
                .sees(Story.lively().exited(0));

        assertThat(story.at("1h").woken().everything).isEmpty();
        assertThat(story.reason()).isEqualTo(Reason.FINISHED);
    }

    @Test
    void aCrashRightBeforeTheEngineWasLostMayBePartOfItsShutdown() {
        Story story =
                Story.running(Watches.with(Watches.bare(), Watches.restartDelay(java.time.Duration.ofSeconds(5))));

        story.crashes(1).at("1s").engineLost().at("30s").sees(Story.lively().exited(1));

        assertThat(story.restarts()).isZero();
        assertThat(story.reason()).isEqualTo(Reason.EXITED_UNSEEN);
    }

    @Test
    void aCrashLongBeforeTheEngineWasLostIsRestartedAfterReconnecting() {
        Story story =
                Story.running(Watches.with(Watches.bare(), Watches.restartDelay(java.time.Duration.ofMinutes(5))));

        story.crashes(1).at("4m").engineLost().at("6m").sees(Story.lively().exited(1));

        assertThat(story.restarts()).isEqualTo(1);
    }

    @Test
    void aShutdownOfTheEngineIsNoManualStop() {
        // dockerd sends every container its stop signal first; measured: about 12 s before its event stream ends.
        Story story = Story.running(Watches.site()).passes("site").signal(15).crashes(143);
        assertThat(story.reason()).isEqualTo(Reason.STOPPED_BY_PERSON);

        story.at("12s")
                .engineLost()
                .at("40s")
                .sees(Story.lively().exited(143))
                .at("50s")
                .woken();

        assertThat(story.reason()).isEqualTo(Reason.EXITED_UNSEEN);
        assertThat(story.words()).containsExactly("OpenIncident", "Notify OPENED", "GatherEvidence");
        assertThat(story.at("9h").woken().restarts()).isZero();
    }

    @Test
    void aStopLongBeforeTheEngineWasLostIsAManualStop() {
        Story story = Story.running(Watches.site()).signal(15).crashes(143).stopConfirmed();

        story.at("60s")
                .engineLost()
                .at("90s")
                .sees(Story.lively().exited(143))
                .at("9h")
                .woken();

        assertThat(story.reason()).isEqualTo(Reason.STOPPED_BY_PERSON);
        assertThat(story.everything).isEmpty();
    }

    @Test
    void aContainerStoppedBeforeDogwatchStartsIsLeftAlone() {
        Story story =
                Story.of(Watches.site()).sees(Story.lively().exited(1)).at("1h").woken();

        assertThat(story.reason()).isEqualTo(Reason.ALREADY_STOPPED);
        assertThat(story.everything).isEmpty();
    }

    @Test
    void aContainerStoppedBeforeTheFirstConnectionIsLeftAlone() {
        Story story = Story.of(Watches.site()).engineLost();

        story.at("1m").sees(Story.lively().exited(1)).at("1h").woken();

        assertThat(story.reason()).isEqualTo(Reason.ALREADY_STOPPED);
        assertThat(story.everything).isEmpty();
    }

    @Test
    void aRequiredTargetFoundStoppedIsReportedAndNotStarted() {
        Story story =
                Story.of(Watches.required(Watches.site())).sees(Story.lively().exited(1));

        assertThat(story.words()).containsExactly("OpenIncident", "Notify OPENED", "GatherEvidence");
        assertThat(story.at("9h").woken().restarts()).isZero();
    }

    @Test
    void anExitWhileDogwatchWasDownIsReportedAndNotStarted() {
        Story story = Story.running(Watches.site()).passes("site").at("1m").dogwatchRestarts();

        story.at("5m").sees(Story.lively().exited(137)).at("5m10s").woken();

        assertThat(story.reason()).isEqualTo(Reason.EXITED_UNSEEN);
        assertThat(story.told()).containsExactly(Notice.Kind.OPENED);
        assertThat(story.restarts()).isZero();
    }

    @Test
    void aMissingRequiredTargetIsReportedOnce() {
        Story story = Story.of(Watches.required(Watches.site()))
                .seesNothing()
                .at("1h")
                .seesNothing();

        assertThat(story.phase()).isEqualTo(Phase.MISSING);
        assertThat(story.told()).containsExactly(Notice.Kind.OPENED);
        assertThat(story.state.ledger().incident().orElseThrow().failure().cause())
                .isEqualTo(Cause.MISSING);
        assertThat(story.restarts()).isZero();
    }

    @Test
    void anOptionalTargetMayBeRemoved() {
        Story story = Story.running(Watches.site()).seesNothing();

        assertThat(story.reason()).isEqualTo(Reason.REMOVED);
        assertThat(story.everything).isEmpty();
    }

    @Test
    void theEnginesOwnRestartIsAwaited() {
        Story story = Story.of(Watches.site()).sees(Story.lively().restartPolicy("always"));

        story.died(1).sees(Story.lively().restartPolicy("always").status(ContainerStatus.RESTARTING));
        assertThat(story.reason()).isEqualTo(Reason.ENGINE_WILL_RESTART);

        story.at("1s")
                .sees(Story.lively()
                        .restartPolicy("always")
                        .restarted(Story.time("1s"))
                        .engineRestartCount(1))
                .passes("site");
        assertThat(story.phase()).isEqualTo(Phase.HEALTHY);
        assertThat(story.everything).isEmpty();
    }

    @Test
    void theEnginesRestartPolicyIsGivenTenSeconds() {
        Story story = Story.of(Watches.site()).sees(Story.lively().restartPolicy("unless-stopped"));

        story.crashes(1);
        assertThat(story.reason()).isEqualTo(Reason.ENGINE_WILL_RESTART);
        assertThat(story.wakeAt()).contains(Story.time("10s"));

        assertThat(story.at("9.999s").woken().restarts()).isZero();
        assertThat(story.at("10s").woken().restarts()).isEqualTo(1);
    }

    @Test
    void aCrashLoopIsReportedOnceAndNotRestarted() {
        Story story = Story.of(Watches.site()).sees(Story.lively().restartPolicy("always"));

        for (int crash = 1; crash <= 4; crash++) {
            story.at(crash + "m").sees(engineStarted(crash));
        }
        assertThat(story.everything).isEmpty();
        story.at("5m").sees(engineStarted(5));
        assertThat(story.phase()).isEqualTo(Phase.QUARANTINED);
        assertThat(story.reason()).isEqualTo(Reason.CRASH_LOOP);
        story.at("6m").sees(engineStarted(6));
        story.at("7m").sees(engineStarted(6).status(ContainerStatus.RESTARTING));

        assertThat(story.told()).containsExactly(Notice.Kind.OPENED);
        assertThat(story.restarts()).isZero();
    }

    @Test
    void aCrashLoopEndsAfterTenMinutesWithoutACrash() {
        Story story = Story.of(Watches.site()).sees(Story.lively().restartPolicy("always"));
        for (int crash = 1; crash <= 5; crash++) {
            story.at(crash + "m").sees(engineStarted(crash));
        }
        story.passes("site").passes("site");

        assertThat(story.at("14m59s").woken().phase()).isEqualTo(Phase.QUARANTINED);
        story.at("15m").woken();

        assertThat(story.phase()).isEqualTo(Phase.HEALTHY);
        assertThat(story.told()).containsExactly(Notice.Kind.OPENED, Notice.Kind.CLOSED);
    }

    private static Sketch engineStarted(int count) {
        return Story.lively()
                .restartPolicy("always")
                .restarted(Story.time(count + "m"))
                .engineRestartCount(count);
    }
}
