package io.dogwatch.judge;

import static org.assertj.core.api.Assertions.assertThat;

import io.dogwatch.model.TargetId;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Parents come first, and speak for their children. */
class ContextRulesTest {

    @Test
    void aReportedFailingDependencyHoldsAndMutesItsDependent() {
        Story story = site().surround(world -> world.parent(ResolvedDependency.Status.FAILING))
                .fails("site", 9);

        assertThat(story.everything).isEmpty();
        assertThat(story.reason()).isEqualTo(Reason.DEPENDENCY_FAILING);
    }

    @Test
    void anUnreportedFailingDependencyHoldsButDoesNotMuteItsDependent() {
        Story story = site().surround(world -> world.untoldParent(ResolvedDependency.Status.FAILING))
                .fails("site", 9);

        assertThat(story.told()).containsExactly(Notice.Kind.OPENED);
        assertThat(story.restarts()).isZero();
        assertThat(story.notices().getFirst().next()).isEqualTo("Dogwatch waits for its dependencies to recover: db.");
    }

    @Test
    void aDegradedDependencyIsAwaitedForAMinuteAtMost() {
        Story story = site().surround(world -> world.parent(ResolvedDependency.Status.DEGRADED))
                .fails("site", 3);
        assertThat(story.reason()).isEqualTo(Reason.DEPENDENCY_DEGRADED);
        assertThat(story.wakeAt()).contains(Story.time("60s"));

        assertThat(story.at("59.999s").woken().everything).isEmpty();
        assertThat(story.at("60s").woken().words()).containsExactly("OpenIncident", "Notify OPENED", "Act");
    }

    @Test
    void theCountsOfADependentStartFromZeroAfterItsDependencyRecovers() {
        Story story = site().surround(world -> world.parent(ResolvedDependency.Status.FAILING))
                .fails("site", 9);

        story.at("5m").surround(world -> world.parent(ResolvedDependency.Status.HEALTHY));
        assertThat(story.restarts()).isZero();

        assertThat(story.fails("site", 2).restarts()).isZero();
        assertThat(story.fails("site").restarts()).isEqualTo(1);
    }

    @Test
    void aDependentThatExitedWithItsDependencyWaitsForTheDependency() {
        Story story = Story.running(Watches.bare())
                .surround(world -> world.parent(ResolvedDependency.Status.FAILING))
                .crashes(1);

        story.at("5m").surround(world -> world.parent(ResolvedDependency.Status.DEGRADED));
        assertThat(story.restarts()).isZero();

        story.at("5m20s").surround(world -> world.parent(ResolvedDependency.Status.HEALTHY));
        assertThat(story.restarts()).isEqualTo(1);
    }

    @Test
    void aDependentWithAnOpenIncidentWaitsForItsDependency() {
        Story story = site().fails("site", 3)
                .restartWorks()
                .surround(world -> world.parent(ResolvedDependency.Status.FAILING));

        story.at("1m").fails("site", 3);
        assertThat(story.reason()).isEqualTo(Reason.DEPENDENCY_FAILING);
        assertThat(story.restarts()).isEqualTo(1);
    }

    @Test
    void aDependentWithALostNetworkIsRestartedWithoutAnIncident() {
        Story story = site().at("1m").surround(world -> world.network(Story.time("1m")));

        assertThat(story.words()).containsExactly("Act");
        assertThat(story.intent().incidentId()).isEmpty();
        story.at("1m2s").restartWorks().passes("site").passes("site");
        assertThat(story.notices()).isEmpty();
    }

    @Test
    void aDependentWithALostNetworkWaitsForItsDependency() {
        Story story = site().at("1m")
                .surround(world -> world.network(Story.time("1m")).untoldParent(ResolvedDependency.Status.DEGRADED));
        assertThat(story.everything).isEmpty();

        story.at("1m20s").surround(world -> world.parent(ResolvedDependency.Status.HEALTHY));

        assertThat(story.words()).containsExactly("Act");
    }

