package io.dogwatch.probe;

import io.dogwatch.target.Check;
import io.dogwatch.target.ContainerSnapshot;
import io.dogwatch.target.Outcome;

/** Carries out one attempt of a check. Safe for use by many threads; blocks the calling (virtual) thread. */
public interface Prober extends AutoCloseable {

    /**
     * Attempts once, for at most the check's timeout (plus some milliseconds for tidying up).
     *
     * @param container the target as last seen, for its address
     * @return never throws: what Dogwatch cannot do is {@code Inconclusive(PROBER_FAULT)}
     */
    Outcome probe(Check.Probed check, ContainerSnapshot container);

    @Override
    void close();
}
