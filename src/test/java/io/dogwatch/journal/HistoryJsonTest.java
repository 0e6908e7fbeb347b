package io.dogwatch.journal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.dogwatch.judge.Circumstances;
import io.dogwatch.judge.Event;
import io.dogwatch.judge.Hold;
import io.dogwatch.judge.Reason;
import io.dogwatch.judge.RemedyResult;
import io.dogwatch.target.Cause;
import io.dogwatch.target.Incarnation;
import io.dogwatch.target.Outcome;
import io.dogwatch.target.TargetId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class HistoryJsonTest {

    private static final Instant AT = Instant.parse("2026-03-01T03:00:00.123456789Z");
    private static final Incarnation LIFE = new Incarnation("c1", AT);

    private static final List<RemedyResult> RESULTS = List.of(
            new RemedyResult.Restarted(LIFE),
            new RemedyResult.Stopped(LIFE),
            new RemedyResult.Hung("a"),
            new RemedyResult.Superseded("b"),
            new RemedyResult.Failed("c"),
            new RemedyResult.Undetermined("d"));

    private static final List<Outcome> OUTCOMES = List.of(
            Outcome.healthy(Duration.ofMillis(3)),
            Outcome.unhealthy(Cause.TIMED_OUT, "late", Duration.ofMillis(3)),
            Outcome.inconclusive(Cause.NO_ADDRESS, "none"));

    private static final List<Event> EVENTS = events();

    private static List<Event> events() {
        List<Event> events = new ArrayList<>(List.of(
                new Event.Observed(Optional.empty()),
                new Event.Signalled("c1", 15, AT),
                new Event.StopConfirmed("c1", AT),
                new Event.Died("c1", 137, AT),
                new Event.Woken(),
                new Event.RestartCalled("r1"),
                new Event.CircumstancesChanged(new Circumstances(
                        List.of(new Hold(Reason.MAINTENANCE, "sunday", Optional.of(AT))),
                        true,
                        List.of(),
                        Optional.of(AT),
                        List.of(new TargetId("local", "app")))),
                new Event.Requested(Event.Request.RELEASE, "ann", "fixed"),
                new Event.EngineLost()));
        RESULTS.forEach(result -> events.add(new Event.RemedyEnded("r1", result)));
        OUTCOMES.forEach(outcome -> events.add(new Event.Probed("site", LIFE, outcome)));
        return List.copyOf(events);
    }

    @Test
    void everyHappeningIsReadBackAsItWas() {
        for (Event event : EVENTS) {
            Happening happening = new Happening.Told(event);

            assertThat(HistoryJson.happening(HistoryJson.text(happening))).isEqualTo(happening);
        }
        assertThat(HistoryJson.happening(HistoryJson.text(new Happening.Began())))
                .isEqualTo(new Happening.Began());
        assertThat(HistoryJson.happening(HistoryJson.text(new Happening.Gap(3))))
                .isEqualTo(new Happening.Gap(3));
    }

    /** A variant that nobody names here could be written and not read back. */
    @Test
    void everyVariantIsNamedAbove() {
        assertThat(named(EVENTS)).contains(Event.class.getPermittedSubclasses());
        assertThat(named(RESULTS)).contains(RemedyResult.class.getPermittedSubclasses());
        assertThat(named(OUTCOMES)).contains(Outcome.class.getPermittedSubclasses());
    }

    private static Set<Class<?>> named(List<?> values) {
        return values.stream().map(Object::getClass).collect(Collectors.toSet());
    }

    @Test
    void aHealthyOutcomeIsAShortRow() throws Exception {
        String text =
                HistoryJson.text(new Happening.Told(new Event.Probed("site", LIFE, Outcome.healthy(Duration.ZERO))));

        assertThat(new ObjectMapper().readTree(text).path("event").path("is").asText())
                .isEqualTo("probed");
        assertThat(text.length()).isLessThan(250);
    }
}
