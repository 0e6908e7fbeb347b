package io.dogwatch.judge;

import static org.assertj.core.api.Assertions.assertThat;

import io.dogwatch.model.Cause;
import io.dogwatch.model.ContainerSnapshot;
import io.dogwatch.model.ContainerStatus;
import io.dogwatch.model.Phase;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A start that the engine refuses is neither a restart nor ineffective. */
class RefusedStartTest {

    private static final String WORDS = "Bind for 0.0.0.0:80 failed: port is already allocated";

    private static Event seen(ContainerSnapshot container) {
        return new Event.Observed(Optional.of(container));
    }

    private static ContainerSnapshot down(Sketch container) {
        return container.startFailed(ContainerStatus.EXITED, WORDS);
    }

    @Test
    void attemptsContinueAtTheLongestDelayAndCountNothingUntilTheStartSucceeds() {
        Story story = Story.running(Watches.bare()).at("1s").crashes(1);

        for (int i = 1; i <= 20; i++) {
            story.called().judge(seen(down(Story.lively()))).ends(new ActionResult.Failed(WORDS));
            assertThat(story.state.ledger().restarts()).isEmpty();
            assertThat(story.state.ledger().quarantine()).isEmpty();
            assertThat(story.state.failure().orElseThrow().cause()).isEqualTo(Cause.START_FAILED);
            assertThat(story.state.failure().orElseThrow().detail()).isEqualTo(WORDS);
            story.at(1 + 300 * i - 1 + "s").woken();
            assertThat(story.restarts()).isEqualTo(i);
            story.at(1 + 300 * i + "s").woken();
            assertThat(story.restarts()).isEqualTo(i + 1);
        }
        story.restartWorks();
        assertThat(story.state.ledger().restarts()).hasSize(1);
        assertThat(story.phase()).isNotEqualTo(Phase.QUARANTINED);
    }

    @ParameterizedTest(name = "restart policy {0}")
    @ValueSource(strings = {"always", "unless-stopped"})
    void aFailedStartByTheRestartedEngineIsNoManualStop(String policy) {
        Sketch container = Story.lively().restartPolicy(policy);
        Story story = Story.of(Watches.bare()).sees(container).at("1s").engineLost();

        story.at("5s").judge(seen(down(container))).at("16s").woken();

        assertThat(story.restarts()).isEqualTo(1);
    }

    @Test
    void aFailedStartUnderTheRestartPolicyNoAfterAnEngineRestartIsOnlyReported() {
        Story story = Story.running(Watches.bare()).at("1s").engineLost();

        story.at("5s").judge(seen(down(Story.lively()))).at("3600s").woken();

        assertThat(story.restarts()).isZero();
        assertThat(story.told()).containsExactly(Notice.Kind.OPENED);
    }

    @Test
    void aRequiredContainerThatStaysCreatedIsReportedWithTheErrorOfTheEngine() {
        ContainerSnapshot created = Story.lively().startFailed(ContainerStatus.CREATED, WORDS);
        Story story = Story.of(Watches.required(Watches.bare())).judge(seen(created));

        assertThat(story.told()).containsExactly(Notice.Kind.OPENED);
        assertThat(story.notices().getFirst().incident().failure().detail()).isEqualTo(WORDS);
        assertThat(story.restarts()).isZero();
    }

    @Test
    void aContainerThatIsNotRequiredMayStayCreated() {
        ContainerSnapshot created = Story.lively().startFailed(ContainerStatus.CREATED, WORDS);

        assertThat(Story.of(Watches.bare()).judge(seen(created)).everything).isEmpty();
    }
}
