package io.dogwatch.logs;

import static io.dogwatch.logs.Samples.NOON;
import static io.dogwatch.logs.Samples.failure;
import static org.assertj.core.api.Assertions.assertThat;

import io.dogwatch.docker.LogLine;
import io.dogwatch.model.LogCheck;
import io.dogwatch.model.Outcome;
import io.dogwatch.model.Thresholds;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EventMatcherTest {

    private static final String DATE = "^\\d{4}-\\d\\d-\\d\\d ";

    private final List<String> told = new ArrayList<>();
    private Instant now = NOON;

    private EventMatcher matcher(Optional<String> eventStart, LogCheck.Marker... markers) {
        LogCheck check = new LogCheck(
                "log",
                Thresholds.CERTAIN,
                LogCheck.Source.AUTO,
                List.of(markers),
                eventStart,
                LogCheck.DEFAULT_CLEAR_AFTER);
        CheckJudge judge = new CheckJudge(check, NOON, (name, outcome) -> {
            if (outcome instanceof Outcome.Unhealthy unhealthy) {
                told.add(unhealthy.detail());
            }
        });
        return new EventMatcher(List.of(judge), eventStart);
    }

    private int out(EventMatcher matcher, String text) {
        return matcher.line(new LogLine(now, LogLine.Source.STDOUT, text), now, now);
    }

    private int err(EventMatcher matcher, String text) {
        return matcher.line(new LogLine(now, LogLine.Source.STDERR, text), now, now);
    }

    @Test
    void aPatternMeetsAnEventAsAWholeOnceTheNextOneBegins() {
        EventMatcher matcher = matcher(Optional.of(DATE), failure("(?s)ERROR.*OutOfMemoryError"));

        assertThat(out(matcher, "2026-03-01 ERROR request failed")).isZero();
        assertThat(out(matcher, "java.lang.OutOfMemoryError: heap")).isZero();
        assertThat(out(matcher, "\tat io.shop.Orders.sum(Orders.java:12)")).isZero();
        assertThat(out(matcher, "2026-03-01 INFO next")).isEqualTo(1);

        assertThat(told).hasSize(1).first().asString().contains("java.lang.OutOfMemoryError: heap");
    }

    @Test
    void twoEventsAreNeverTakenForOne() {
        EventMatcher matcher = matcher(Optional.of(DATE), failure("(?s)ERROR.*OutOfMemoryError"));

        out(matcher, "2026-03-01 ERROR request failed");
        out(matcher, "2026-03-01 INFO no OutOfMemoryError this time");

        assertThat(matcher.end()).isZero();
    }

    @Test
    void theLastEventIsWholeOnceItsStreamHasBeenQuiet() {
        EventMatcher matcher = matcher(Optional.of(DATE), failure("OutOfMemoryError"));
        out(matcher, "2026-03-01 ERROR");
        now = now.plusMillis(400);
        out(matcher, "OutOfMemoryError");

        assertThat(matcher.quietUntil(now.plusMillis(499))).isZero();
        assertThat(matcher.openSince()).contains(NOON);
        assertThat(matcher.quietUntil(now.plusMillis(500))).isEqualTo(1);
        assertThat(matcher.openSince()).isEmpty();
        assertThat(matcher.quietUntil(now.plusMillis(600))).isZero();
    }

    @Test
    void theTwoStreamsHaveEventsOfTheirOwn() {
        EventMatcher matcher = matcher(Optional.of(DATE), failure("(?s)ERROR.*^caused by"));

        out(matcher, "2026-03-01 ERROR");
        err(matcher, "2026-03-01 WARN");
        err(matcher, "caused by a stranger");
        out(matcher, "caused by ourselves");

        assertThat(matcher.end()).isEqualTo(1);
    }

    @Test
    void linesBeforeTheFirstEventAreAnEventToo() {
        EventMatcher matcher = matcher(Optional.of(DATE), failure("banner"));

        out(matcher, "a banner");

        assertThat(out(matcher, "2026-03-01 INFO started")).isEqualTo(1);
    }

    @Test
    void anEventWithoutEndIsMatchedInPiecesAndCountedOnce() {
        EventMatcher matcher = matcher(Optional.of(DATE), failure("BOOM", 2, Duration.ofMinutes(1)));
        int matches = out(matcher, "2026-03-01 BOOM");
        for (int i = 0; i < 200; i++) {
            matches += out(matcher, "BOOM " + "x".repeat(1000));
        }
        assertThat(matcher.openSince()).isPresent();

        assertThat(matches + matcher.end()).isEqualTo(1);
    }

    @Test
    void aMarkerInTwoWindowsOfOneLineIsCountedOnce() {
        EventMatcher matcher = matcher(Optional.empty(), failure("BOOM"));

        assertThat(matcher.line(new LogLine(now, LogLine.Source.STDOUT, "x BOOM"), now, now))
                .isEqualTo(1);
        assertThat(matcher.line(new LogLine(now, LogLine.Source.STDERR, "other BOOM"), now, now))
                .isEqualTo(1);
        assertThat(matcher.line(new LogLine(now, LogLine.Source.STDOUT, "BOOM x BOOM", true), now, now))
                .isZero();
        assertThat(matcher.line(new LogLine(now, LogLine.Source.STDOUT, "BOOM"), now, now))
                .isEqualTo(1);
    }
}
