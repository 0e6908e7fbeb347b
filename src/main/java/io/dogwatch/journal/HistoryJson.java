package io.dogwatch.journal;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.dogwatch.judge.ActionResult;
import io.dogwatch.judge.Event;
import io.dogwatch.model.Outcome;

/**
 * Converts history events to JSON. Every record of a sealed interface has a fixed name here, independent of its
 * class name. Thread-safe.
 */
final class HistoryJson {

    private static final ObjectMapper MAPPER = Json.copyOfMapper()
            .addMixIn(HistoryEvent.class, HappeningNames.class)
            .addMixIn(Event.class, EventNames.class)
            .addMixIn(ActionResult.class, ResultNames.class)
            .addMixIn(Outcome.class, OutcomeNames.class);

    private HistoryJson() {}

    static String text(HistoryEvent happening) {
        try {
            return MAPPER.writerFor(HistoryEvent.class).writeValueAsString(happening);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("cannot be written as JSON: " + happening.getClass(), e);
        }
    }

    /** @throws StoreException if it is not what this version of Dogwatch writes */
    static HistoryEvent happening(String text) {
        try {
            return MAPPER.readValue(text, HistoryEvent.class);
        } catch (JsonProcessingException e) {
            e.clearLocation();
            throw new StoreException("a row of the history cannot be read: " + e.getOriginalMessage(), e);
        }
    }

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "is")
    @JsonSubTypes({
        @JsonSubTypes.Type(value = HistoryEvent.Told.class, name = "told"),
        @JsonSubTypes.Type(value = HistoryEvent.Began.class, name = "began"),
        @JsonSubTypes.Type(value = HistoryEvent.Gap.class, name = "gap")
    })
    private interface HappeningNames {}

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "is")
    @JsonSubTypes({
        @JsonSubTypes.Type(value = Event.Observed.class, name = "observed"),
        @JsonSubTypes.Type(value = Event.Signalled.class, name = "signalled"),
        @JsonSubTypes.Type(value = Event.StopConfirmed.class, name = "stop-confirmed"),
        @JsonSubTypes.Type(value = Event.Died.class, name = "died"),
        @JsonSubTypes.Type(value = Event.Probed.class, name = "probed"),
        @JsonSubTypes.Type(value = Event.Woken.class, name = "woken"),
        @JsonSubTypes.Type(value = Event.RestartCalled.class, name = "restart-called"),
        @JsonSubTypes.Type(value = Event.ActionEnded.class, name = "remedy-ended"),
        @JsonSubTypes.Type(value = Event.ContextChanged.class, name = "circumstances-changed"),
        @JsonSubTypes.Type(value = Event.Requested.class, name = "requested"),
        @JsonSubTypes.Type(value = Event.EngineLost.class, name = "engine-lost")
    })
    private interface EventNames {}

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "is")
    @JsonSubTypes({
        @JsonSubTypes.Type(value = ActionResult.Restarted.class, name = "restarted"),
        @JsonSubTypes.Type(value = ActionResult.Stopped.class, name = "stopped"),
        @JsonSubTypes.Type(value = ActionResult.Hung.class, name = "hung"),
        @JsonSubTypes.Type(value = ActionResult.Superseded.class, name = "superseded"),
        @JsonSubTypes.Type(value = ActionResult.Failed.class, name = "failed"),
        @JsonSubTypes.Type(value = ActionResult.Undetermined.class, name = "undetermined")
    })
    private interface ResultNames {}

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "is")
    @JsonSubTypes({
        @JsonSubTypes.Type(value = Outcome.Healthy.class, name = "healthy"),
        @JsonSubTypes.Type(value = Outcome.Unhealthy.class, name = "unhealthy"),
        @JsonSubTypes.Type(value = Outcome.Inconclusive.class, name = "inconclusive")
    })
    private interface OutcomeNames {}
}
