package io.dogwatch.containerstats;

import io.dogwatch.model.ContainerSnapshot;
import java.util.List;
import java.util.Optional;

/**
 * The result of one inspection of a container.
 *
 * @param container its snapshot at the time of the inspection
 * @param listeners empty if not visible
 * @param listenersHidden the reason, and the missing permission; empty if visible
 * @param usage empty if not visible
 * @param usageHidden the same for the usage
 * @param cpuShare used fraction of its processor time since the previous inspection, from 0; empty at the first
 *     one, or if that was long ago
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
