package io.dogwatch.judge;

import static org.assertj.core.api.Assertions.assertThat;

import io.dogwatch.model.Phase;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Maintenance, silence, global stop and breaker. */
class HoldsTest {

    @ParameterizedTest
    @EnumSource(names = {"MAINTENANCE", "RESTARTS_DISABLED", "BREAKER_OPEN"})
    void aHeldIncidentIsReportedAndRestartedWhenTheHoldEnds(Reason reason) {
        Story story = Story.running(Watches.site())
                .surround(world -> world.held(reason))
                .fails("site", 3);
        assertThat(story.words()).containsExactly("OpenIncident", "Notify OPENED", "GatherEvidence");
        assertThat(story.reason()).isEqualTo(reason);

        story.at("1h").surround(world -> world.held());

        assertThat(story.words()).containsExactly("Act");
    }

    @Test
    void restartsWaitForTheLastHold() {
        Story story = Story.running(Watches.site())
                .surround(world -> world.held(Reason.MAINTENANCE, Reason.BREAKER_OPEN))
                .fails("site", 3);

        assertThat(story.surround(world -> world.held(Reason.BREAKER_OPEN)).restarts())
                .isZero();
        assertThat(story.reason()).isEqualTo(Reason.BREAKER_OPEN);
        assertThat(story.surround(world -> world.held()).restarts()).isEqualTo(1);
    }

    @Test
    void restartsContinueDuringASilenceWithoutNotifications() {
        Story story = Story.running(Watches.site())
                .surround(world -> world.muted(true))
                .fails("site", 3);

        assertThat(story.words()).containsExactly("OpenIncident", "Act");
    }

    @Test
    void anIncidentStillOpenAfterTheSilenceIsReported() {
        Story story = Story.running(Watches.site())
                .surround(world -> world.muted(true).held(Reason.MAINTENANCE))
                .fails("site", 3);

        story.at("1h").surround(world -> world.muted(false).held());

        assertThat(story.words()).containsExactly("Notify OPENED", "Act", "UpdateIncident");
    }

    @Test
    void theLateNotificationShowsTheCurrentAction() {
        Story story = Story.running(Watches.site())
                .surround(world -> world.muted(true).held(Reason.MAINTENANCE))
                .fails("site", 3);

        story.at("1h").surround(world -> world.muted(false).held());

        Notice told = story.notices().getFirst();
        assertThat(told.sequence()).isZero();
        assertThat(told.next()).startsWith("Dogwatch is restarting it now");
        story.restartWorks().passes("site").passes("site");
        assertThat(story.notices().stream().map(Notice::sequence).toList()).isEqualTo(List.of(0, 1));
    }

    @Test
    void aQuarantineDuringASilenceIsPartOfTheLateNotification() {
        Story story = Story.running(Watches.with(Watches.site(), Watches.policy(1)))
                .surround(world -> world.muted(true))
                .crashes(1)
                .restartWorks()
                .at("1m")
                .crashes(1);
        assertThat(story.notices()).isEmpty();

        story.surround(world -> world.muted(false));

        assertThat(story.told()).containsExactly(Notice.Kind.OPENED);
        assertThat(story.notices().getFirst().next()).startsWith("Dogwatch has stopped restarting it");
    }

    @Test
    void anIncidentWithinASilenceIsNeverReported() {
        Story story = Story.running(Watches.site())
                .surround(world -> world.muted(true))
                .fails("site", 3)
                .restartWorks()
                .passes("site")
                .passes("site");
        assertThat(story.words()).containsExactly("CloseIncident");

        assertThat(story.surround(world -> world.muted(false)).notices()).isEmpty();
    }

    @Test
    void theEndOfAReportedIncidentIsReportedDuringASilence() {
        Story story = Story.running(Watches.site()).fails("site", 3).restartWorks();

        story.surround(world -> world.muted(true)).passes("site").passes("site");

        assertThat(story.told()).containsExactly(Notice.Kind.OPENED, Notice.Kind.CLOSED);
    }

    @Test
    void aQuarantineOfAReportedIncidentIsReportedAfterTheSilence() {
        Story story = quarantinedInASilence();
        assertThat(story.told()).containsExactly(Notice.Kind.OPENED);

        story.surround(world -> world.muted(false));

        assertThat(story.words()).containsExactly("Notify QUARANTINED", "UpdateIncident");
        assertThat(story.notices().getLast().sequence()).isEqualTo(1);
        assertThat(story.woken().words()).isEmpty();
    }

    @Test
    void aQuarantineThatEndsWithinTheSilenceIsNotReported() {
        Story story = quarantinedInASilence().asksForRelease();

        story.surround(world -> world.muted(false));

        assertThat(story.told()).containsExactly(Notice.Kind.OPENED);
        assertThat(story.state.ledger().incident().orElseThrow().pendingNotice())
                .isEmpty();
    }

    @Test
    void anEscalationOfAReportedWarningIsReportedAfterTheSilence() {
        Story story = Story.running(Watches.warning(Watches.three(), "door")).fails("door", 3);
        assertThat(story.told()).containsExactly(Notice.Kind.OPENED);

        story.surround(world -> world.muted(true)).crashes(1).restartWorks();
        assertThat(story.told()).containsExactly(Notice.Kind.OPENED);
        story.surround(world -> world.muted(false));

        assertThat(story.told()).containsExactly(Notice.Kind.OPENED, Notice.Kind.ESCALATED);
        assertThat(story.notices().getLast().sequence()).isEqualTo(1);
    }

    @Test
    void aSecondQuarantineAtTheEndOfASilenceIsReportedOnce() {
        Story story = quarantinedInASilence();
        story.surround(world -> world.held(Reason.MAINTENANCE)).asksForRelease().at("2m");
        story.asksForRestart().restartWorks().crashes(1);

        story.surround(world -> world.muted(false).held());

        assertThat(story.told()).containsExactly(Notice.Kind.OPENED, Notice.Kind.QUARANTINED);
    }

    private static Story quarantinedInASilence() {
        Story story = Story.running(Watches.with(Watches.site(), Watches.policy(1)))
                .crashes(1)
                .restartWorks()
                .at("1m")
                .surround(world -> world.muted(true))
                .crashes(1);
        assertThat(story.phase()).isEqualTo(Phase.QUARANTINED);
        return story;
    }
}
