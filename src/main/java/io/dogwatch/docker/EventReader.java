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
            "health_status",
            "connect",
            "disconnect");

    /** Types of objects. Events of a network about a container have the actions connect and disconnect. */
    static final List<String> TYPES = List.of("container", "network");

    private EventReader() {}

    /** @return empty for an event about something else */
    static Optional<EngineEvent> read(JsonNode event) {
        String action = event.path("Action").asText("");
        int colon = action.indexOf(':');
        String type = event.path("Type").asText("container");
        if (!TYPES.contains(type) || !ACTIONS.contains(colon < 0 ? action : action.substring(0, colon))) {
            return Optional.empty();
        }
        JsonNode actor = event.path("Actor");
        JsonNode attributes = actor.path("Attributes");
        if (type.equals("network")) {
            return Optional.of(attributes.path("container").asText(""))
                    .filter(id -> !id.isEmpty())
                    .map(id -> new EngineEvent(
                            action, id, "", Optional.empty(), OptionalInt.empty(), OptionalInt.empty(), time(event)));
        }
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
