package io.dogwatch.containerstats;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** How busy a container was between two looks. */
class CpuUsageTest {

    private final CpuUsage pace = new CpuUsage();

    @Test
    void theFirstReadingHasNoShareAndTheSecondTheUsageSinceThen() {
        assertThat(pace.share(usage(0, 100))).isEmpty();
        assertThat(pace.share(usage(10_000, 5100))).contains(0.25);
    }

    @Test
    void twoWhoLookAtTheSameTimeBothLearnIt() {
        pace.share(usage(0, 0));

        assertThat(pace.share(usage(10_000, 5000))).contains(0.25);
        assertThat(pace.share(usage(10_100, 5050))).contains(0.25);
        assertThat(pace.share(usage(10_200, 5100))).contains(0.25);
    }

    @Test
    void aSecondQuickReadingRestartsNothing() {
        pace.share(usage(0, 0));

        assertThat(pace.share(usage(300, 50))).isEmpty();
        assertThat(pace.share(usage(1000, 1000))).contains(0.5);
    }

    @Test
    void aReadingFromLongAgoIsNotUsed() {
        pace.share(usage(0, 0));

        assertThat(pace.share(usage(300_001, 1000))).isEmpty();
        assertThat(pace.share(usage(301_001, 3000))).contains(1.0);
    }

    @Test
    void aResetCounterStartsANewReading() {
        pace.share(usage(0, 9000));

        assertThat(pace.share(usage(1000, 10))).isEmpty();
        assertThat(pace.share(usage(2000, 1010))).contains(0.5);
    }

    private static Usage usage(long atMillis, long cpuMillis) {
        return new Usage(
                Boxes.START.plus(Duration.ofMillis(atMillis)),
                OptionalLong.empty(),
                OptionalLong.empty(),
                OptionalLong.of(cpuMillis * 1_000_000),
                OptionalDouble.of(2),
                true,
                OptionalLong.empty(),
                OptionalLong.empty());
    }
}
