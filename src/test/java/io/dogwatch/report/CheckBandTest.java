package io.dogwatch.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.dogwatch.journal.HistoryEntry;
import io.dogwatch.journal.HistoryEvent;
import io.dogwatch.judge.Event;
import io.dogwatch.model.Cause;
import io.dogwatch.model.Incarnation;
import io.dogwatch.model.Outcome;
import io.dogwatch.model.TargetId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class CheckBandTest {

    private static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");
    private static final Period DAY = new Period(NOON.minus(Duration.ofDays(1)), NOON);
    private static final Outcome WELL = Outcome.healthy(Duration.ofMillis(3));
    private static final Outcome BAD = Outcome.unhealthy(Cause.TIMED_OUT, "", Duration.ofSeconds(3));

    private static HistoryEntry entry(String check, Outcome outcome, int fromMinute, int untilMinute) {
        Event.Probed probed = new Event.Probed(check, new Incarnation("a".repeat(64), NOON.minusSeconds(1)), outcome);
        return new HistoryEntry(
                new TargetId("local", "web"),
                DAY.from().plus(Duration.ofMinutes(fromMinute)),
                DAY.from().plus(Duration.ofMinutes(untilMinute)),
                10,
                new HistoryEvent.Told(probed));
    }

    @Test
    void whatIsTheSameIsOneBandUpToTheNextOutcome() {
        List<CheckBand> bands = CheckBand.of(
                        List.of(entry("site", WELL, 0, 10), entry("site", WELL, 11, 20), entry("site", BAD, 21, 25)),
                        DAY)
                .get("site");

        assertThat(bands)
                .containsExactly(
                        new CheckBand(DAY.from(), DAY.from().plus(Duration.ofMinutes(21)), "healthy"),
                        new CheckBand(
                                DAY.from().plus(Duration.ofMinutes(21)),
                                DAY.from().plus(Duration.ofMinutes(25)),
                                "unhealthy"));
    }

    @Test
    void aLongPauseIsAGap() {
        assertThat(CheckBand.of(List.of(entry("site", WELL, 0, 10), entry("site", WELL, 60, 70)), DAY)
                        .get("site"))
                .hasSize(2);
    }

    @Test
    void whatBeganBeforeThePeriodBeginsWithIt() {
        assertThat(CheckBand.of(List.of(entry("site", WELL, -30, 10)), DAY).get("site"))
                .containsExactly(new CheckBand(DAY.from(), DAY.from().plus(Duration.ofMinutes(10)), "healthy"));
    }

    @Test
    void eachCheckHasItsOwn() {
        assertThat(CheckBand.of(List.of(entry("site", WELL, 0, 10), entry("port", BAD, 0, 10)), DAY))
                .containsOnlyKeys("site", "port");
    }
}
