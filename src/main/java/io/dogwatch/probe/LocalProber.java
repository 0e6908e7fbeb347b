package io.dogwatch.probe;

import io.dogwatch.model.Cause;
import io.dogwatch.model.Check;
import io.dogwatch.model.ContainerSnapshot;
import io.dogwatch.model.Outcome;
import java.util.Optional;

/**
 * Carries out the checks that look into a container, where the others ask it over the network. Safe for use by many
 * threads; blocks the calling (virtual) thread.
 */
public interface LocalProber {

    /** Sees into no container. */
    LocalProber BLIND = new LocalProber() {
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
