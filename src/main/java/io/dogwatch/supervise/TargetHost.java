package io.dogwatch.supervise;

import io.dogwatch.containerstats.LogGrowth;
import io.dogwatch.judge.TargetContext;
import io.dogwatch.judge.TargetState;
import io.dogwatch.model.ContainerSnapshot;
import io.dogwatch.model.TargetId;
import io.dogwatch.model.Watch;
import java.util.Optional;

/** How a target's loop reaches its host. */
interface TargetHost {
    /** What the operator wants of this container; empty for a target without one. */
    Watch watchFor(TargetId target, Optional<ContainerSnapshot> container);

    /** The world around a target whose container is like this now. */
    TargetContext circumstances(Watch watch, Optional<ContainerSnapshot> container);

    /** Whether people have ordered that a target whose container is like this is not watched now. Never blocks. */
    boolean isPaused(TargetId target, Optional<ContainerSnapshot> container);

    /** The target's state is another. What was decided along with it is carried out when this has returned. */
    void judged(Watch watch, TargetState before, TargetState after);

    /** How the container's log stood when it was looked at last. Never blocks. */
    Optional<LogGrowth> log(ContainerSnapshot container);

    /** The loop has ended: nothing is left to watch. */
    void retired(TargetLoop loop);
}
