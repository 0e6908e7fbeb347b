package io.dogwatch.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Durations in readable text. */
class HumanDurationTest {

    @ParameterizedTest
    @CsvSource({
        "PT0S, 0 s",
        "PT0.25S, 250 ms",
        "PT0.999S, 999 ms",
        "PT1S, 1 s",
        "PT12.34S, 12.3 s",
        "PT59.9S, 59.9 s",
        "PT1M, 1 min",
        "PT1M1S, 1 min 1 s",
        "PT59M59S, 59 min 59 s",
        "PT1H, 1 h",
        "PT1H5M, 1 h 5 min",
        "PT23H59M59S, 23 h 59 min",
        "P1D, 1 d",
        "P2DT3H4M, 2 d 3 h",
        "PT-90S, 0 s"
    })
    void aDurationShowsItsTwoLargestUnits(Duration duration, String words) {
        assertThat(HumanDuration.of(duration)).isEqualTo(words);
    }
}
