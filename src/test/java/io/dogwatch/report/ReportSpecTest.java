package io.dogwatch.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.dogwatch.silence.SilenceParser;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReportSpecTest {

    private static ReportSpec order(String cron) {
        return new ReportSpec("r", SilenceParser.recurring(cron, Duration.ofMinutes(1), "Europe/Berlin"), List.of());
    }

    private static Instant at(String text) {
        return Instant.parse(text);
    }

    @Test
    void itIsDueFromItsTimeOnAndNotBefore() {
        ReportSpec weekly = order("0 8 * * MON");
        Instant told = at("2026-11-16T07:00:00Z");

        assertThat(weekly.lastDue(told, at("2026-11-23T06:59:59Z"))).isEmpty();
        assertThat(weekly.lastDue(told, at("2026-11-23T07:00:00Z"))).contains(at("2026-11-23T07:00:00Z"));
        assertThat(weekly.lastDue(at("2026-11-23T07:00:00Z"), at("2026-11-29T07:00:00Z")))
                .isEmpty();
    }

    @Test
    void ofSeveralThatWereMissedTheLastIsDue() {
        assertThat(order("0 8 * * MON").lastDue(at("2026-10-01T00:00:00Z"), at("2026-11-25T00:00:00Z")))
                .contains(at("2026-11-23T07:00:00Z"));
    }

    @Test
    void itCoversTheTimeSinceItsLastDueTimeAlsoOverClockChanges() {
        assertThat(order("0 8 * * MON").period(at("2026-10-26T07:00:00Z")))
                .isEqualTo(new Period(at("2026-10-19T06:00:00Z"), at("2026-10-26T07:00:00Z")));
        assertThat(order("0 8 * * MON-FRI").period(at("2026-11-23T07:00:00Z")))
                .isEqualTo(new Period(at("2026-11-20T07:00:00Z"), at("2026-11-23T07:00:00Z")));
        assertThat(order("0 8 1 * *").period(at("2026-11-01T07:00:00Z")))
                .isEqualTo(new Period(at("2026-10-01T06:00:00Z"), at("2026-11-01T07:00:00Z")));
        assertThat(order("0 8 29 2 *").period(at("2028-02-29T07:00:00Z")))
                .isEqualTo(new Period(at("2024-02-29T07:00:00Z"), at("2028-02-29T07:00:00Z")));
    }

    @Test
    void aQuartzExpressionWillDo() {
        assertThat(order("0 0 8 ? * MON").period(at("2026-11-23T07:00:00Z")).length())
                .isEqualTo(Duration.ofDays(7));
    }
}
