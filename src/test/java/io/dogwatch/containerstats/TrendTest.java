package io.dogwatch.containerstats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;

/** A leak is foretold, and noise, spikes and a plateau are not taken for one. */
class TrendTest {

    private static final Duration DAY = Duration.ofDays(1);

    @Test
    void aLeakInNoiseIsForetold() {
        Random random = new Random(1);
        Trend trend = trend(240, minute -> 100 + minute * 0.5 + random.nextGaussian() * 5);

        assertThat(trend.perHour()).isCloseTo(30, within(1.5));
        assertThat(trend.fit()).isGreaterThan(0.9);
        assertThat(trend.reaches(60, DAY).orElseThrow().toMinutes()).isBetween(110L, 130L);
    }

    @Test
    void aTenthOfSpikesDoesNotMoveIt() {
        Random random = new Random(2);
        Trend trend = trend(240, minute -> 100 + minute * 0.5 + (random.nextInt(10) == 0 ? 500 : 0));

        assertThat(trend.perHour()).isCloseTo(30, within(1.5));
    }

    @Test
    void noiseAloneIsNoLeak() {
        for (int seed = 0; seed < 200; seed++) {
            Random random = new Random(seed);
            assertThat(trend(240, minute -> 100 + random.nextGaussian() * 20).reaches(100, DAY))
                    .isEmpty();
        }
    }

    @Test
    void whatRoseAtTheStartAndThenStaysIsNoLeak() {
        Random random = new Random(3);

        assertThat(trend(180, minute -> 200 * (1 - Math.exp(-minute / 20.0)) + random.nextGaussian())
                        .reaches(50, DAY))
                .isEmpty();
    }

    @Test
    void aSawtoothIsNoLeak() {
        assertThat(trend(240, minute -> 100 + minute % 30).reaches(100, DAY)).isEmpty();
    }

    @Test
    void whatShrinksOrStaysReachesNothing() {
        assertThat(trend(240, minute -> 500 - minute).reaches(100, DAY)).isEmpty();
        assertThat(trend(240, minute -> 5).reaches(100, DAY)).isEmpty();
    }

    @Test
    void theFurtherTheForecastTheLongerItIsWatched() {
        assertThat(trend(19, minute -> minute).reaches(1, Duration.ofHours(4))).isEmpty();
        assertThat(trend(21, minute -> minute).reaches(1, Duration.ofHours(4))).isPresent();
        assertThat(Trend.needed(Duration.ofMinutes(1))).isEqualTo(Duration.ofMinutes(10));
        assertThat(Trend.needed(Duration.ofDays(365))).isEqualTo(Duration.ofHours(3));
    }

    @Test
    void lessThanTwentySamplesSayNothing() {
        assertThat(Trend.of(samples(19, 1, minute -> minute))).isEmpty();
        assertThat(Trend.of(samples(20, 1, minute -> minute))).isPresent();
    }

    @Test
    void samplesTakeABoundedSpaceAndReachBackFourHours() {
        Samples samples = new Samples();
        for (int second = 0; second <= 12 * 3600; second += 10) {
            samples.add(Boxes.START.plusSeconds(second), second);
            assertThat(samples.list()).hasSizeLessThanOrEqualTo(120);
        }

        List<Sample> kept = samples.list();
        assertThat(Duration.between(kept.getFirst().at(), kept.getLast().at()))
                .isBetween(Duration.ofMinutes(220), Duration.ofMinutes(250));
    }

    @Test
    void aFastLeakIsSeenAfterTenMinutes() {
        Samples samples = new Samples();
        for (int second = 0; second <= 600; second += 10) {
            samples.add(Boxes.START.plusSeconds(second), second);
        }

        assertThat(Trend.of(samples.list()).orElseThrow().reaches(600, Duration.ofHours(1)))
                .isPresent();
    }

    private static Trend trend(int minutes, DoubleUnaryOperator value) {
        return Trend.of(samples(minutes, 1, value)).orElseGet(() -> new Trend(0, 0, Duration.ZERO, false));
    }

    private static List<Sample> samples(int minutes, int every, DoubleUnaryOperator value) {
        List<Sample> samples = new ArrayList<>();
        for (int minute = 0; minute < minutes; minute += every) {
            samples.add(new Sample(Boxes.START.plus(Duration.ofMinutes(minute)), value.applyAsDouble(minute)));
        }
        return samples;
    }
}
