package io.dogwatch.supervise;

import io.dogwatch.inside.LogHygiene;
import io.dogwatch.judge.Circumstances;
import io.dogwatch.judge.TargetState;
import io.dogwatch.target.ContainerSnapshot;
import io.dogwatch.target.TargetId;
import io.dogwatch.target.Watch;
import java.util.Optional;

/** How a target's loop reaches its host. */
interface TargetHome {
    /** What the operator wants of this container; empty for a target without one. */
    Watch watchFor(TargetId target, Optional<ContainerSnapshot> container);

    /** The world around a target whose container is like this now. */
    Circumstances circumstances(Watch watch, Optional<ContainerSnapshot> container);

    /** Whether people have ordered that a target whose container is like this is not watched now. Never blocks. */
    boolean isPaused(TargetId target, Optional<ContainerSnapshot> container);

    /** The target's state is another. What was decided along with it is carried out when this has returned. */
    void judged(Watch watch, TargetState before, TargetState after);

    /** How the container's log stood when it was looked at last. Never blocks. */
    Optional<LogHygiene> log(ContainerSnapshot container);

    /** The loop has ended: nothing is left to watch. */
    void retired(TargetLoop loop);
}
