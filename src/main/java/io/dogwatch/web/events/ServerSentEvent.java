package io.dogwatch.web.events;

import io.dogwatch.model.TargetId;
import java.util.Optional;

/**
 * One event of the stream.
 *
 * @param number greater than that of every earlier one
 * @param about the target, if it is about one
 * @param json one line
 */
record ServerSentEvent(long number, Topic topic, String kind, Optional<TargetId> about, String json) {

    /** Whether it is of interest to one who only wants to know of this target, if any. */
    boolean concerns(Optional<TargetId> wanted) {
        return wanted.isEmpty() || about.isEmpty() || about.equals(wanted);
    }
}
