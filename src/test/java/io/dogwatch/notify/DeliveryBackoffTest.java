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

    @ParameterizedTest
    @CsvSource({
        "PT-1S,0 s",
        "PT0S,0 s",
        "PT0.004S,0.1 s",
        "PT0.36S,0.4 s",
        "PT2S,2 s",
        "PT9.99S,9.9 s",
        "PT10S,10 s",
        "PT59.9S,59 s",
        "PT1M,1 min",
        "PT1M40S,1 min 40 s",
        "PT1H,1 h",
        "PT2H5M9S,2 h 5 min",
        "P1D,1 d",
        "P3DT4H59M,3 d 4 h"
    })
    void durationsReadAsPeopleSayThem(Duration duration, String words) {
        assertThat(MailDurations.words(duration)).isEqualTo(words);
    }
}
