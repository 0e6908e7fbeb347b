package io.dogwatch.replay;

import io.dogwatch.model.ContainerSnapshot;
import io.dogwatch.model.Watch;
import java.util.Optional;

/** What the operator wants of one target, by the policy that is tried. Pure. */
@FunctionalInterface
public interface Watches {

    /** @param container empty while there is none */
    Watch watchFor(Optional<ContainerSnapshot> container);
}
