package io.dogwatch.judge;

import static org.assertj.core.api.Assertions.assertThat;

import io.dogwatch.model.ContainerStatus;
import io.dogwatch.model.Phase;
import io.dogwatch.model.Policy;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What the simulation of a fleet has found: news that come late, or that mean more than they say. */
class LateNewsTest {

    @Test
    void aKillEventAfterTheExitIsAManualStop() {
        Story story = Story.of(Watches.site()).sees(Story.lively().restartPolicy("always"));
        story.crashes(137);
        assertThat(story.reason()).isEqualTo(Reason.ENGINE_WILL_RESTART);

        story.at("3s").signal(9);
        story.at("1m").woken();

        assertThat(story.phase()).isEqualTo(Phase.STOPPED);
        assertThat(story.reason()).isEqualTo(Reason.STOPPED_BY_PERSON);
        assertThat(story.restarts()).isZero();
    }

    @Test
    void crashesBeforeAManualStartDoNotCount() {
        Story story = Story.of(Watches.with(Watches.site(), stopsLoops()))
                .sees(Story.lively().restartPolicy("always"));
        for (int crash = 1; crash <= 4; crash++) {
            story.at(crash + "m").sees(started(crash + "m", crash));
        }

        story.at("5m").sees(started("5m", 0));
        story.at("6m").sees(started("6m", 1));

        assertThat(story.phase()).isNotEqualTo(Phase.RESTARTING);
        assertThat(story.everything).isEmpty();
    }

    @Test
    void aManualStartIsRecognizedEvenAfterAnotherCrash() {
        Story story = Story.of(Watches.with(Watches.site(), stopsLoops()))
                .sees(Story.lively().restartPolicy("always"));
        for (int crash = 1; crash <= 4; crash++) {
            story.at(crash + "m").sees(started(crash + "m", crash));
        }

        story.at("5m").sees(started("5m", 0).status(ContainerStatus.RESTARTING));
        story.at("6m").sees(started("6m", 1));

        assertThat(story.everything).isEmpty();
    }

    @Test
    void aLateEventOfOurStopIsNoManualStop() {
        Story story = Story.of(Watches.with(Watches.site(), stopsLoops()))
                .sees(Story.lively().restartPolicy("always"));
        for (int crash = 1; crash <= 5; crash++) {
            story.at(crash + "m").sees(started(crash + "m", crash));
        }
        story.called()
                .sees(started("5m", 5).exited(143))
                .ends(new ActionResult.Stopped(started("5m", 5).life()));

        story.signal(15).died(143).stopConfirmed();
        story.sees(started("5m", 5).exited(143));

        assertThat(story.reason()).isNotEqualTo(Reason.STOPPED_BY_PERSON);
        assertThat(story.told()).doesNotContain(Notice.Kind.CLOSED);
        assertThat(story.at("1h6m").woken().phase()).isEqualTo(Phase.RESTARTING);
    }

    @Test
    void repeatedNetworkLossesAreLimitedOnlyByTheBudget() {
        Story story = Story.running(Watches.bare());

        for (int life = 1; life <= 4; life++) {
            story.at(life + "m").judge(networkSince(Story.time(life + "m")));
            assertThat(story.phase()).isEqualTo(Phase.RESTARTING);
            story.at(life + "m1s").restartWorks();
        }

        assertThat(story.restarts()).isEqualTo(4);
        assertThat(story.told()).doesNotContain(Notice.Kind.QUARANTINED);
    }

    private static Policy stopsLoops() {
        return Watches.policy(5).toBuilder()
                .crashLoop(new Policy.CrashLoop(5, Duration.ofMinutes(30), true))
                .build();
    }

    private static Sketch started(String at, int engineRestartCount) {
        return Story.lively().restartPolicy("always").restarted(Story.time(at)).engineRestartCount(engineRestartCount);
    }

    private static Event networkSince(Instant since) {
        return new Event.ContextChanged(new TargetContext(List.of(), false, List.of(), Optional.of(since), List.of()));
    }
}
