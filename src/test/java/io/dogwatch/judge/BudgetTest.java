package io.dogwatch.judge;

import static org.assertj.core.api.Assertions.assertThat;

import io.dogwatch.model.Phase;
import io.dogwatch.model.Policy;
import io.dogwatch.model.Watch;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** How often is too often. */
class BudgetTest {

    @Test
    void theBackoffGrowsFromRestartToRestart() {
        Story story = Story.running(Watches.bare());

        story.crashes(1).restartWorks().crashes(1);
        assertThat(story.phase()).isEqualTo(Phase.BACKING_OFF);
        assertThat(story.at("9.999s").woken().restarts()).isEqualTo(1);
        assertThat(story.at("10s").woken().restarts()).isEqualTo(2);

        story.restartWorks().crashes(1);
        assertThat(story.at("29.999s").woken().restarts()).isEqualTo(2);
        assertThat(story.at("30s").woken().restarts()).isEqualTo(3);
    }

    @Test
    void tenHealthyMinutesEndTheBackoff() {
        Story story = Story.running(Watches.bare()).crashes(1).restartWorks();
        assertThat(story.phase()).isEqualTo(Phase.HEALTHY);

        story.at("9m59s").woken();
        assertThat(story.state.ledger().attempt()).isEqualTo(1);
        story.at("10m").woken();

        assertThat(story.state.ledger().attempt()).isZero();
    }

    @Test
    void theHealthyTimeRestartsAfterEachFailure() {
        Story story = Story.running(Watches.site()).fails("site", 3).restartWorks();
        story.passes("site").passes("site");

        story.at("9m").fails("site").passes("site").at("10m").woken();

        assertThat(story.state.ledger().attempt()).isEqualTo(1);
    }

    @Test
    void anExhaustedBudgetLeadsToQuarantineAndOneNotification() {
        Story story = spend(2, Watches.with(Watches.site(), Watches.policy(2)));

        story.crashes(1);
        assertThat(story.phase()).isEqualTo(Phase.QUARANTINED);
        assertThat(story.words()).containsExactly("Notify QUARANTINED", "UpdateIncident", "GatherEvidence");
        assertThat(story.wakeAt()).contains(story.now.plus(Duration.ofHours(1)));

        story.at("30m").woken().sees(Story.lively().restarted(story.now)).fails("site", 3);
        assertThat(story.restarts()).isEqualTo(2);
        assertThat(story.told()).containsExactly(Notice.Kind.OPENED, Notice.Kind.QUARANTINED);
    }

    @Test
    void aQuarantineEndsByItselfAfterItsTime() {
        Story story = spend(2, Watches.with(Watches.bare(), Watches.policy(2))).crashes(1);

        assertThat(story.at("1h9s").woken().restarts()).isEqualTo(2);
        assertThat(story.at("1h10s").woken().restarts()).isEqualTo(3);
    }

    @Test
    void aCrashBeforeAQuarantineIsRememberedAcrossARestartOfDogwatch() {
        Story story = spend(2, Watches.with(Watches.bare(), Watches.policy(2))).crashes(1);
        Sketch down = story.current();

        story.at("30m").dogwatchRestarts().sees(down);
        assertThat(story.phase()).isEqualTo(Phase.QUARANTINED);

        assertThat(story.at("1h10s").woken().restarts()).isEqualTo(3);
    }

    @Test
    void aManualStopAfterACrashIsRespectedAfterARestartOfDogwatch() {
        Story story = Story.running(Watches.bare()).crashes(1).restartWorks();
        story.at("5m").signal(15).died(0);
        Sketch down = story.current().exited(143);

        story.sees(down).dogwatchRestarts().sees(down);

        assertThat(story.phase()).isEqualTo(Phase.STOPPED);
        assertThat(story.restarts()).isEqualTo(1);
    }

    @Test
    void aReleaseWithinTheWindowGrantsNoMoreThanTheBudget() {
        Policy hasty =
                Watches.policy(Policy.Mode.HEAL, true, Duration.ZERO, 2, Duration.ofMinutes(30), Duration.ofMinutes(1));
        Story story = spend(2, Watches.with(Watches.site(), hasty)).crashes(1);

        assertThat(story.at("30m").woken().restarts()).isEqualTo(2);
        assertThat(story.told()).containsExactly(Notice.Kind.OPENED, Notice.Kind.QUARANTINED);
        assertThat(story.at("30m1s").woken().restarts()).isEqualTo(3);
    }

    @Test
    void aRestartOutsideTheWindowNoLongerCounts() {
        Story story = Story.running(Watches.with(Watches.bare(), Watches.policy(1)));
        story.crashes(1).restartWorks().at("29m").woken();

        assertThat(story.at("30m").crashes(1).phase()).isEqualTo(Phase.QUARANTINED);

        Story later = Story.running(Watches.with(Watches.bare(), Watches.policy(1)));
        later.crashes(1).restartWorks().at("29m").woken();
        assertThat(later.at("30m0.001s").crashes(1).restarts()).isEqualTo(2);
    }

    @Test
    void aReplacedContainerIsNotQuarantinedButKeepsItsBudget() {
        Story story = spend(2, Watches.with(Watches.site(), Watches.policy(2))).crashes(1);
        Sketch next = Sketch.running(Story.time("5m")).id("d2".repeat(32));

        story.at("5m").sees(next);
        assertThat(story.state.ledger().quarantine()).isEmpty();

        story.fails("site", 3);
        assertThat(story.restarts()).isEqualTo(2);
        assertThat(story.phase()).isEqualTo(Phase.QUARANTINED);
    }

    @Test
    void aQuarantinedTargetThatRecoversClosesItsIncident() {
        Story story = spend(2, Watches.with(Watches.bare(), Watches.policy(2))).crashes(1);

        story.at("5m").sees(Story.lively().restarted(Story.time("5m")));

        assertThat(story.words()).containsExactly("Notify CLOSED", "CloseIncident");
        assertThat(story.state.ledger().quarantine()).isPresent();
        story.at("15m").woken();
        assertThat(story.state.ledger().quarantine()).isEmpty();
    }

    @Test
    void budgetBackoffAndQuarantineSurviveARestartOfDogwatch() {
        Story story = spend(2, Watches.with(Watches.site(), Watches.policy(2))).crashes(1);

        story.at("5m")
                .dogwatchRestarts()
                .sees(Story.lively().restarted(Story.time("4m")))
                .fails("site", 3);

        assertThat(story.phase()).isEqualTo(Phase.QUARANTINED);
        assertThat(story.restarts()).isEqualTo(2);
        assertThat(story.told()).containsExactly(Notice.Kind.OPENED, Notice.Kind.QUARANTINED);
    }

    @Test
    void aHealthyTargetIsEvaluatedWhenItsBackoffExpires() {
        Story story = Story.running(Watches.bare());
        assertThat(story.wakeAt()).isEmpty();

        story.crashes(1).restartWorks();

        assertThat(story.wakeAt()).contains(Story.time("10m"));
        assertThat(story.at("10m").woken().wakeAt()).isEmpty();
    }

    /** Crashes and restarts, that often. */
    private static Story spend(int restarts, Watch watch) {
        Story story = Story.running(watch);
        for (int i = 0; i < restarts; i++) {
            if (i > 0) {
                story.at(i * 10 + "s");
            }
            story.crashes(1).woken().restartWorks();
        }
        assertThat(story.restarts()).isEqualTo(restarts);
        return story;
    }
}
