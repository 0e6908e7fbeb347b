package io.dogwatch.replay;

import io.dogwatch.model.ContainerSnapshot;
import io.dogwatch.model.Watch;
import java.util.Optional;

/** The watch of one target under the tested policy. Pure. */
@FunctionalInterface
public interface Watches {

    /** @param container empty while there is none */
    Watch watchFor(Optional<ContainerSnapshot> container);
}
