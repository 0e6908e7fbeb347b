package io.dogwatch.evidence;

import io.dogwatch.model.ContainerSnapshot;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;

/**
 * What can be seen of the containers' machine without asking the engine.
 *
 * @param root where the root of the machine's file system is seen; empty if nowhere
 * @param sockets says what listens in a container, as text; empty if that cannot be seen. Must not throw
 */
public record HostAccess(Optional<Path> root, Function<ContainerSnapshot, Optional<String>> sockets) {

    /** Sees nothing. */
    public static final HostAccess NONE = new HostAccess(Optional.empty(), container -> Optional.empty());
}
