package io.dogwatch.silence;

import static org.assertj.core.api.Assertions.assertThat;

import io.dogwatch.model.DurationText;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** In Berlin, clocks go from 02:00 to 03:00 on 2026-03-29, and from 03:00 back to 02:00 on 2026-10-25. */
class SilenceScheduleTest {

    @Test
    void aSilenceIncludesItsStartAndExcludesItsEnd() {
        SilenceSchedule once =
                new SilenceSchedule.Once(Instant.parse("2026-11-24T22:00:00Z"), Instant.parse("2026-11-24T23:00:00Z"));

        assertThat(once.endIfOn(Instant.parse("2026-11-24T21:59:59.999999999Z")))
                .isEmpty();
        assertThat(once.endIfOn(Instant.parse("2026-11-24T22:00:00Z"))).contains(Instant.parse("2026-11-24T23:00:00Z"));
        assertThat(once.endIfOn(Instant.parse("2026-11-24T22:59:59.999999999Z")))
                .isPresent();
        assertThat(once.endIfOn(Instant.parse("2026-11-24T23:00:00Z"))).isEmpty();
        assertThat(once.nextChange(Instant.parse("2026-11-24T23:00:00Z"))).isEmpty();
    }

    @Test
    void eachOccurrenceIncludesItsStartAndExcludesItsEnd() {
        SilenceSchedule nightly = recurring("0 3 * * *", "2h", "UTC");

        assertThat(nightly.endIfOn(Instant.parse("2026-11-24T02:59:59.999999999Z")))
                .isEmpty();
        assertThat(nightly.endIfOn(Instant.parse("2026-11-24T03:00:00Z")))
                .contains(Instant.parse("2026-11-24T05:00:00Z"));
        assertThat(nightly.endIfOn(Instant.parse("2026-11-24T04:59:59.999999999Z")))
                .contains(Instant.parse("2026-11-24T05:00:00Z"));
        assertThat(nightly.endIfOn(Instant.parse("2026-11-24T05:00:00Z"))).isEmpty();
        assertThat(nightly.nextChange(Instant.parse("2026-11-24T05:00:00Z")))
                .contains(Instant.parse("2026-11-25T03:00:00Z"));
    }

    @Test
    void aSilenceSpansMidnightAndTheEndOfTheYear() {
        SilenceSchedule late = recurring("30 23 * * *", "2h", "Europe/Berlin");

        assertThat(late.endIfOn(Instant.parse("2026-12-31T23:30:00Z"))).contains(Instant.parse("2027-01-01T00:30:00Z"));
    }

    @Test
    void aLocalTimeFollowsItsTimeZone() {
        SilenceSchedule nightly = recurring("0 3 * * *", "1h", "Europe/Berlin");

        assertThat(begins(nightly, "2026-03-27T12:00:00Z", 3))
                .containsExactly("2026-03-28T02:00:00Z", "2026-03-29T01:00:00Z", "2026-03-30T01:00:00Z");
        assertThat(begins(nightly, "2026-10-23T12:00:00Z", 3))
                .containsExactly("2026-10-24T01:00:00Z", "2026-10-25T02:00:00Z", "2026-10-26T02:00:00Z");
    }

    @Test
    void aStartInTheSkippedHourMovesToTheClockChange() {
        SilenceSchedule nightly = recurring("30 2 * * *", "1h", "Europe/Berlin");

        assertThat(begins(nightly, "2026-03-27T12:00:00Z", 3))
                .containsExactly("2026-03-28T01:30:00Z", "2026-03-29T01:00:00Z", "2026-03-30T00:30:00Z");
        assertThat(nightly.endIfOn(Instant.parse("2026-03-29T00:59:59Z"))).isEmpty();
        assertThat(nightly.endIfOn(Instant.parse("2026-03-29T01:00:00Z")))
                .contains(Instant.parse("2026-03-29T02:00:00Z"));
        assertThat(nightly.endIfOn(Instant.parse("2026-03-29T02:00:00Z"))).isEmpty();
    }

