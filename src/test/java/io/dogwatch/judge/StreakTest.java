package io.dogwatch.judge;

import static org.assertj.core.api.Assertions.assertThat;

import io.dogwatch.model.Cause;
import io.dogwatch.model.Outcome;
import io.dogwatch.model.Policy;
import io.dogwatch.model.Severity;
import io.dogwatch.model.Thresholds;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** How outcomes are counted. */
class StreakTest {

    private static final Outcome GOOD = Outcome.healthy(Duration.ZERO);
    private static final Outcome BAD = Outcome.unhealthy(Cause.TIMED_OUT, "", Duration.ZERO);

    @Test
    void successesAreCountedUpToAHundred() {
        assertThat(after(GOOD, 50).successes()).isEqualTo(50);
        assertThat(after(GOOD, 100).successes()).isEqualTo(100);
        assertThat(after(GOOD, 1_000).successes()).isEqualTo(100);
    }

    @Test
    void failuresInARowAreCountedBeyondTheirThreshold() {
        assertThat(after(BAD, 40).failures()).isEqualTo(40);
    }

    @Test
    void failuresInAWindowAreLimitedByTheWindow() {
        Streak streak = Streak.NONE;
        for (int i = 0; i < 40; i++) {
            streak = streak.after(BAD, new Thresholds(3, 1, 5, Severity.CRITICAL), Instant.EPOCH);
        }

        assertThat(streak.failures()).isEqualTo(5);
    }

    @Test
    void theFailureCountContinuesFromAnEarlierState() {
        Streak streak = new Streak(40, 0, true, Optional.empty(), Optional.empty(), "");

        assertThat(streak.recent()).isEqualTo(-1);
        assertThat(streak.after(BAD, Thresholds.PROBED, Instant.EPOCH).failures())
                .isEqualTo(41);
    }

    @Test
    void tooFewOutcomesShowNoFlapping() {
        Policy.Flapping five = new Policy.Flapping(5, 0.2, 0.4);

        assertThat(Streak.NONE.changes(five)).isEmpty();
        assertThat(after(GOOD, 5).changes(five)).isEmpty();
        assertThat(after(GOOD, 6).changes(five)).contains(0.0);
        assertThat(after(GOOD, 60).changes(new Policy.Flapping(0, 0.2, 0.4))).isEmpty();
    }

    @Test
    void theFirstCountingFailureIsRemembered() {
        Streak streak = Streak.NONE
                .after(BAD, Thresholds.PROBED, Instant.EPOCH)
                .after(BAD, Thresholds.PROBED, Instant.EPOCH.plusSeconds(10));

        assertThat(streak.failingSince()).contains(Instant.EPOCH);
        assertThat(streak.after(GOOD, Thresholds.PROBED, Instant.EPOCH).failingSince())
                .isEmpty();
    }

    private static Streak after(Outcome outcome, int times) {
        Streak streak = Streak.NONE;
        for (int i = 0; i < times; i++) {
            streak = streak.after(outcome, Thresholds.PROBED, Instant.EPOCH);
        }
        return streak;
    }
}
