package io.dogwatch.supervise;

import io.dogwatch.model.TargetId;

/**
 * Told of what is new in the fleet, when it can be seen there. On the threads of the loops and of the event streams: must
 * return at once, must not block and must not throw.
 */
public interface FleetListener {

    /** An outcome, an event or an order was judged; whether anything became of it shows in the target's view. */
    void judged(TargetId target);

    /** It is watched no more. */
    void gone(TargetId target);

    /** Its engine was connected or lost, its containers were listed, or its breaker has changed. */
    void hostChanged(String host);
}