    @Test
    void aStartInTheRepeatedHourOccursOnceAtItsFirstOccurrence() {
        SilenceSchedule nightly = recurring("30 2 * * *", "20m", "Europe/Berlin");

        assertThat(begins(nightly, "2026-10-24T12:00:00Z", 2))
                .containsExactly("2026-10-25T00:30:00Z", "2026-10-26T01:30:00Z");
        assertThat(nightly.endIfOn(Instant.parse("2026-10-25T00:49:59Z"))).isPresent();
        assertThat(nightly.endIfOn(Instant.parse("2026-10-25T00:50:00Z"))).isEmpty();
        assertThat(nightly.endIfOn(Instant.parse("2026-10-25T01:30:00Z")))
                .as("its second coming")
                .isEmpty();
        assertThat(begins(nightly, "2026-10-25T01:10:00Z", 1)).containsExactly("2026-10-26T01:30:00Z");
    }

    @Test
    void theDurationIsElapsedTimeAcrossClockChanges() {
        SilenceSchedule nightly = recurring("0 1 * * *", "3h", "Europe/Berlin");

        assertThat(nightly.endIfOn(Instant.parse("2026-03-29T00:00:00Z")))
                .contains(Instant.parse("2026-03-29T03:00:00Z"));
        assertThat(nightly.endIfOn(Instant.parse("2026-10-24T23:00:00Z")))
                .contains(Instant.parse("2026-10-25T02:00:00Z"));
    }

    @Test
    void anHourlySilenceStartsInEveryElapsedHour() {
        SilenceSchedule hourly = recurring("30 * * * *", "5m", "Europe/Berlin");

        assertThat(begins(hourly, "2026-03-28T23:45:00Z", 3))
                .containsExactly("2026-03-29T00:30:00Z", "2026-03-29T01:30:00Z", "2026-03-29T02:30:00Z");
        assertThat(begins(hourly, "2026-10-24T23:45:00Z", 4))
                .containsExactly(
                        "2026-10-25T00:30:00Z", "2026-10-25T01:30:00Z", "2026-10-25T02:30:00Z", "2026-10-25T03:30:00Z");
    }

    @Test
    void adjacentAndOverlappingOccurrencesAreMerged() {
        SilenceSchedule touching = recurring("0 3,4 * * *", "1h", "UTC");
        SilenceSchedule overlapping = recurring("0 3,4 * * *", "90m", "UTC");

        assertThat(touching.endIfOn(Instant.parse("2026-11-24T03:10:00Z")))
                .contains(Instant.parse("2026-11-24T05:00:00Z"));
        assertThat(touching.endIfOn(Instant.parse("2026-11-24T04:00:00Z")))
                .contains(Instant.parse("2026-11-24T05:00:00Z"));
        assertThat(overlapping.endIfOn(Instant.parse("2026-11-24T03:10:00Z")))
                .contains(Instant.parse("2026-11-24T05:30:00Z"));
        assertThat(overlapping.endIfOn(Instant.parse("2026-11-24T05:30:00Z"))).isEmpty();
    }

    @Test
    void aSilenceWithoutGapsIsEndless() {
        assertThat(recurring("* * * * *", "1m", "UTC").isEndless()).isTrue();
        assertThat(recurring("0 0 * * *", "1d", "UTC").isEndless()).isTrue();
        assertThat(recurring("0 0 * * *", "2d", "UTC").isEndless()).isTrue();
        assertThat(recurring("0 0 * * *", "23h59m", "UTC").isEndless()).isFalse();
        assertThat(recurring("0 0 * * 1", "5d", "UTC").isEndless()).isFalse();
        assertThat(recurring("0 0 1 1 *", "30d", "UTC").isEndless()).isFalse();
    }

    private static SilenceSchedule.Recurring recurring(String cron, String length, String zone) {
        Duration duration = DurationText.read(length).orElseThrow();
        return SilenceParser.recurring(cron, duration, zone);
    }

    private static List<String> begins(SilenceSchedule when, String after, int count) {
        List<String> begins = new ArrayList<>();
        Instant at = Instant.parse(after);
        for (int i = 0; i < count; i++) {
            at = when.nextBegin(at).orElseThrow();
            begins.add(at.toString());
        }
        return begins;
    }
}
