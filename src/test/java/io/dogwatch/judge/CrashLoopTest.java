package io.dogwatch.judge;

import static org.assertj.core.api.Assertions.assertThat;

import io.dogwatch.model.ContainerStatus;
import io.dogwatch.model.Phase;
import io.dogwatch.model.Policy;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The engine starts it again and again. */
class CrashLoopTest {

    @Test
    void theConfiguredNumberOfCrashesIsReportedAsALoop() {
        Story story = looping(false, 2);
        assertThat(story.everything).isEmpty();

        story.crashesAndEngineStartsIt();

        assertThat(story.phase()).isEqualTo(Phase.QUARANTINED);
        assertThat(story.reason()).isEqualTo(Reason.CRASH_LOOP);
        assertThat(story.told()).containsExactly(Notice.Kind.OPENED);
        assertThat(story.actions()).isEmpty();
    }

    /** A program that ends within milliseconds is dead again before anybody can look at it. */
    @Test
    void anIncarnationNeverSeenRunningCountsAsOneCrash() {
        Story story = looping(false, 1);
        for (int n = 2; n <= 3; n++) {
            assertThat(story.everything).isEmpty();
            Sketch unseen = Story.lively()
                    .restartPolicy("always")
                    .restarted(Story.time(n + "s"))
                    .engineRestartCount(n)
                    .status(ContainerStatus.RESTARTING);
            story.at(n + "s").sees(unseen).sees(unseen);
        }

        assertThat(story.reason()).isEqualTo(Reason.CRASH_LOOP);
        assertThat(story.told()).containsExactly(Notice.Kind.OPENED);
    }

    @Test
    void crashesOutsideTheWindowAreForgotten() {
        Story story = looping(false, 2).at("30m1s").woken().crashesAndEngineStartsIt();

        assertThat(story.everything).isEmpty();
    }

    @Test
    void aLoopIsStoppedIfThePolicyAllowsItAndStaysStopped() {
        Story story = stopped();

        assertThat(story.actions()).containsExactly(Action.STOP);
        assertThat(story.told()).containsExactly(Notice.Kind.OPENED, Notice.Kind.QUARANTINED);
        assertThat(story.phase()).isEqualTo(Phase.QUARANTINED);
        assertThat(story.at("59m").woken().actions()).containsExactly(Action.STOP);
        assertThat(story.state.ledger().restarts()).isEmpty();
    }

    @Test
    void aStoppedLoopIsStartedAfterTheQuarantine() {
        assertThat(stopped().at("1h").woken().actions()).containsExactly(Action.STOP, Action.START);
    }

    @Test
    void aStoppedLoopIsStartedOnRelease() {
        Story story = stopped().at("5m").asksForRelease();

        assertThat(story.actions()).containsExactly(Action.STOP, Action.START);
        assertThat(story.restartWorks().phase()).isEqualTo(Phase.HEALTHY);
    }

    @Test
    void aManualStartResetsTheCrashCount() {
        Story story = stopped().at("5m").sees(Sketch.running(Story.time("5m")).restartPolicy("always"));

        assertThat(story.actions()).containsExactly(Action.STOP);
        assertThat(story.phase()).isEqualTo(Phase.HEALTHY);
    }

    @Test
    void aFailedStopIsRetriedAfterTheBackoffCap() {
        Story story = looping(true, 3).called().ends(new ActionResult.Failed("the engine refuses"));

        assertThat(story.actions()).containsExactly(Action.STOP);
        assertThat(story.at("4m59s").woken().actions()).containsExactly(Action.STOP);
        assertThat(story.at("5m").woken().actions()).containsExactly(Action.STOP, Action.STOP);
        assertThat(story.told()).containsExactly(Notice.Kind.OPENED, Notice.Kind.QUARANTINED);
    }

    @Test
    void aCancelledStopIsRetriedAfterAMoment() {
        Story story = looping(true, 3).ends(new ActionResult.Superseded("stopped by a file"));

        assertThat(story.actions()).containsExactly(Action.STOP);
        assertThat(story.at("2s").woken().actions()).containsExactly(Action.STOP, Action.STOP);
    }

