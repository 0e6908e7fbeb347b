package io.dogwatch.supervise;

import io.dogwatch.model.TargetId;

/**
 * Notified of changes in the fleet after they are visible there. Called on the threads of loops and event streams: must
 * return quickly, must not block and must not throw.
 */
public interface FleetListener {

    /** An outcome, an event or a request was judged; the target's view shows any change. */
    void judged(TargetId target);

    /** The target is no longer watched. */
    void gone(TargetId target);

    /** The engine was connected or lost, its containers were listed, or its breaker has changed. */
    void hostChanged(String host);
}
