package io.dogwatch.containerstats;

import io.dogwatch.model.ContainerSnapshot;
import java.util.List;
import java.util.Optional;

/**
 * What one look into a container has shown.
 *
 * @param container as it was when it was looked into
 * @param listeners empty if they cannot be seen
 * @param listenersHidden why, and what would let them be seen; empty if they are
 * @param usage empty if it cannot be seen
 * @param usageHidden the same for it
 * @param cpuShare of its processor time, from 0 on, since the look before; empty at the first one, and if that is long ago
 */
public record ContainerStats(
        ContainerSnapshot container,
        Optional<Listeners> listeners,
        String listenersHidden,
        Optional<Usage> usage,
        String usageHidden,
        Optional<Double> cpuShare,
        LogGrowth log) {

    /** What it does with each of its ports; empty if what listens cannot be seen. */
    public List<PortUse> ports() {
        return listeners.map(seen -> PortUse.of(container.network(), seen)).orElse(List.of());
    }
}
