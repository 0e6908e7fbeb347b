package io.dogwatch.supervise;

import io.dogwatch.target.TargetId;
import java.util.List;
import java.util.Optional;

/** All that is watched, to look at. Cheap: reads the newest state of each loop and stops nothing. */
public interface Fleet {

    /** Sorted by target. */
    List<TargetView> targets();

    Optional<TargetView> target(TargetId id);

    List<HostView> hosts();

    /**
     * How the port of each probed check is reached; empty for a target that is unknown or has no container. For a container
     * that shares another one's network the engine is asked, so this can take as long as a call to it.
     */
    List<AddressView> addresses(TargetId id);
}
