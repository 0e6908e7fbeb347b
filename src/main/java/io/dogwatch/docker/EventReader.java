package io.dogwatch.docker;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Reads one of the engine's events. Pure. */
final class EventReader {

    /** All that Dogwatch has a use for. Exec health checks would flood the stream with three events each. */
    static final List<String> ACTIONS = List.of(
            "create",
            "start",
            "die",
            "kill",
            "stop",
            "restart",
            "pause",
            "unpause",
            "oom",
            "destroy",
            "rename",
            "update",
            "health_status");

    private EventReader() {}

    /** @return empty for an event about something else */
    static Optional<EngineEvent> read(JsonNode event) {
        String action = event.path("Action").asText("");
        int colon = action.indexOf(':');
        if (!event.path("Type").asText("container").equals("container")
                || !ACTIONS.contains(colon < 0 ? action : action.substring(0, colon))) {
            return Optional.empty();
        }
        JsonNode actor = event.path("Actor");
        JsonNode attributes = actor.path("Attributes");
        return Optional.of(new EngineEvent(
                action,
                actor.path("ID").asText(""),
                SnapshotReader.withoutSlash(attributes.path("name").asText("")),
                Optional.of(SnapshotReader.withoutSlash(
                                attributes.path("oldName").asText("")))
                        .filter(name -> !name.isEmpty()),
                number(attributes.path("exitCode")),
                number(attributes.path("signal")),
                time(event)));
    }

    private static Instant time(JsonNode event) {
        long nanos = event.path("timeNano").asLong(0);
        return nanos == 0 ? Instant.ofEpochSecond(event.path("time").asLong(0)) : Instant.ofEpochSecond(0, nanos);
    }

    private static OptionalInt number(JsonNode attribute) {
        try {
            return OptionalInt.of(Integer.parseInt(attribute.asText("")));
        } catch (NumberFormatException e) {
            return OptionalInt.empty();
        }
    }
}
