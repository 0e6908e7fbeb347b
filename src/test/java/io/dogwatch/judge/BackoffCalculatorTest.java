package io.dogwatch.judge;

import static org.assertj.core.api.Assertions.assertThat;

import io.dogwatch.model.Policy;
import io.dogwatch.model.TargetId;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How long the next restart waits. */
class BackoffCalculatorTest {

    private static final TargetId WEB = new TargetId("local", "web");

    @ParameterizedTest(name = "after {0} restarts: {1} s")
    @CsvSource({"1,10", "2,20", "3,40", "4,80", "5,160", "6,300", "7,300", "1000,300", "1000000,300"})
    void theDelayDoublesUpToTheCap(int attempts, int seconds) {
        assertThat(BackoffCalculator.delay(exact(0), WEB, attempts)).isEqualTo(Duration.ofSeconds(seconds));
    }

    @Test
    void theJitterIsTheSameForTheSameTarget() {
        assertThat(BackoffCalculator.delay(exact(0.2), WEB, 3)).isEqualTo(BackoffCalculator.delay(exact(0.2), WEB, 3));
    }

    @Test
    void theJitterSpreadsTargetsOverItsWholeRange() {
        List<Long> waits = IntStream.range(0, 1_000)
                .mapToObj(i -> BackoffCalculator.delay(exact(0.2), new TargetId("local", "web-" + i), 1)
                        .toMillis())
                .toList();

        assertThat(waits).allMatch(wait -> wait >= 8_000 && wait <= 12_000);
        assertThat(waits).filteredOn(wait -> wait < 9_000).hasSizeBetween(200, 300);
        assertThat(waits).filteredOn(wait -> wait > 11_000).hasSizeBetween(200, 300);
    }

    @ParameterizedTest(name = "factor {0}, jitter {1}")
    @CsvSource({"1,1", "1,0.2", "1.1,1", "2,0.2", "10,1"})
    void theDelayNeverDecreasesOrExceedsTheCap(double factor, double jitter) {
        Policy.Backoff backoff = new Policy.Backoff(
                Duration.ofSeconds(10), factor, Duration.ofMinutes(5), jitter, Duration.ofMinutes(10));
        for (int i = 0; i < 200; i++) {
            TargetId target = new TargetId("local", "web-" + i);
            Duration before = Duration.ZERO;
            for (int attempts = 1; attempts < 20; attempts++) {
                Duration wait = BackoffCalculator.delay(backoff, target, attempts);
                assertThat(wait).isBetween(before, Duration.ofMinutes(5));
                before = wait;
            }
        }
    }

    private static Policy.Backoff exact(double jitter) {
        return new Policy.Backoff(Duration.ofSeconds(10), 2, Duration.ofMinutes(5), jitter, Duration.ofMinutes(10));
    }
}
