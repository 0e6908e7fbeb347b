package io.dogwatch.web.live;

import io.dogwatch.target.TargetId;
import java.util.Optional;

/** Writes down how something stands now. Asked on the feed's own thread; may read the store. */
@FunctionalInterface
public interface Scribe {

    /**
     * @param kind the event's word
     * @param about the target, if it is about one
     * @param json one JSON object with at least one key, on one line
     */
    record Writing(String kind, Optional<TargetId> about, String json) {}

    /** Empty if there is nothing to tell. */
    Optional<Writing> write(Topic topic);
}
