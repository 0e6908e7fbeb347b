package io.dogwatch.web.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimeFormatTest {

    private static final Instant NOW = Instant.parse("2026-11-24T06:12:30Z");
    private final TimeFormat times = TimeFormat.seenFrom(NOW);

    @ParameterizedTest
    @CsvSource({
        "-5, 0 s",
        "59, 59 s",
        "60, 1 min",
        "61, 1 min 1 s",
        "599, 9 min 59 s",
        "600, 10 min",
        "3599, 59 min",
        "3600, 1 h",
        "11520, 3 h 12 min",
        "86399, 23 h 59 min",
        "86400, 1 day",
        "172800, 2 days"
    })
    void aSpanIsSaidInItsGreatestUnits(long seconds, String said) {
        assertThat(TimeFormat.span(Duration.ofSeconds(seconds))).isEqualTo(said);
    }

    @ParameterizedTest
    @CsvSource({"0, 0 ms", "0.0002, 1 ms", "0.012, 12 ms", "0.9996, 1 s", "2.05, 2.1 s", "3, 3 s", "14.3, 14 s"})
    void shortTimesAreSaidToTheMillisecond(double seconds, String said) {
        assertThat(times.seconds(seconds)).isEqualTo(said);
    }

    @Test
    void timesAreSeenFromNow() {
        assertThat(times.relative(NOW.minusSeconds(90))).isEqualTo("1 min 30 s ago");
        assertThat(times.relative(NOW.plusSeconds(20))).isEqualTo("in 20 s");
        assertThat(times.absolute(NOW)).isEqualTo("2026-11-24 06:12:30 UTC");
    }
}
