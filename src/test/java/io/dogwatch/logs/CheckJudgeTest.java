package io.dogwatch.logs;

import static io.dogwatch.logs.Samples.NOON;
import static io.dogwatch.logs.Samples.check;
import static io.dogwatch.logs.Samples.failure;
import static io.dogwatch.logs.Samples.heartbeat;
import static io.dogwatch.logs.Samples.ready;
import static io.dogwatch.logs.Samples.recovery;
import static org.assertj.core.api.Assertions.assertThat;

import io.dogwatch.docker.LogLine;
import io.dogwatch.model.Cause;
import io.dogwatch.model.LogCheck;
import io.dogwatch.model.Outcome;
import io.dogwatch.model.Thresholds;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CheckJudgeTest {

    private final List<Outcome> told = new ArrayList<>();

    private CheckJudge judge(LogCheck check) {
        return new CheckJudge(check, NOON, (name, outcome) -> told.add(outcome));
    }

    private static void matches(CheckJudge judge, int marker, Instant at) {
        judge.matched(marker, new LogLine(at, LogLine.Source.STDOUT, "FATAL \u001b[31mboom"), at, at);
    }

    private List<String> words() {
        List<String> words = told.stream()
                .map(outcome -> switch (outcome) {
                    case Outcome.Healthy healthy -> "healthy";
                    case Outcome.Unhealthy unhealthy -> unhealthy.cause().wireName() + ": " + unhealthy.detail();
                    case Outcome.Inconclusive inconclusive ->
                        inconclusive.cause().wireName();
                })
                .toList();
        told.clear();
        return words;
    }

    @Test
    void aFailureMarkerIsUnhealthyImmediatelyAndQuotesTheLineMadeHarmless() {
        CheckJudge judge = judge(check("log", failure("FATAL")));

        matches(judge, 0, NOON);

        assertThat(words()).containsExactly("failure-marker: line matched /FATAL/: FATAL [31mboom");
    }

    @Test
    void anotherReasonForUnreadableLogsIsReported() {
        CheckJudge judge = judge(check("log", failure("FATAL")));

        judge.unreadable(Cause.ENGINE_UNREACHABLE, "away", NOON);
        judge.unreadable(Cause.LOG_UNREADABLE, "there is no such file", NOON.plusSeconds(1));
        judge.unreadable(Cause.LOG_UNREADABLE, "there is no such file", NOON.plusSeconds(2));

        assertThat(words()).containsExactly("engine-unreachable", "log-unreadable");
    }

    @Test
    void furtherMatchesAreReportedAtMostOnceASecond() {
        CheckJudge judge = judge(check("log", failure("FATAL")));

        for (int millis = 0; millis <= 2000; millis += 100) {
            matches(judge, 0, NOON.plusMillis(millis));
        }

        assertThat(words()).hasSize(3);
    }

    @Test
    void fewerMatchesThanAskedForInTheWindowAreNoFailure() {
        CheckJudge judge = judge(check("log", failure("FATAL", 3, Duration.ofSeconds(10))));

        matches(judge, 0, NOON);
        matches(judge, 0, NOON.plusSeconds(5));
        matches(judge, 0, NOON.plusMillis(10_001));
        assertThat(words()).isEmpty();

        matches(judge, 0, NOON.plusSeconds(15));
        assertThat(words())
                .containsExactly("failure-marker: 3 lines in 10 s matched /FATAL/, the last: FATAL [31mboom");
    }

    @Test
    void quietForLongEnoughClearsAFailureOnce() {
        CheckJudge judge = judge(check("log", failure("FATAL")));
        matches(judge, 0, NOON);
        words();

        judge.known(NOON.plusSeconds(300).minusNanos(1));
        assertThat(words()).isEmpty();

        judge.known(NOON.plusSeconds(300));
        judge.known(NOON.plusSeconds(301));
        assertThat(words()).containsExactly("healthy");
    }

    @Test
    void aFailureFoundTooLateToMatterIsNotReported() {
        CheckJudge judge = judge(check("log", failure("FATAL")));

        judge.matched(0, new LogLine(NOON, LogLine.Source.STDOUT, "FATAL"), NOON, NOON.plusSeconds(300));
        judge.known(NOON.plusSeconds(300));

        assertThat(words()).containsExactly("healthy");
    }

    @Test
    void aHeartbeatIsOverdueOnlyAfterItsTime() {
        CheckJudge judge = judge(check("log", heartbeat("tick", Duration.ofMinutes(1))));

        judge.known(NOON.plusSeconds(60));
        assertThat(words()).containsExactly("healthy");

        judge.known(NOON.plusSeconds(63));
        assertThat(words())
                .containsExactly("heartbeat-missed: no line matched /tick/ for 1 min 3 s (expected every 1 min)");
    }

    @Test
    void anOverdueHeartbeatIsReportedOnceAMinuteUntilTheNextOne() {
        CheckJudge judge = judge(check("log", heartbeat("tick", Duration.ofSeconds(10))));

        for (int second = 11; second <= 11 + 125; second++) {
            judge.known(NOON.plusSeconds(second));
        }
        assertThat(words()).hasSize(3);

        matches(judge, 0, NOON.plusSeconds(140));
        judge.known(NOON.plusSeconds(141));
        assertThat(words()).containsExactly("healthy");
    }

    @Test
    void anOldBeatReadLateDoesNotClearAnOverdueHeartbeat() {
        CheckJudge judge = judge(check("log", heartbeat("tick", Duration.ofSeconds(10))));
        judge.known(NOON.plusSeconds(100));
        words();

        judge.matched(
                0,
                new LogLine(NOON.plusSeconds(50), LogLine.Source.STDOUT, "tick"),
                NOON.plusSeconds(50),
                NOON.plusSeconds(101));
        judge.known(NOON.plusSeconds(101));

        assertThat(words()).isEmpty();
    }

    @Test
    void oneBadMarkerOfSeveralIsEnough() {
        CheckJudge judge = judge(check("log", failure("FATAL"), heartbeat("tick", Duration.ofSeconds(10))));
        judge.known(NOON.plusSeconds(1));
        matches(judge, 0, NOON.plusSeconds(2));

        matches(judge, 1, NOON.plusSeconds(3));
        judge.known(NOON.plusSeconds(4));

        assertThat(words()).hasSize(2).last().asString().startsWith("failure-marker");
    }

    @Test
    void anUnreadableLogIsReportedOnce() {
        CheckJudge judge = judge(check("log", heartbeat("tick", Duration.ofSeconds(10))));
        judge.known(NOON.plusSeconds(1));

        judge.unreadable(Cause.ENGINE_UNREACHABLE, "away", NOON.plusSeconds(2));
        judge.unreadable(Cause.ENGINE_UNREACHABLE, "away", NOON.plusSeconds(3));
        judge.known(NOON.plusSeconds(4));

        assertThat(words()).containsExactly("healthy", "engine-unreachable", "healthy");
    }

    @Test
    void aCheckThatAsksForSeveralSuccessesGetsThem() {
        CheckJudge judge =
                judge(new LogCheck("log", new Thresholds(1, 3), List.of(failure("FATAL")), Duration.ofMinutes(5)));

        for (int second = 0; second < 10; second++) {
            judge.known(NOON.plusSeconds(second));
        }

        assertThat(words()).containsExactly("healthy", "healthy", "healthy");
    }

    @Test
    void aCheckWithAReadyMarkerSaysNothingBeforeItHasAppeared() {
        CheckJudge judge = judge(check("log", failure("FATAL"), ready("started")));

        judge.known(NOON.plusSeconds(1));
        judge.known(NOON.plusSeconds(2));
        assertThat(words()).isEmpty();

        matches(judge, 1, NOON.plusSeconds(3));
        matches(judge, 1, NOON.plusSeconds(4));
        assertThat(words()).containsExactly("healthy");
    }

    @Test
    void aFailureBeforeItIsReadyIsAlsoReported() {
        CheckJudge judge = judge(check("log", failure("FATAL"), ready("started")));

        matches(judge, 0, NOON.plusSeconds(1));

        assertThat(words()).hasSize(1).first().asString().startsWith("failure-marker");
    }

    @Test
    void aRecoveryMarkerClearsTheFailureImmediately() {
        CheckJudge judge = judge(check("log", failure("FATAL"), recovery("all well")));
        matches(judge, 0, NOON);
        words();

        matches(judge, 1, NOON.plusSeconds(1));
        assertThat(words()).containsExactly("healthy");

        matches(judge, 0, NOON.plusSeconds(2));
        assertThat(words()).hasSize(1).first().asString().startsWith("failure-marker");
    }

    @Test
    void aRecoveryMarkerDoesNotMakeUpForAMissedHeartbeat() {
        CheckJudge judge =
                judge(check("log", heartbeat("alive", Duration.ofSeconds(10)), failure("FATAL"), recovery("all well")));
        judge.known(NOON.plusSeconds(11));
        words();

        matches(judge, 2, NOON.plusSeconds(12));

        assertThat(words()).isEmpty();
    }
}
