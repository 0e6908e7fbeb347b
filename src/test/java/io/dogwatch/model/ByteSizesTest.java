package io.dogwatch.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ByteSizesTest {

    @ParameterizedTest
    @CsvSource({"0, 0s", "250, 250ms", "1000, 1s", "90000, 1m30s", "5400000, 1h30m", "172800000, 2d", "61001, 1m1s1ms"})
    void aDurationIsFormattedAsInTheConfiguration(long millis, String text) {
        assertThat(DurationText.text(Duration.ofMillis(millis))).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({"1, 1B", "1023, 1023B", "1024, 1KiB", "65536, 64KiB", "1048576, 1MiB", "1048577, 1048577B"})
    void aSizeUsesTheLargestExactUnit(long bytes, String text) {
        assertThat(ByteSizes.size(bytes)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({"2, 2, 200%", "0.2, 0.2, 20%", "0.07, 0.07, 7%", "0.125, 0.125, 12.5%", "0, 0, 0%", "-1.5, -1.5, -150%"
    })
    void aNumberHasNoTrailingZeros(double number, String text, String share) {
        assertThat(ByteSizes.number(number)).isEqualTo(text);
        assertThat(ByteSizes.share(number)).isEqualTo(share);
    }
}
