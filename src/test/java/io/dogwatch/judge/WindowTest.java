package io.dogwatch.judge;

import static org.assertj.core.api.Assertions.assertThat;

import io.dogwatch.model.Severity;
import io.dogwatch.model.Thresholds;
import org.junit.jupiter.api.Test;

/** Checks that fail with x of their last y outcomes. */
class WindowTest {

    @Test
    void threeOfTheLastFiveSuffice() {
        Story story = threeOfFive().fails("site").passes("site").fails("site").passes("site");
        assertThat(story.restarts()).isZero();

        story.fails("site");

        assertThat(story.restarts()).isEqualTo(1);
        assertThat(story.state.ledger().incident().orElseThrow().failure().line())
                .isEqualTo("http site: 500 (3 of the last 5)");
    }

    @Test
    void olderOutcomesDoNotCount() {
        Story story =
                threeOfFive().fails("site", 2).passes("site").passes("site").passes("site");

        story.fails("site");
        assertThat(story.restarts()).isZero();
        story.fails("site");
        assertThat(story.restarts()).isZero();
        assertThat(story.fails("site").restarts()).isEqualTo(1);
    }

    @Test
    void aFailureCountsWhileItIsInTheWindow() {
        Story story = threeOfFive().fails("site").passes("site");
        assertThat(streak(story).failures()).isEqualTo(1);
        assertThat(streak(story).cause()).isPresent();

        story.passes("site").passes("site").passes("site");
        assertThat(streak(story).failures()).isEqualTo(1);

        story.passes("site");
        assertThat(streak(story).failures()).isZero();
        assertThat(streak(story).cause()).isEmpty();
        assertThat(streak(story).failingSince()).isEmpty();
    }

    @Test
    void earlierOutcomesDoNotCountAfterARecovery() {
        Story story = threeOfFive().fails("site", 3).restartFails();

        story.passes("site");
        assertThat(streak(story).failing()).isFalse();
        assertThat(streak(story).failures()).isZero();
        story.fails("site", 2);

        assertThat(streak(story).failing()).isFalse();
    }

    @Test
    void aNewIncarnationStartsWithAnEmptyWindow() {
        Story story = threeOfFive().fails("site", 3).restartWorks().at("1m");

        assertThat(story.fails("site", 2).restarts()).isEqualTo(1);
        assertThat(story.fails("site").restarts()).isEqualTo(2);
    }

    private static Streak streak(Story story) {
        return story.state.streaks().getOrDefault("site", Streak.NONE);
    }

    private static Story threeOfFive() {
        return Story.running(Watches.thresholds(Watches.site(), "site", new Thresholds(3, 1, 5, Severity.CRITICAL)));
    }
}
