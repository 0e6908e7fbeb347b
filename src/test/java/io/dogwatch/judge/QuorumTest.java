package io.dogwatch.judge;

import static org.assertj.core.api.Assertions.assertThat;

import io.dogwatch.model.ContainerSnapshot.HealthStatus;
import io.dogwatch.model.Phase;
import io.dogwatch.model.Policy;
import org.junit.jupiter.api.Test;

/** How many checks must fail together. */
class QuorumTest {

    @Test
    void oneFailingCheckSufficesByDefault() {
        assertThat(of(Policy.Quorum.ANY).fails("site", 3).restarts()).isEqualTo(1);
    }

    @Test
    void nothingIsReportedOrRestartedBelowTheQuorum() {
        Story story = of(new Policy.Quorum(2)).fails("site", 9);

        assertThat(story.phase()).isEqualTo(Phase.SUSPECT);
        assertThat(story.reason()).isEqualTo(Reason.BELOW_QUORUM);
        assertThat(story.everything).isEmpty();
    }

    @Test
    void theSecondFailingCheckReachesTheQuorum() {
        Story story = of(new Policy.Quorum(2)).fails("site", 3).fails("door", 2);
        assertThat(story.restarts()).isZero();

        assertThat(story.fails("door").restarts()).isEqualTo(1);
    }

    @Test
    void allMeansAllCountingChecks() {
        Story story = of(Policy.Quorum.ALL).fails("site", 3).fails("door", 3);
        assertThat(story.restarts()).isZero();

        assertThat(story.fails("log").restarts()).isEqualTo(1);
    }

    @Test
    void aHealthcheckCountsIfTheImageHasOne() {
        Story story = of(Policy.Quorum.ALL).sees(Story.lively().health(HealthStatus.HEALTHY));
        story.fails("site", 3).fails("door", 3).fails("log");
        assertThat(story.restarts()).isZero();

        assertThat(story.sees(Story.lively().health(HealthStatus.UNHEALTHY)).restarts())
                .isEqualTo(1);
    }

    @Test
    void aCrashNeedsNoQuorum() {
        assertThat(of(Policy.Quorum.ALL).crashes(1).restarts()).isEqualTo(1);
    }

    @Test
    void warningsDoNotCountTowardsTheQuorum() {
        Policy all = Watches.policy(5).toBuilder().quorum(Policy.Quorum.ALL).build();
        Story story = Story.running(Watches.warning(Watches.with(Watches.three(), all), "door"));

        assertThat(story.fails("site", 3).fails("log").restarts()).isEqualTo(1);
    }

    @Test
    void anIncidentClosesWhenAQuorumIsImpossible() {
        Story story = of(new Policy.Quorum(2)).fails("site", 3).fails("door", 3).restartWorks();

        story.passes("site").passes("site").fails("door", 3);
        assertThat(story.reason()).isEqualTo(Reason.BELOW_QUORUM);
        assertThat(story.state.ledger().incident()).isEmpty();
    }

    @Test
    void anIncidentClosesDespiteFailuresBelowTheQuorum() {
        Story story = of(new Policy.Quorum(2)).fails("site", 3).fails("door", 3).restartWorks();

        story.fails("door", 2).passes("site").passes("site").passes("log");
        assertThat(story.reason()).isEqualTo(Reason.BELOW_THRESHOLD);
        story.at("1m").fails("door");

        assertThat(story.reason()).isEqualTo(Reason.BELOW_QUORUM);
        assertThat(story.state.ledger().incident()).isEmpty();
    }

    @Test
    void unverifiedChecksCloseNoIncident() {
        Story story = of(new Policy.Quorum(2)).fails("site", 3).fails("door", 3).restartWorks();

        story.fails("door").passes("site").passes("site");

        assertThat(story.reason()).isEqualTo(Reason.BELOW_THRESHOLD);
        assertThat(story.state.ledger().incident()).isPresent();
    }

    @Test
    void aFailureBelowTheQuorumDoesNotPreventTheRecovery() {
        Story story = of(Policy.Quorum.ALL)
                .fails("site", 3)
                .fails("door", 3)
                .fails("log")
                .restartWorks();

        story.fails("site", 3).fails("log").at("10m").woken();

        assertThat(story.restarts()).isEqualTo(1);
        assertThat(story.reason()).isEqualTo(Reason.BELOW_QUORUM);
    }

    private static Story of(Policy.Quorum quorum) {
        return Story.running(Watches.with(
                Watches.three(), Watches.policy(5).toBuilder().quorum(quorum).build()));
    }
}
