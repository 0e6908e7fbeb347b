package io.dogwatch.journal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.dogwatch.judge.ActionResult;
import io.dogwatch.judge.Event;
import io.dogwatch.judge.Hold;
import io.dogwatch.judge.Reason;
import io.dogwatch.judge.TargetContext;
import io.dogwatch.model.Cause;
import io.dogwatch.model.Incarnation;
import io.dogwatch.model.Outcome;
import io.dogwatch.model.TargetId;
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

    private static final List<ActionResult> RESULTS = List.of(
            new ActionResult.Restarted(LIFE),
            new ActionResult.Stopped(LIFE),
            new ActionResult.Hung("a"),
            new ActionResult.Superseded("b"),
            new ActionResult.Failed("c"),
            new ActionResult.Undetermined("d"));

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
                new Event.ContextChanged(new TargetContext(
                        List.of(new Hold(Reason.MAINTENANCE, "sunday", Optional.of(AT))),
                        true,
                        List.of(),
                        Optional.of(AT),
                        List.of(new TargetId("local", "app")))),
                new Event.Requested(Event.Request.RELEASE, "ann", "fixed"),
                new Event.EngineLost()));
        RESULTS.forEach(result -> events.add(new Event.ActionEnded("r1", result)));
        OUTCOMES.forEach(outcome -> events.add(new Event.Probed("site", LIFE, outcome)));
        return List.copyOf(events);
    }

    @Test
    void everyHappeningIsReadBackAsItWas() {
        for (Event event : EVENTS) {
            HistoryEvent happening = new HistoryEvent.Told(event);

            assertThat(HistoryJson.happening(HistoryJson.text(happening))).isEqualTo(happening);
        }
        assertThat(HistoryJson.happening(HistoryJson.text(new HistoryEvent.Began())))
                .isEqualTo(new HistoryEvent.Began());
        assertThat(HistoryJson.happening(HistoryJson.text(new HistoryEvent.Gap(3))))
                .isEqualTo(new HistoryEvent.Gap(3));
    }

    /** A variant that nobody names here could be written and not read back. */
    @Test
    void everyVariantIsNamedAbove() {
        assertThat(named(EVENTS)).contains(Event.class.getPermittedSubclasses());
        assertThat(named(RESULTS)).contains(ActionResult.class.getPermittedSubclasses());
        assertThat(named(OUTCOMES)).contains(Outcome.class.getPermittedSubclasses());
    }

    private static Set<Class<?>> named(List<?> values) {
        return values.stream().map(Object::getClass).collect(Collectors.toSet());
    }

    @Test
    void aHealthyOutcomeIsAShortRow() throws Exception {
        String text =
                HistoryJson.text(new HistoryEvent.Told(new Event.Probed("site", LIFE, Outcome.healthy(Duration.ZERO))));

        assertThat(new ObjectMapper().readTree(text).path("event").path("is").asText())
                .isEqualTo("probed");
        assertThat(text.length()).isLessThan(250);
    }
}
