package io.dogwatch.judge;

import static org.assertj.core.api.Assertions.assertThat;

import io.dogwatch.model.Cause;
import io.dogwatch.model.Phase;
import io.dogwatch.model.Policy;
import io.dogwatch.model.Severity;
import org.junit.jupiter.api.Test;

/** What is flapping. */
class FlappingTest {

    @Test
    void changesInTwoOfFiveOutcomesAreReportedOnceAsFlapping() {
        Story story = of(0.4).passes("site")
                .passes("site")
                .passes("site")
                .passes("site")
                .fails("site");
        assertThat(story.everything).isEmpty();

        story.passes("site");
        assertThat(story.phase()).isEqualTo(Phase.SUSPECT);
        assertThat(story.reason()).isEqualTo(Reason.FLAPPING);
        assertThat(story.told()).containsExactly(Notice.Kind.OPENED);
        Incident incident = story.notices().getFirst().incident();
        assertThat(incident.severity()).isEqualTo(Severity.WARN);
        assertThat(incident.failure().cause()).isEqualTo(Cause.FLAPPING);
        assertThat(incident.failure().detail()).isEqualTo("changed 2 times in the last 5 outcomes");

        alternate(story, 20);
        assertThat(story.told()).containsExactly(Notice.Kind.OPENED);
        assertThat(story.restarts()).isZero();
    }

    @Test
    void flappingEndsOnlyBelowTheLowThreshold() {
        Story story = of(0.4);
        alternate(story, 6);

        for (int i = 0; i < 4; i++) {
            story.passes("site");
            assertThat(story.reason()).isEqualTo(Reason.FLAPPING);
        }
        story.passes("site");

        assertThat(story.phase()).isEqualTo(Phase.HEALTHY);
        assertThat(story.told()).containsExactly(Notice.Kind.OPENED, Notice.Kind.CLOSED);
    }

    @Test
    void anOpenIncidentReportsFlappingOnceAndStaysOpen() {
        Story story = of(0.4).crashes(1).restartWorks();

        alternate(story, 20);
        story.passes("site").passes("site");

        assertThat(story.told()).containsExactly(Notice.Kind.OPENED, Notice.Kind.FLAPPING);
    }

    @Test
    void aFailureDuringFlappingIsRestarted() {
        Story story = of(0.4);
        alternate(story, 10);

        story.fails("site", 3);

        assertThat(story.told()).containsExactly(Notice.Kind.OPENED, Notice.Kind.ESCALATED);
        assertThat(story.restarts()).isEqualTo(1);
    }

    @Test
    void aRemovedContainerDoesNotFlap() {
        Story story = of(0.4);
        alternate(story, 10);

        story.seesNothing();

        assertThat(story.told()).containsExactly(Notice.Kind.OPENED, Notice.Kind.CLOSED);
    }

    @Test
    void zeroOutcomesDisableFlapDetection() {
        Story story = Story.running(Watches.with(
                Watches.site(),
                Watches.policy(5).toBuilder()
                        .flapping(new Policy.Flapping(0, 0.2, 0.4))
                        .build()));

        alternate(story, 40);

        assertThat(story.everything).isEmpty();
    }

    @Test
    void disablingFlapDetectionEndsFlapping() {
        Story story = of(0.4);
        alternate(story, 10);

        story.watch(Watches.with(
                Watches.site(),
                Watches.policy(5).toBuilder()
                        .flapping(new Policy.Flapping(0, 0.2, 0.4))
                        .build()));
        story.passes("site");

        assertThat(story.state.ledger().flapping()).isFalse();
        assertThat(story.told()).containsExactly(Notice.Kind.OPENED, Notice.Kind.CLOSED);
    }

    @Test
    void theCheckThatChangesMostIsNamed() {
        Policy policy = Watches.policy(5).toBuilder()
                .flapping(new Policy.Flapping(5, 0.2, 0.4))
                .build();
        Story story = Story.running(Watches.with(Watches.three(), policy));
        for (int i = 0; i < 3; i++) {
            story.fails("site").fails("door").passes("site").passes("door");
        }

        assertThat(story.notices().getFirst().incident().failure().check()).isEqualTo("site");
    }

    private static void alternate(Story story, int outcomes) {
        for (int i = 0; i < outcomes; i++) {
            if (i % 2 == 0) {
                story.fails("site");
            } else {
                story.passes("site");
            }
        }
    }

    private static Story of(double high) {
        return Story.running(Watches.with(
                Watches.site(),
                Watches.policy(5).toBuilder()
                        .flapping(new Policy.Flapping(5, 0.2, high))
                        .build()));
    }
}
