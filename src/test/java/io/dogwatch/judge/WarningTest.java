package io.dogwatch.judge;

import static org.assertj.core.api.Assertions.assertThat;

import io.dogwatch.model.Severity;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Checks that are only told of. */
class WarningTest {

    @Test
    void aWarningIsReportedAndTriggersNoRestart() {
        Story story = warned().fails("door", 3);

        assertThat(story.words()).containsExactly("OpenIncident", "Notify OPENED", "GatherEvidence");
        assertThat(story.reason()).isEqualTo(Reason.WARNING);
        assertThat(story.notices().getFirst().incident().severity()).isEqualTo(Severity.WARN);
        assertThat(story.at("5h").fails("door", 9).woken().restarts()).isZero();
    }

    @Test
    void aWarningThatBecomesAFailureEscalatesAndIsRestarted() {
        Story story = warned().fails("door", 3).at("1m").fails("site", 3);

        assertThat(story.words()).containsExactly("Notify ESCALATED", "Act", "UpdateIncident");
    }

    @Test
    void theEscalationNamesTheNewFailure() {
        Story story = warned().fails("door", 3).at("1m").fails("site", 3);

        Notice escalated = story.notices().getLast();
        assertThat(escalated.sequence()).isEqualTo(1);
        assertThat(escalated.incident().severity()).isEqualTo(Severity.CRITICAL);
        assertThat(escalated.incident().failure().check()).isEqualTo("site");
        assertThat(escalated.next()).startsWith("Dogwatch is restarting it now");
    }

    @Test
    void anEscalationWithQuarantineIsNumberedInOrder() {
        Story story = Story.running(Watches.warning(Watches.with(Watches.three(), Watches.policy(1)), "door"));
        story.crashes(1).restartWorks();
        for (String check : List.of("site", "door")) {
            story.passes(check).passes(check);
        }
        assertThat(story.state.ledger().incident()).isEmpty();

        story.fails("door", 3).at("1m").fails("site", 3);

        assertThat(story.told()).endsWith(Notice.Kind.OPENED, Notice.Kind.ESCALATED, Notice.Kind.QUARANTINED);
        assertThat(story.notices().stream().skip(2).map(Notice::sequence).toList())
                .isEqualTo(List.of(0, 1, 2));
    }

    @Test
    void aWarningClosesOnlyWhenItsCheckRecovers() {
        Story story = warned().passes("site").passes("site").fails("door", 3);

        assertThat(story.passes("door").state.ledger().incident()).isPresent();
        assertThat(story.passes("door").words()).containsExactly("Notify CLOSED", "CloseIncident");
    }

    @Test
    void aRemainingWarningGetsASeparateIncident() {
        Story story = warned().fails("site", 3).restartWorks();

        story.fails("door", 3).passes("site").passes("site");

        assertThat(story.told()).containsExactly(Notice.Kind.OPENED, Notice.Kind.CLOSED, Notice.Kind.OPENED);
        assertThat(story.notices().getLast().incident().severity()).isEqualTo(Severity.WARN);
    }

    @Test
    void aManualRestartOfAWarningTargetIsNotRepeated() {
        Story story = warned().fails("door", 3).asksForRestart().restartWorks();
        assertThat(story.restarts()).isEqualTo(1);

        story.at("1m").fails("door").at("10m").woken().fails("door", 9);

        assertThat(story.restarts()).isEqualTo(1);
    }

    @Test
    void anEscalationDuringASilenceIsReportedAsTheOpening() {
        Story story =
                warned().surround(world -> world.muted(true)).fails("door", 3).fails("site", 3);
        assertThat(story.notices()).isEmpty();

        story.surround(world -> world.muted(false));

        assertThat(story.told()).containsExactly(Notice.Kind.OPENED);
        assertThat(story.notices().getFirst().sequence()).isZero();
        assertThat(story.notices().getFirst().incident().failure().check()).isEqualTo("site");
    }

    private static Story warned() {
        return Story.running(Watches.warning(Watches.three(), "door"));
    }
}