    @Test
    void aLoopIsStoppedAfterAHoldOrADependencyFailureEnds() {
        Story held = looping(true, 2).surround(world -> world.held(Reason.MAINTENANCE));
        assertThat(held.crashesAndEngineStartsIt().actions()).isEmpty();
        assertThat(held.surround(world -> world.held()).actions()).containsExactly(Action.STOP);

        Story child = looping(true, 2).surround(world -> world.untoldParent(ResolvedDependency.Status.FAILING));
        assertThat(child.crashesAndEngineStartsIt().actions()).isEmpty();
        assertThat(child.surround(world -> world.parent(ResolvedDependency.Status.HEALTHY))
                        .actions())
                .containsExactly(Action.STOP);
    }

    @Test
    void aManualStopDuringALoopIsRespected() {
        Story story = looping(true, 2).surround(world -> world.held(Reason.MAINTENANCE));
        story.crashesAndEngineStartsIt().at("1s").signal(15);

        story.surround(world -> world.held());

        assertThat(story.actions()).isEmpty();
        assertThat(story.reason()).isEqualTo(Reason.BEING_STOPPED);
    }

    @Test
    void anObservedLoopIsReportedAndNotStopped() {
        Policy policy = Watches.observe(true).toBuilder()
                .crashLoop(new Policy.CrashLoop(1, Duration.ofMinutes(30), true))
                .build();
        Story story = Story.of(Watches.with(Watches.bare(), policy))
                .sees(Story.lively().restartPolicy("always"));

        story.crashesAndEngineStartsIt();

        assertThat(story.told()).containsExactly(Notice.Kind.OPENED);
        assertThat(story.actions()).isEmpty();
    }

    @Test
    void aTargetReleasedDuringAHoldWaitsForItsEnd() {
        Story story =
                stopped().surround(world -> world.held(Reason.MAINTENANCE)).asksForRelease();

        assertThat(story.phase()).isEqualTo(Phase.FAILING);
        assertThat(story.reason()).isEqualTo(Reason.MAINTENANCE);
        assertThat(story.surround(world -> world.held().untoldParent(ResolvedDependency.Status.FAILING))
                        .phase())
                .isEqualTo(Phase.FAILING);
        assertThat(story.surround(world -> world.parent(ResolvedDependency.Status.HEALTHY))
                        .actions())
                .containsExactly(Action.STOP, Action.START);
    }

    @Test
    void aReleaseResetsTheCrashCount() {
        Story story = looping(true, 3).called().ends(new ActionResult.Failed("the engine refuses"));
        assertThat(story.wakeAt()).contains(Story.time("5m"));

        story.at("1m").asksForRelease();

        assertThat(story.phase()).isEqualTo(Phase.HEALTHY);
        assertThat(story.state.ledger().incident()).isEmpty();
        assertThat(story.actions()).containsExactly(Action.STOP);
    }

    @Test
    void aLoopThatWasNotStoppedMayBeReleased() {
        Story story = looping(false, 3);
        assertThat(story.phase()).isEqualTo(Phase.QUARANTINED);

        story.asksForRelease();

        assertThat(story.phase()).isEqualTo(Phase.HEALTHY);
        assertThat(story.crashesAndEngineStartsIt().crashesAndEngineStartsIt().phase())
                .isEqualTo(Phase.HEALTHY);
        assertThat(story.crashesAndEngineStartsIt().reason()).isEqualTo(Reason.CRASH_LOOP);
    }

    private static Story stopped() {
        Story story = looping(true, 3).called();
        Sketch down = Sketch.running(story.intent().incarnation().startedAt())
                .restartPolicy("always")
                .exited(137);
        story.sees(down).ends(new ActionResult.Stopped(down.life()));
        assertThat(story.reason()).isEqualTo(Reason.STOPPED_BY_DOGWATCH);
        return story;
    }

    private static Story looping(boolean stop, int crashes) {
        Policy policy = Watches.policy(5).toBuilder()
                .crashLoop(new Policy.CrashLoop(3, Duration.ofMinutes(30), stop))
                .build();
        Story story = Story.of(Watches.with(Watches.bare(), policy))
                .sees(Story.lively().restartPolicy("always"));
        for (int i = 0; i < crashes; i++) {
            story.crashesAndEngineStartsIt();
        }
        return story;
    }
}
