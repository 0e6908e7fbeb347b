package io.dogwatch.docker;

import java.util.Map;

/**
 * One line of the engine's list: enough to know whether a container is watched and whether it has changed.
 *
 * @param addresses as in {@link io.dogwatch.model.ContainerSnapshot.Network#addresses}
 */
public record ContainerSummary(
        String id, String name, String image, String state, Map<String, String> labels, Map<String, String> addresses) {
    public ContainerSummary {
        labels = Map.copyOf(labels);
        addresses = Map.copyOf(addresses);
    }
}
