package io.dogwatch.judge;

import static org.assertj.core.api.Assertions.assertThat;

import io.dogwatch.model.ContainerStatus;
import io.dogwatch.model.Phase;
import io.dogwatch.model.Policy;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is done when a restart hangs. */
class LadderTest {

    @Test
    void aHungRestartIsFollowedByAKillAndStartImmediately() {
        Story story = Story.running(Watches.site()).fails("site", 3).at("25s").restartHangs();

        assertThat(story.actions()).containsExactly(Action.RESTART, Action.KILL_START);
        assertThat(story.intent().why())
                .isEqualTo("the restart hangs, so Dogwatch kills the process (http site: 500 (3 of 3))");
        assertThat(story.state.ledger().restarts()).hasSize(1);
    }

    @Test
    void aFailedKillLeadsToQuarantine() {
        Story story = Story.running(Watches.site()).fails("site", 3).at("25s").restartHangs();

        story.at("40s").called().ends(new ActionResult.Failed("the kill had no effect"));

        assertThat(story.phase()).isEqualTo(Phase.QUARANTINED);
        assertThat(story.reason()).isEqualTo(Reason.RESTART_FAILED);
        assertThat(story.told()).containsExactly(Notice.Kind.OPENED, Notice.Kind.QUARANTINED);
        assertThat(story.notices().getLast().next()).startsWith("Both the restart and the kill failed");
    }

    @Test
    void aFailedKillDuringAHoldIsRemembered() {
        Story story =
                Story.running(Watches.site()).fails("site", 3).restartHangs().called();

        story.surround(world -> world.held(Reason.MAINTENANCE));
        story.ends(new ActionResult.Failed("the kill had no effect"));

        assertThat(story.reason()).isEqualTo(Reason.RESTART_FAILED);
    }

    @Test
    void aForbiddenKillLeadsToQuarantineImmediately() {
        Story story = withoutKill().fails("site", 3).at("25s").restartHangs();

        assertThat(story.actions()).containsExactly(Action.RESTART);
        assertThat(story.reason()).isEqualTo(Reason.RESTART_FAILED);
    }

    @Test
    void theEndOfTheQuarantineAllowsAnotherRestart() {
        Story story = withoutKill().fails("site", 3).restartHangs();

        assertThat(story.at("1h").woken().actions()).containsExactly(Action.RESTART, Action.RESTART);
    }

    @Test
    void aCancelledKillIsRetriedAfterAMoment() {
        Story story = Story.running(Watches.site()).fails("site", 3).at("25s").restartHangs();

        story.ends(new ActionResult.Superseded("stopped by a file"));
        assertThat(story.words()).containsExactly("EndIntent", "GatherEvidence");
        assertThat(story.reason()).isEqualTo(Reason.RESTART_HANGS);
        assertThat(story.at("26.999s").woken().actions()).hasSize(2);
        assertThat(story.at("27s").woken().actions())
                .containsExactly(Action.RESTART, Action.KILL_START, Action.KILL_START);
    }

    @Test
    void aHungContainerThatWasPausedIsKilledWhenItRunsAgain() {
        Story story = Story.running(Watches.site()).fails("site", 3).at("25s").restartHangs();
        Sketch hanging = story.current();

        story.sees(hanging.status(ContainerStatus.PAUSED)).ends(new ActionResult.Superseded("it is paused"));
        story.at("60s").sees(hanging.status(ContainerStatus.RUNNING)).fails("site", 3);

        assertThat(story.actions()).containsExactly(Action.RESTART, Action.KILL_START, Action.KILL_START);
    }

    @Test
    void aHungRestartThatCompletesLateIsNotFollowedByAKill() {
        Story story = Story.running(Watches.site()).fails("site", 3).called();

        story.at("25s").sees(Story.lively().restarted(Story.time("25s"))).ends(new ActionResult.Hung("it still runs"));

        assertThat(story.actions()).containsExactly(Action.RESTART);
        assertThat(story.state.ledger().hung()).isEmpty();
    }

    @Test
    void aHungContainerIsKilledWhenTheHoldEnds() {
        Story story = Story.running(Watches.site()).fails("site", 3).called();
        story.surround(world -> world.held(Reason.RESTARTS_DISABLED));
        story.ends(new ActionResult.Hung("it still runs"));
        assertThat(story.reason()).isEqualTo(Reason.RESTARTS_DISABLED);

        story.surround(world -> world.held());

        assertThat(story.actions()).containsExactly(Action.RESTART, Action.KILL_START);
    }

    @Test
    void aHungContainerThatExitedIsRestartedAndNotKilled() {
        Story story = Story.running(Watches.site()).fails("site", 3).called();
        story.surround(world -> world.held(Reason.RESTARTS_DISABLED)).ends(new ActionResult.Hung("it still runs"));

        story.at("1m").crashes(137).surround(world -> world.held());

        assertThat(story.actions()).containsExactly(Action.RESTART, Action.RESTART);
    }

    @Test
    void aHungManualRestartIsNotRepeatedForALostNetwork() {
        Story story =
                Story.running(Watches.site()).at("20m").woken().asksForRestart().woken();

        story.surround(world -> world.network(Story.time("20m"))).restartHangs();

        assertThat(story.actions()).containsExactly(Action.RESTART, Action.KILL_START);
    }

    @Test
    void aHungRestartOfAHealthyContainerIsRemembered() {
        Story story =
                Story.running(Watches.site()).at("20m").woken().asksForRestart().restartHangs();

        assertThat(story.phase()).isEqualTo(Phase.HEALTHY);
        assertThat(story.fails("site", 3).actions()).containsExactly(Action.RESTART, Action.KILL_START);
    }

    /** An engine that is at its restart for longer than anybody waits kills what has not ended within its stop timeout. */
    @ParameterizedTest
    @CsvSource({"true, 3s", "true, 23.999s", "false, 3s", "false, 23.999s"})
    void theEnginesLateKillIsNoManualStop(boolean kill, String at) {
        Story story = impatient(kill).fails("site", 3).at("1s").restartHangs();

        story.at(at).signal(9).crashes(137).stopConfirmed();

        assertThat(story.reason()).isNotEqualTo(Reason.STOPPED_BY_PERSON);
        assertThat(story.state.ledger().incident()).isPresent();
        assertThat(story.everything).noneMatch(Decision.WithdrawIntent.class::isInstance);
    }

    @ParameterizedTest
    @CsvSource({"true, 24s, 9", "false, 24s, 9", "true, 3s, 15", "false, 3s, 15"})
    void aManualStopOfAHungContainerIsRespected(boolean kill, String at, int signal) {
        Story story = impatient(kill).fails("site", 3).at("1s").restartHangs();

        story.at(at).signal(signal);
        if (kill) {
            story.ends(new ActionResult.Superseded("it is being stopped by someone else"));
        }

        assertThat(story.crashes(137).reason()).isEqualTo(Reason.STOPPED_BY_PERSON);
    }

    /** Waits 2 s for a restart, which may take the engine 10 s and 15 s more. */
    private static Story impatient(boolean kill) {
        Policy policy = Watches.policy(5).toBuilder()
                .restart(new Policy.Remedy(Optional.of(Duration.ofSeconds(2)), kill, List.of(), List.of()))
                .build();
        return Story.running(Watches.with(Watches.site(), policy));
    }

    private static Story withoutKill() {
        Policy policy = Watches.policy(5).toBuilder()
                .restart(new Policy.Remedy(Optional.empty(), false, List.of(), List.of()))
                .build();
        return Story.running(Watches.with(Watches.site(), policy));
    }
}
