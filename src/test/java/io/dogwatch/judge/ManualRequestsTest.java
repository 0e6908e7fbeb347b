package io.dogwatch.judge;

import static org.assertj.core.api.Assertions.assertThat;

import io.dogwatch.model.ContainerStatus;
import io.dogwatch.model.Phase;
import org.junit.jupiter.api.Test;

/** What a person asks for. */
class ManualRequestsTest {

    @Test
    void aHealthyContainerIsRestartedOnRequest() {
        Story story = Story.running(Watches.site()).asksForRestart();

        assertThat(story.words()).containsExactly("Act");
        assertThat(story.reason()).isEqualTo(Reason.REQUESTED);
        assertThat(story.woken().reason()).isEqualTo(Reason.REQUESTED);
        assertThat(story.intent().why()).isEqualTo("requested by ann: manual request");
        assertThat(story.state.ledger().restarts()).hasSize(1);
    }

    @Test
    void aManualRequestDoesNotWaitForTheBackoff() {
        Story story = Story.running(Watches.bare()).crashes(1).restartWorks().crashes(1);
        assertThat(story.phase()).isEqualTo(Phase.BACKING_OFF);

        assertThat(story.asksForRestart().restarts()).isEqualTo(2);
    }

    @Test
    void aManualRequestOverridesMaintenanceBreakerAndDependency() {
        Story story = Story.running(Watches.site())
                .surround(world ->
                        world.held(Reason.MAINTENANCE, Reason.BREAKER_OPEN).parent(ResolvedDependency.Status.FAILING))
                .fails("site", 3);

        assertThat(story.asksForRestart().restarts()).isEqualTo(1);
    }

    @Test
    void aManuallyStoppedContainerMayBeRestartedOnRequest() {
        Story story = Story.running(Watches.bare()).signal(15).crashes(143);
        assertThat(story.reason()).isEqualTo(Reason.STOPPED_BY_PERSON);

        assertThat(story.asksForRestart().restarts()).isEqualTo(1);
    }

    @Test
    void disabledRestartsApplyToManualRequests() {
        Story story = Story.running(Watches.site())
                .surround(world -> world.held(Reason.MAINTENANCE, Reason.RESTARTS_DISABLED));

        assertThat(story.asksForRestart().refused()).isEqualTo(Reason.RESTARTS_DISABLED);
        assertThat(story.restarts()).isZero();
    }

    @Test
    void observeModeAppliesToManualRequests() {
        Story story = Story.running(Watches.with(Watches.site(), Watches.observe(true)));

        assertThat(story.asksForRestart().refused()).isEqualTo(Reason.OBSERVE_ONLY);
    }

    @Test
    void theBudgetAppliesToManualRequests() {
        Story story = Story.running(Watches.with(Watches.site(), Watches.policy(1)))
                .asksForRestart()
                .restartWorks();

        assertThat(story.asksForRestart().refused()).isEqualTo(Reason.BUDGET_SPENT);
        assertThat(story.restarts()).isEqualTo(1);
    }

    @Test
    void aQuarantineMustBeReleasedFirst() {
        Story story =
                Story.running(Watches.site()).fails("site", 3).restartHangs().called();
        story.ends(new ActionResult.Failed("the kill had no effect"));

        assertThat(story.asksForRestart().refused()).isEqualTo(Reason.RESTART_FAILED);
        assertThat(story.asksForRelease().words()).contains("Act");
    }

    @Test
    void anExpiredQuarantineDoesNotBlockARequest() {
        Story story = quarantined().at("5m").sees(Sketch.running(Story.time("5m")));
        story.at("14m").fails("site").at("1h10m").passes("site");

        assertThat(story.asksForRestart().restarts()).isEqualTo(2);
    }

    @Test
    void aReleaseGrantsAFullBudget() {
        Story story = quarantined().asksForRelease();

        assertThat(story.phase()).isEqualTo(Phase.RESTARTING);
        assertThat(story.state.ledger().quarantine()).isEmpty();
        assertThat(story.state.ledger().restarts()).hasSize(1);
        assertThat(story.state.ledger().attempt()).isEqualTo(1);
    }

