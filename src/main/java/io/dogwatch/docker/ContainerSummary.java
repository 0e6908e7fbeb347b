package io.dogwatch.docker;

import java.util.Map;

/** One line of the engine's list: enough to know whether a container is watched. */
public record ContainerSummary(String id, String name, String image, String state, Map<String, String> labels) {
    public ContainerSummary {
        labels = Map.copyOf(labels);
    }
}
