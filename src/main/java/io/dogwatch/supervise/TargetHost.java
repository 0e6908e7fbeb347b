package io.dogwatch.supervise;

import io.dogwatch.containerstats.LogGrowth;
import io.dogwatch.judge.TargetContext;
import io.dogwatch.judge.TargetState;
import io.dogwatch.model.ContainerSnapshot;
import io.dogwatch.model.TargetId;
import io.dogwatch.model.Watch;
import java.util.Optional;

/** A loop's access to its host. */
interface TargetHost {
    /** Returns the configuration of this container; empty for a target without one. */
    Watch watchFor(TargetId target, Optional<ContainerSnapshot> container);

    /** Returns the context of a target with this container. */
    TargetContext circumstances(Watch watch, Optional<ContainerSnapshot> container);

    /** Returns whether watching this target is paused by a hold. Never blocks. */
    boolean isPaused(TargetId target, Optional<ContainerSnapshot> container);

    /** Reports a state change. The decisions made with it are executed after this returns. */
    void judged(Watch watch, TargetState before, TargetState after);

    /** Returns the container's log growth as last measured. Never blocks. */
    Optional<LogGrowth> log(ContainerSnapshot container);

    /** Reports that the loop has ended because there is nothing left to watch. */
    void retired(TargetLoop loop);
}
