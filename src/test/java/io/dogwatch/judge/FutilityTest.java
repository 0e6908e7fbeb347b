package io.dogwatch.judge;

import static org.assertj.core.api.Assertions.assertThat;

import io.dogwatch.model.ContainerStatus;
import io.dogwatch.model.Phase;
import io.dogwatch.model.Policy;
import io.dogwatch.model.Watch;
import org.junit.jupiter.api.Test;

/** When the same failure comes back right after every restart. */
class FutilityTest {

    @Test
    void theSameFailureAfterTheConfiguredNumberOfRestartsLeadsToQuarantine() {
        Story story = twice();

        story.at("2m").crashes(1);

        assertThat(story.phase()).isEqualTo(Phase.QUARANTINED);
        assertThat(story.reason()).isEqualTo(Reason.RESTART_INEFFECTIVE);
        assertThat(story.told()).containsExactly(Notice.Kind.OPENED, Notice.Kind.QUARANTINED);
        assertThat(story.restarts()).isEqualTo(2);
    }

    @Test
    void anotherFailureCountsFromZero() {
        Story story = twice();

        story.at("2m").fails("site", 3);

        assertThat(story.restarts()).isEqualTo(3);
    }

    @Test
    void aRecoveryResetsTheCount() {
        Story story = twice().passes("site").passes("site");

        assertThat(story.at("2m").crashes(1).restarts()).isEqualTo(3);
    }

    @Test
    void aCancelledRestartDoesNotCount() {
        Story story =
                Story.running(giveUpAfter(2)).crashes(1).restartWorks().at("1m").crashes(1);
        assertThat(story.reason()).isEqualTo(Reason.RESTART_DECIDED);

        story.ends(new ActionResult.Superseded("stopped by a file"));
        assertThat(story.state.ledger().futility().orElseThrow().count()).isEqualTo(1);
        assertThat(story.state.ledger().incident().orElseThrow().restarts()).isEqualTo(1);
    }

    @Test
    void aCancelledKillDoesNotRevertTheRestart() {
        Story story = Story.running(giveUpAfter(3)).fails("site", 3).restartHangs();

        story.sees(Story.lively().status(ContainerStatus.PAUSED)).ends(new ActionResult.Superseded("it is paused"));

        assertThat(story.state.ledger().futility().orElseThrow().count()).isEqualTo(1);
        assertThat(story.state.ledger().restarts()).hasSize(1);
        assertThat(story.state.ledger().attempt()).isEqualTo(1);
        assertThat(story.state.ledger().incident().orElseThrow().restarts()).isEqualTo(1);
    }

    @Test
    void aReleaseResumesRestarts() {
        Story story = twice().at("2m").crashes(1).asksForRelease();

        assertThat(story.restarts()).isEqualTo(3);
    }

    /** Crashed and restarted twice. */
    private static Story twice() {
        return Story.running(giveUpAfter(2))
                .crashes(1)
                .restartWorks()
                .at("1m")
                .crashes(1)
                .restartWorks();
    }

    private static Watch giveUpAfter(int times) {
        Policy policy = Watches.policy(5).toBuilder().giveUpAfter(times).build();
        return Watches.with(Watches.site(), policy);
    }
}
