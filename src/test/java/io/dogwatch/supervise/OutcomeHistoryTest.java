package io.dogwatch.supervise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.dogwatch.model.Cause;
import io.dogwatch.model.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class OutcomeHistoryTest {

    private static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");

    private final OutcomeHistory trail = new OutcomeHistory();

    @Test
    void anEmptyHistoryHasNoOutcomes() {
        assertThat(trail.view()).isEqualTo(OutcomeHistoryView.EMPTY);
    }

    @Test
    void theLatestOutcomesAreKeptInOrder() {
        for (int i = 0; i < 45; i++) {
            trail.add(Outcome.healthy(Duration.ofMillis(i + 1)), NOON.plusSeconds(10L * i));
        }

        List<OutcomeHistoryView.Step> newest = trail.view().newest();

        assertThat(newest).hasSize(40);
        assertThat(newest.getFirst().at()).isEqualTo(NOON.plusSeconds(50));
        assertThat(newest.getFirst().seconds()).isCloseTo(0.006, within(0.006 * 0.005));
        assertThat(newest.getLast().at()).isEqualTo(NOON.plusSeconds(440));
        assertThat(newest.getLast().seconds()).isCloseTo(0.045, within(0.045 * 0.005));
    }

    @Test
    void outcomeKindsAreDistinguished() {
        trail.add(Outcome.healthy(Duration.ofMillis(3)), NOON);
        trail.add(Outcome.unhealthy(Cause.TIMED_OUT, "", Duration.ofSeconds(3)), NOON.plusSeconds(10));
        trail.add(Outcome.inconclusive(Cause.PROBER_FAULT, ""), NOON.plusSeconds(20));

        assertThat(trail.view().newest())
                .extracting(OutcomeHistoryView.Step::kind)
                .containsExactly(
                        OutcomeHistoryView.Kind.HEALTHY,
                        OutcomeHistoryView.Kind.UNHEALTHY,
                        OutcomeHistoryView.Kind.INCONCLUSIVE);
        assertThat(trail.view().newest().getLast().seconds()).isZero();
    }

    @Test
    void aHalfHourHasMeanMaximumAndFailures() {
        trail.add(Outcome.healthy(Duration.ofMillis(10)), NOON);
        trail.add(Outcome.healthy(Duration.ofSeconds(1)), NOON.plusSeconds(10));
        trail.add(Outcome.unhealthy(Cause.TIMED_OUT, "", Duration.ofMillis(100)), NOON.plusSeconds(20));
        trail.add(Outcome.inconclusive(Cause.PROBER_FAULT, ""), NOON.plusSeconds(30));

        OutcomeHistoryView.HalfHour halfHour = trail.view().day().getFirst();

        assertThat(trail.view().day()).hasSize(1);
        assertThat(halfHour.from()).isEqualTo(NOON);
        assertThat(halfHour.mean()).isCloseTo(0.1, within(0.002));
        assertThat(halfHour.longest()).isCloseTo(1, within(0.005));
        assertThat(halfHour.failures()).isEqualTo(1);
    }

    @Test
    void outcomesOlderThanADayAreDroppedAndGapsAreKept() {
        trail.add(Outcome.healthy(Duration.ofMillis(1)), NOON);
        trail.add(Outcome.healthy(Duration.ofMillis(2)), NOON.plus(Duration.ofHours(12)));
        assertThat(trail.view().day())
                .extracting(OutcomeHistoryView.HalfHour::from)
                .containsExactly(NOON, NOON.plus(Duration.ofHours(12)));

        trail.add(Outcome.healthy(Duration.ofMillis(3)), NOON.plus(Duration.ofDays(1)));

        assertThat(trail.view().day())
                .extracting(OutcomeHistoryView.HalfHour::from)
                .containsExactly(NOON.plus(Duration.ofHours(12)), NOON.plus(Duration.ofDays(1)));
    }

    @Test
    void aClockSetBackLeavesNoGap() {
        trail.add(Outcome.healthy(Duration.ofMillis(1)), NOON);
        trail.add(Outcome.healthy(Duration.ofMillis(1)), NOON.minus(Duration.ofHours(2)));
        trail.add(Outcome.healthy(Duration.ofMillis(1)), NOON.plusSeconds(10));

        assertThat(trail.view().newest()).hasSize(3);
        assertThat(trail.view().day()).isNotEmpty();
    }
}
