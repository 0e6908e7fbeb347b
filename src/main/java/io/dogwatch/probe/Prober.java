package io.dogwatch.probe;

import io.dogwatch.model.Check;
import io.dogwatch.model.ContainerSnapshot;

/** Carries out one attempt of a check. Safe for use by many threads; blocks the calling (virtual) thread. */
public interface Prober extends AutoCloseable {

    /**
     * Attempts once, for at most the check's timeout (plus some milliseconds for tidying up).
     *
     * @param container the target as last seen, for its address
     * @return never throws: what Dogwatch cannot do is {@code Inconclusive(PROBER_FAULT)}
     */
    Attempt probe(Check.Probed check, ContainerSnapshot container);

    /** Says at which address a port of the container would be asked now, and why at no other. Never throws. */
    PortRoutes ways(ContainerSnapshot container, int port);

    /** Aborts what is in flight: those attempts, and all later ones, end as {@code Inconclusive(PROBER_FAULT)}. */
    @Override
    void close();
}
