package io.dogwatch.web.events;

import io.dogwatch.model.TargetId;
import java.util.Optional;

/** Serializes the current state of a topic. Called on the thread of the broadcaster; may read the store. */
@FunctionalInterface
public interface EventSerializer {

    /**
     * @param kind the event type
     * @param about the target, if any
     * @param json one JSON object with at least one key, on one line
     * @param isWhole whether equal JSON means no change; false if the JSON omits state that can change
     */
    record Writing(String kind, Optional<TargetId> about, String json, boolean isWhole) {}

    /** Returns empty if there is nothing to report. */
    Optional<Writing> write(Topic topic);
}
