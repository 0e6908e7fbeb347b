package io.dogwatch.web.events;

import io.dogwatch.model.TargetId;
import java.util.Optional;

/** Writes down how something stands now. Asked on the feed's own thread; may read the store. */
@FunctionalInterface
public interface EventSerializer {

    /**
     * @param kind the event's word
     * @param about the target, if it is about one
     * @param json one JSON object with at least one key, on one line
     * @param isWhole whether the same again is no news; else something that is not written down has changed
     */
    record Writing(String kind, Optional<TargetId> about, String json, boolean isWhole) {}

    /** Empty if there is nothing to tell. */
    Optional<Writing> write(Topic topic);
}
