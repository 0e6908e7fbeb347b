package io.dogwatch.judge;

import static org.assertj.core.api.Assertions.assertThat;

import io.dogwatch.model.ContainerSnapshot.HealthStatus;
import io.dogwatch.model.Phase;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A restart must prove that it fixed it. */
class VerifyTest {

    @Test
    void anUnverifiedRestartIsIneffective() {
        Story story = Story.running(Watches.site())
                .fails("site", 3)
                .restartWorks()
                .at("1m")
                .fails("site");

        story.at("1m59.999s").woken();
        assertThat(story.phase()).isEqualTo(Phase.SUSPECT);
        assertThat(story.wakeAt()).contains(Story.time("2m"));

        story.at("2m").woken();
        assertThat(story.restarts()).isEqualTo(2);
        assertThat(story.intent().why()).contains("did not recover in time");
        assertThat(story.state.ledger().incident().orElseThrow().restarts()).isEqualTo(2);
    }

    @Test
    void theRecoveryTimeoutStartsAfterTheStartPhase() {
        Story story = Story.running(Watches.with(Watches.site(), Watches.startPeriod(Duration.ofMinutes(1))))
                .fails("site", 3)
                .restartWorks();

        story.at("1m").woken().at("2m").fails("site");
        assertThat(story.at("2m59.999s").woken().restarts()).isEqualTo(1);
        assertThat(story.at("3m").woken().restarts()).isEqualTo(2);
    }

    @Test
    void aVerifiedRecoveryEndsTheTimeout() {
        Story story = Story.running(Watches.site()).fails("site", 3).restartWorks();

        story.passes("site").passes("site").at("1m59s").fails("site").at("10m").woken();

        assertThat(story.restarts()).isEqualTo(1);
    }

    @Test
    void aWarningThatBecameAFailureIsVerifiedAsAFailure() {
        Story story = Story.running(Watches.warning(Watches.three(), "door"))
                .fails("door", 3)
                .fails("site", 3)
                .restartWorks();

        story.at("1m").fails("site").at("2m").woken();

        assertThat(story.restarts()).isEqualTo(2);
    }

    @Test
    void withoutARestartThereIsNoRecoveryTimeout() {
        Story story = Story.running(Watches.site())
                .surround(world -> world.held(Reason.MAINTENANCE))
                .fails("site", 3);

        story.at("1m").sees(Sketch.running(Story.time("1m"))).fails("site");
        story.surround(world -> world.held()).at("10m").woken();

        assertThat(story.restarts()).isZero();
        assertThat(story.state.ledger().incident()).isPresent();
    }

    @Test
    void aHealthyHealthcheckVerifiesTheRecovery() {
        Story story = Story.of(Watches.bare()).sees(Story.lively().health(HealthStatus.UNHEALTHY));
        assertThat(story.restarts()).isEqualTo(1);
        story.restartWorks();
        Sketch next = Sketch.running(Story.ZERO);

        story.sees(next.health(HealthStatus.STARTING));
        assertThat(story.state.ledger().incident()).isPresent();
        story.sees(next.health(HealthStatus.HEALTHY));
        assertThat(story.state.ledger().incident()).isEmpty();
    }

    @Test
    void aHealthcheckWarningClosesWhenHealthyOrRemoved() {
        Story story = Story.of(Watches.warning(Watches.bare(), "health"))
                .sees(Story.lively().health(HealthStatus.UNHEALTHY));
        assertThat(story.told()).containsExactly(Notice.Kind.OPENED);

        story.sees(Story.lively().health(HealthStatus.HEALTHY));

        assertThat(story.told()).containsExactly(Notice.Kind.OPENED, Notice.Kind.CLOSED);
    }

    @Test
    void anIneffectiveRestartIsFailingFromTheTimeout() {
        Story story = Story.running(Watches.site())
                .fails("site", 3)
                .restartWorks()
                .at("1m")
                .fails("site");

        story.at("2m").woken();

        assertThat(story.state.failingSince()).contains(Story.time("2m"));
    }
}
