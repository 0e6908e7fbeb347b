package io.dogwatch.logs;

import io.dogwatch.model.TargetId;
import java.util.Optional;

/**
 * Keeps the place in each target's log over a restart of Dogwatch. Called from many threads, at most once a second for
 * each target and once at the end. May throw any unchecked exception when the store cannot be used; it is asked again.
 */
public interface OffsetStore {

    /** What was last put; empty if nothing was, or if it was removed since. */
    Optional<String> get(TargetId target);

    /** @param place a few hundred characters of printable ASCII */
    void put(TargetId target, String place);

    void remove(TargetId target);
}
