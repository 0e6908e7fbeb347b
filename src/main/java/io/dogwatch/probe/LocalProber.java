package io.dogwatch.probe;

import io.dogwatch.model.Cause;
import io.dogwatch.model.Check;
import io.dogwatch.model.ContainerSnapshot;
import io.dogwatch.model.Outcome;
import java.util.Optional;

/**
 * Runs the checks that inspect a container instead of connecting to it. Thread-safe; blocks the calling (virtual)
 * thread.
 */
public interface LocalProber {

    /** Cannot inspect any container. */
    LocalProber BLIND = new LocalProber() {
        @Override
        public Outcome probe(Check.Probed check, ContainerSnapshot container) {
            return Outcome.inconclusive(Cause.NOT_VISIBLE, Cause.NOT_VISIBLE.meaning());
        }

        @Override
        public Optional<Listening> whoListens(ContainerSnapshot container, int port) {
            return Optional.empty();
        }
    };

    /**
     * Listeners of a port inside a container.
     *
     * @param onNetwork whether one of them accepts connections from outside; false for none, or on loopback only
     * @param text for display, such as {@code nothing listens on port 80 in the container}
     */
    record Listening(boolean onNetwork, String text) {}

    /**
     * Makes one attempt, for at most the timeout of the check.
     *
     * @return the outcome; inconclusive if Dogwatch cannot run the check. Never throws
     */
    Outcome probe(Check.Probed check, ContainerSnapshot container);

    /**
     * Returns the listeners of a port in the network namespace of the container. Empty if this cannot be determined within
     * some milliseconds. Never throws.
     */
    Optional<Listening> whoListens(ContainerSnapshot container, int port);
}
