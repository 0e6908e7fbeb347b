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
}
