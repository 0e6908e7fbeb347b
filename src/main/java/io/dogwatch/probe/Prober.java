package io.dogwatch.probe;

import io.dogwatch.model.Check;
import io.dogwatch.model.ContainerSnapshot;

/** Makes attempts of checks. Thread-safe; blocks the calling (virtual) thread. */
public interface Prober extends AutoCloseable {

    /**
     * Makes one attempt, for at most the timeout of the check plus some milliseconds for cleanup.
     *
     * @param container the last known state of the target, for its address
     * @return the outcome; {@code Inconclusive(PROBER_FAULT)} if Dogwatch cannot run the check. Never throws
     */
    Attempt probe(Check.Probed check, ContainerSnapshot container);

    /** Returns the address used for a container port now, and why the other addresses are not used. Never throws. */
    PortRoutes ways(ContainerSnapshot container, int port);

    /** Aborts running attempts. These and all later attempts end as {@code Inconclusive(PROBER_FAULT)}. */
    @Override
    void close();
}
