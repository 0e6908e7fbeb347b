package io.dogwatch.judge;

import static org.assertj.core.api.Assertions.assertThat;

import io.dogwatch.model.Policy;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What people are told, and in which order things are decided. */
class TellingTest {

    @Test
    void theNotificationPrecedesTheRestart() {
        Story story = Story.running(Watches.site()).fails("site", 3);

        assertThat(story.words()).containsExactly("OpenIncident", "Notify OPENED", "Act");
        assertThat(story.notices().getFirst().next())
                .isEqualTo("Dogwatch is restarting it now: restart 1 of 5 within 30 min (4 left).");
    }

    @Test
    void anIncidentClosesOnceAndOnlyAfterAVerifiedRecovery() {
        Story story = Story.running(Watches.site()).fails("site", 3).at("2s").restartWorks();

        story.at("4s").passes("site");
        assertThat(story.state.ledger().incident()).isPresent();

        story.at("6s").passes("site");
        assertThat(story.words()).containsExactly("Notify CLOSED", "CloseIncident");

        story.at("8s").passes("site");
        assertThat(story.told()).containsExactly(Notice.Kind.OPENED, Notice.Kind.CLOSED);
    }

    @Test
    void theRecoveryMustBeVerifiedByEveryProbe() {
        Story story = Story.running(Watches.three()).fails("site", 3).at("2s").restartWorks();

        story.passes("site").passes("site").passes("site").passes("door");
        assertThat(story.state.ledger().incident()).isPresent();

        assertThat(story.passes("door").state.ledger().incident()).isEmpty();
    }

    @Test
    void aSecondRestartBelongsToTheSameIncident() {
        Story story = Story.running(Watches.site()).fails("site", 3).at("2s").restartWorks();

        story.at("30s").fails("site", 3);

        assertThat(story.words()).containsExactly("UpdateIncident", "Act");
        assertThat(story.state.ledger().incident().orElseThrow().restarts()).isEqualTo(2);
        assertThat(story.told()).containsExactly(Notice.Kind.OPENED);
    }

    @Test
    void notificationsAreNumberedInTheirOrder() {
        Story story = Story.running(Watches.with(Watches.site(), Watches.policy(1)))
                .fails("site", 3)
                .restartWorks();
        story.passes("site").passes("site");
        assertThat(story.told()).containsExactly(Notice.Kind.OPENED, Notice.Kind.CLOSED);

        story.at("1m").fails("site", 3);

        assertThat(story.words())
                .containsExactly(
                        "OpenIncident", "Notify OPENED", "GatherEvidence", "Notify QUARANTINED", "UpdateIncident");
        assertThat(story.notices().stream().map(Notice::id).toList())
                .isEqualTo(List.of("local.web.1-0", "local.web.1-1", "local.web.3-0", "local.web.3-1"));
    }

    @Test
    void aDiscoveredContainerIsRecordedAndNotReported() {
        Story story = Story.running(Watches.with(Watches.site(), Watches.observe(false)))
                .fails("site", 3);
        assertThat(story.words()).containsExactly("OpenIncident", "GatherEvidence");

        story.passes("site").passes("site");

        assertThat(story.words()).containsExactly("CloseIncident");
        assertThat(story.notices()).isEmpty();
    }

    @Test
    void aTargetWithoutNotificationsIsRestarted() {
        Policy quiet =
                Watches.policy(Policy.Mode.HEAL, false, Duration.ZERO, 5, Duration.ofMinutes(30), Duration.ofHours(1));
        Story story = Story.running(Watches.with(Watches.site(), quiet)).fails("site", 3);

        assertThat(story.words()).containsExactly("OpenIncident", "Act");
    }

    @Test
    void anIncidentSurvivesARestartOfDogwatch() {
        Story story = Story.running(Watches.site()).fails("site", 3).at("2s").restartWorks();

        story.at("3s").dogwatchRestarts().sees(Story.lively().restarted(Story.time("2s")));
        story.passes("site").passes("site");

        assertThat(story.told()).containsExactly(Notice.Kind.OPENED, Notice.Kind.CLOSED);
        assertThat(story.notices().getLast().id()).isEqualTo("local.web.1-1");
    }

    @Test
    void everyIncidentAndIntentHasAUniqueId() {
        Story story = Story.running(Watches.site()).fails("site", 3);
        assertThat(story.intent().id()).isEqualTo("local.web.r2");
        assertThat(story.intent().incidentId()).isEqualTo("local.web.1");
        story.restartWorks().passes("site").passes("site").at("1h").woken().fails("site", 3);

        assertThat(story.intent().id()).isEqualTo("local.web.r4");
        assertThat(story.intent().incidentId()).isEqualTo("local.web.3");
    }

    @Test
    void theLastNotificationShowsWhenAndWhyTheIncidentClosed() {
        Story story = Story.running(Watches.with(Watches.site(), Watches.policy(1)))
                .crashes(1)
                .restartWorks()
                .crashes(1);

        story.at("1m").sees(Sketch.running(Story.time("1m"))).passes("site").passes("site");

        assertThat(story.notices().stream().map(Notice::id).toList())
                .isEqualTo(List.of("local.web.1-0", "local.web.1-1", "local.web.1-2"));
        Incident closed = story.notices().getLast().incident();
        assertThat(closed.closedAt()).contains(Story.time("1m"));
        assertThat(closed.outcome()).contains(Reason.RECOVERED);
    }
}