    @Test
    void aDependentWithALostNetworkIsNotRestartedWhileAnUnreportedDependencyFails() {
        Story story = site().at("1m")
                .surround(world -> world.network(Story.time("1m")).untoldParent(ResolvedDependency.Status.FAILING));

        assertThat(story.restarts()).isZero();
        assertThat(story.told()).containsExactly(Notice.Kind.OPENED);
    }

    @Test
    void aCancelledNetworkRestartIsRetriedAfterAMoment() {
        Story story = site().at("1m").surround(world -> world.network(Story.time("1m")));

        story.ends(new ActionResult.Superseded("stopped by a file"));
        assertThat(story.restarts()).isEqualTo(1);
        assertThat(story.at("1m2s").woken().restarts()).isEqualTo(2);
    }

    @Test
    void aDependentStartedAfterItsDependencyHasItsNetwork() {
        assertThat(site().surround(world -> world.network(Story.time("0s").minusSeconds(3600))).everything)
                .isEmpty();
    }

    @Test
    void theDependentsAreListedInTheIncident() {
        Story story = site().surround(world -> world.children("shop")).fails("site", 3);
        assertThat(children(story)).containsExactly("shop");

        story.surround(world -> world.children("shop", "cart"));
        assertThat(story.words()).containsExactly("UpdateIncident");
        assertThat(children(story)).containsExactly("cart", "shop");

        story.surround(world -> world.children("shop"));
        assertThat(story.decided()).isEmpty();
        assertThat(children(story)).containsExactly("cart", "shop");
    }

    @Test
    void aNetworkRestartIsSubjectToHoldsAndMode() {
        Story observed = Story.running(Watches.with(Watches.site(), Watches.observe(true)));
        Story held = site().surround(world -> world.held(Reason.RESTARTS_DISABLED));
        Story spent = Story.running(Watches.with(Watches.site(), Watches.policy(1)))
                .asksForRestart()
                .restartWorks();
        for (Story story : List.of(observed, held, spent)) {
            long before = story.restarts();
            story.at("15m").woken().surround(world -> world.network(Story.time("15m")));
            assertThat(story.restarts()).isEqualTo(before);
            assertThat(story.told()).startsWith(Notice.Kind.OPENED);
        }
    }

    @Test
    void aSecondNetworkRestartWaitsForTheBackoffAndIsReported() {
        Story story = site().surround(world -> world.network(Story.time("0s")))
                .at("1s")
                .restartWorks();

        story.at("5s").surround(world -> world.network(Story.time("5s")));
        assertThat(story.restarts()).isEqualTo(1);
        assertThat(story.reason()).isEqualTo(Reason.BACKOFF);
        assertThat(story.told()).containsExactly(Notice.Kind.OPENED);
    }

    @Test
    void aNetworkRestartBelongsToTheOpenIncident() {
        Story story = site().surround(world -> world.held(Reason.MAINTENANCE)).fails("site", 3);

        story.at("1m").surround(world -> world.held().network(Story.time("1m")));

        assertThat(story.intent().incidentId()).isEqualTo("local.web.1");
    }

    @Test
    void aQuarantineBlocksANetworkRestart() {
        Story story = Story.running(Watches.with(Watches.site(), Watches.policy(1)))
                .crashes(1)
                .restartWorks()
                .crashes(1);
        assertThat(story.reason()).isEqualTo(Reason.BUDGET_SPENT);

        story.at("31m").sees(Sketch.running(Story.time("31m"))).passes("site").passes("site");
        story.at("32m").surround(world -> world.network(Story.time("32m")));

        assertThat(story.restarts()).isEqualTo(1);
        assertThat(story.reason()).isEqualTo(Reason.BUDGET_SPENT);
    }

    private static List<String> children(Story story) {
        return story.state.ledger().incident().orElseThrow().children().stream()
                .map(TargetId::name)
                .toList();
    }

    private static Story site() {
        return Story.running(Watches.site());
    }
}