    @Test
    void onlyAQuarantinedTargetCanBeReleased() {
        Story story = Story.running(Watches.site());

        assertThat(story.asksForRelease().refused()).isEqualTo(Reason.ALL_CHECKS_PASS);
    }

    @Test
    void aRequestDuringAnActionIsRefused() {
        Story story = Story.running(Watches.site()).fails("site", 3);

        assertThat(story.asksForRestart().refused()).isEqualTo(Reason.RESTART_DECIDED);
        assertThat(story.restarts()).isEqualTo(1);
    }

    @Test
    void aRequestIsRefusedWithoutAnEngine() {
        Story story = Story.running(Watches.site()).engineLost();

        assertThat(story.asksForRestart().refused()).isEqualTo(Reason.ENGINE_UNREACHABLE);
    }

    @Test
    void aPausedContainerIsNotRestarted() {
        Story story = Story.running(Watches.site()).sees(Story.lively().status(ContainerStatus.PAUSED));

        assertThat(story.asksForRestart().refused()).isEqualTo(Reason.PAUSED_BY_PERSON);
    }

    @Test
    void aRemovedContainerIsNotRestarted() {
        assertThat(Story.running(Watches.site()).seesNothing().asksForRestart().refused())
                .isEqualTo(Reason.REMOVED);
    }

    @Test
    void aRefusalIsReportedOnceAndChangesNothing() {
        Story story = Story.running(Watches.site())
                .surround(world -> world.held(Reason.RESTARTS_DISABLED))
                .fails("site", 3);
        TargetState before = story.state;

        assertThat(story.asksForRestart().words()).containsExactly("Refuse");
        assertThat(story.state).isEqualTo(before);
        assertThat(story.asksForRelease().words()).containsExactly("Refuse");
        assertThat(story.state).isEqualTo(before);
    }

    @Test
    void aRequestedRestartOfAWaitingTargetStartsImmediately() {
        Story story = Story.running(Watches.bare())
                .crashes(1)
                .restartWorks()
                .crashes(1)
                .asksForRestart();

        assertThat(story.words()).containsExactly("Act");
        assertThat(story.phase()).isEqualTo(Phase.RESTARTING);
    }

    @Test
    void aQuarantineAfterAManualReleaseIsReportedAgain() {
        Story story = quarantined().asksForRelease().restartWorks().crashes(1);

        assertThat(story.told()).containsExactly(Notice.Kind.OPENED, Notice.Kind.QUARANTINED, Notice.Kind.QUARANTINED);
    }

    @Test
    void aQuarantineAfterAnExpiryIsNotReportedAgain() {
        Story story = quarantined().at("1h").woken().restartWorks().crashes(1);

        assertThat(story.phase()).isEqualTo(Phase.QUARANTINED);
        assertThat(story.told()).containsExactly(Notice.Kind.OPENED, Notice.Kind.QUARANTINED);
    }

    @Test
    void aCrashInQuarantineIsRememberedAcrossARestartOfDogwatch() {
        Story story = quarantined();
        Sketch down = story.current();
        story.dogwatchRestarts().at("1m").sees(down);
        assertThat(story.phase()).isEqualTo(Phase.QUARANTINED);
        assertThat(story.reason()).isEqualTo(Reason.BUDGET_SPENT);

        assertThat(story.at("1h").woken().actions()).containsExactly(Action.RESTART, Action.RESTART);
    }

    @Test
    void aCrashInQuarantineIsStartedOnReleaseAfterARestartOfDogwatch() {
        Story story = quarantined();
        Sketch down = story.current();
        story.dogwatchRestarts().at("1m").sees(down);

        assertThat(story.asksForRelease().actions()).containsExactly(Action.RESTART, Action.RESTART);
    }

    private static Story quarantined() {
        Story story = Story.running(Watches.with(Watches.site(), Watches.policy(1)))
                .crashes(1)
                .restartWorks()
                .crashes(1);
        assertThat(story.phase()).isEqualTo(Phase.QUARANTINED);
        return story;
    }
}
