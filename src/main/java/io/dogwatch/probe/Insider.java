package io.dogwatch.probe;

import io.dogwatch.target.Cause;
import io.dogwatch.target.Check;
import io.dogwatch.target.ContainerSnapshot;
import io.dogwatch.target.Outcome;
import java.util.Optional;

/**
 * Carries out the checks that look into a container, where the others ask it over the network. Safe for use by many
 * threads; blocks the calling (virtual) thread.
 */
public interface Insider {

    /** Sees into no container. */
    Insider BLIND = new Insider() {
        @Override
        public Outcome probe(Check.Probed check, ContainerSnapshot container) {
            return Outcome.inconclusive(Cause.NOT_VISIBLE, Cause.NOT_VISIBLE.meaning());
        }

        @Override
        public Optional<String> whoListens(ContainerSnapshot container, int port) {
            return Optional.empty();
        }
    };

    /**
     * Attempts once, for at most the check's timeout.
     *
     * @return never throws: what Dogwatch cannot do is inconclusive
     */
    Outcome probe(Check.Probed check, ContainerSnapshot container);

    /**
     * What the container's own network namespace says about a port, for people, such as {@code in the container nothing
     * listens on port 80}; empty where that cannot be seen cheaply (within some milliseconds). Never throws.
     */
    Optional<String> whoListens(ContainerSnapshot container, int port);
}
