package io.dogwatch.web.events;

import io.dogwatch.model.TargetId;
import java.util.Optional;

/**
 * One event of the stream.
 *
 * @param number greater than the number of every earlier event
 * @param about the target, if any
 * @param json one line
 */
record ServerSentEvent(long number, Topic topic, String kind, Optional<TargetId> about, String json) {

    /** Returns whether a subscriber restricted to this target, if any, receives the event. */
    boolean concerns(Optional<TargetId> wanted) {
        return wanted.isEmpty() || about.isEmpty() || about.equals(wanted);
    }
}
