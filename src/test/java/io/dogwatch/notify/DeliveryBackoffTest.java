package io.dogwatch.notify;

import static io.dogwatch.notify.Notices.AT;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeliveryBackoffTest {

    @ParameterizedTest
    @CsvSource({"0,10", "1,20", "2,40", "7,1280", "8,2560", "9,3600", "10,3600", "64,3600", "2000000000,3600"})
    void theWaitDoublesFromTenSecondsToAnHour(int failures, long seconds) {
        assertThat(DeliveryBackoff.retryAt(failures, AT, AT)).contains(AT.plusSeconds(seconds));
    }

    @Test
    void afterFiveDaysItIsGivenUp() {
        Instant end = AT.plus(Duration.ofDays(5));

        assertThat(DeliveryBackoff.retryAt(99, AT, end.minusNanos(1))).isPresent();
        assertThat(DeliveryBackoff.retryAt(99, AT, end)).isEmpty();
        assertThat(DeliveryBackoff.retryAt(99, AT, end.plusNanos(1))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"PT0S,PT10S", "PT9S,PT10S", "PT10M,PT10M", "PT1H,PT1H", "P3D,PT1H"})
    void aPauseThatTheOtherSideAsksForIsKeptUpToAnHour(Duration pause, Duration waited) {
        assertThat(DeliveryBackoff.retryAt(0, AT, AT, pause)).contains(AT.plus(waited));
    }
}
