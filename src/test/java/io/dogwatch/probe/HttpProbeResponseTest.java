package io.dogwatch.probe;

import static org.assertj.core.api.Assertions.assertThat;

import io.dogwatch.model.Cause;
import io.dogwatch.model.Outcome;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HttpProbeResponseTest {

    private static final Duration TOOK = Duration.ofMillis(20);

    private final Patterns patterns = new Patterns();

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            200-399           | 199 | false
            200-399           | 200 | true
            200-399           | 301 | true
            200-399           | 399 | true
            200-399           | 400 | false
            200-399           | 500 | false
            200, 204, 401-403 | 201 | false
            200, 204, 401-403 | 204 | true
            200, 204, 401-403 | 400 | false
            200, 204, 401-403 | 401 | true
            200, 204, 401-403 | 403 | true
            200, 204, 401-403 | 404 | false
            """)
    void onlyAllowedStatusesAreHealthy(String allowed, int status, boolean healthy) {
        Outcome outcome = answer(status, "")
                .judge(Checks.http(80).statuses(allowed).check().expected(), patterns);

        if (healthy) {
            assertThat(outcome).isEqualTo(Outcome.healthy(TOOK));
        } else {
            assertThat(outcome)
                    .isEqualTo(
                            Outcome.unhealthy(Cause.UNEXPECTED_STATUS, status + " (allowed: " + allowed + ")", TOOK));
        }
    }

    @Test
    void aBodyWithoutWhatItMustHoldIsShown() {
        var check = Checks.http(80).bodyMatches("\"status\":\"ok\"").check().expected();

        assertThat(answer(200, "{\"status\":\"ok\"}").judge(check, patterns)).isEqualTo(Outcome.healthy(TOOK));
        assertThat(answer(200, "{\"status\":\"down\"}").judge(check, patterns))
                .isEqualTo(Outcome.unhealthy(
                        Cause.UNEXPECTED_BODY,
                        "body does not contain /\"status\":\"ok\"/: starts with \"{\"status\":\"down\"}\"",
                        TOOK));
        assertThat(answer(200, "").judge(check, patterns))
                .isEqualTo(Outcome.unhealthy(
                        Cause.UNEXPECTED_BODY, "body does not contain /\"status\":\"ok\"/: it is empty", TOOK));
    }

    @Test
    void aBodyWithWhatItMustNotHoldIsUnhealthy() {
        var check =
                Checks.http(80).bodyMustNotMatch("(?i)exception: .*").check().expected();

        assertThat(answer(200, "fine").judge(check, patterns)).isEqualTo(Outcome.healthy(TOOK));
        assertThat(answer(200, "x\nException: no disk\ny").judge(check, patterns))
                .isEqualTo(Outcome.unhealthy(
                        Cause.UNEXPECTED_BODY, "body contains /(?i)exception: .*/: \"Exception: no disk\"", TOOK));
    }

    @Test
    void aBodyThatWasCutIsNotCalledTheBody() {
        var check = Checks.http(80).bodyMatches("end").check().expected();

        assertThat(new HttpProbeResponse(200, "begin", false, TOOK).judge(check, patterns))
                .isEqualTo(Outcome.unhealthy(
                        Cause.UNEXPECTED_BODY,
                        "the part of the body read does not contain /end/: starts with \"begin\"",
                        TOOK));
    }

    @ParameterizedTest
    @CsvSource({"199999999, true", "200000000, true", "200000001, false"})
    void anAnswerAtTheLatencyLimitIsHealthyAndOneNanosecondLaterItIsNot(long nanos, boolean healthy) {
        var check = Checks.http(80).maxLatency(Duration.ofMillis(200)).check().expected();

        Outcome outcome = new HttpProbeResponse(200, "", true, Duration.ofNanos(nanos)).judge(check, patterns);

        if (healthy) {
            assertThat(outcome).isInstanceOf(Outcome.Healthy.class);
        } else {
            assertThat(outcome)
                    .isEqualTo(Outcome.unhealthy(
                            Cause.TOO_SLOW, "200 after 200 ms (allowed: 200 ms)", Duration.ofNanos(nanos)));
        }
    }

    @Test
    void aWrongStatusIsSaidBeforeAWrongBodyAndThatBeforeLatency() {
        var check = Checks.http(80)
                .bodyMatches("ok")
                .maxLatency(Duration.ofMillis(1))
                .check()
                .expected();

        assertThat(((Outcome.Unhealthy) answer(500, "").judge(check, patterns)).cause())
                .isEqualTo(Cause.UNEXPECTED_STATUS);
        assertThat(((Outcome.Unhealthy) answer(200, "").judge(check, patterns)).cause())
                .isEqualTo(Cause.UNEXPECTED_BODY);
        assertThat(((Outcome.Unhealthy) answer(200, "ok").judge(check, patterns)).cause())
                .isEqualTo(Cause.TOO_SLOW);
    }

    private static HttpProbeResponse answer(int status, String body) {
        return new HttpProbeResponse(status, body, true, TOOK);
    }
}
