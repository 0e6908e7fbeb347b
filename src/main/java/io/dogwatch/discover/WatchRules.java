package io.dogwatch.discover;

import io.dogwatch.docker.ContainerSummary;
import io.dogwatch.model.Watch;
import java.util.List;
import java.util.Map;

/** Says what the operator wants of each container. Pure, and safe for use by many threads. */
public interface WatchRules {

    /**
     * Returns the watch of a container: from the first rule that matches, its labels, and the defaults. A
     * container without rule and labels is only observed. Never throws: invalid labels become faults of the watch,
     * and its target is then only observed.
     *
     * @param host the configured name of its engine
     * @param name without the leading slash
     */
    Watch watch(String host, String id, String name, String image, Map<String, String> labels);

    default Watch watch(String host, ContainerSummary container) {
        return watch(host, container.id(), container.name(), container.image(), container.labels());
    }

    /** What is wanted of each container that must exist on this host, for as long as it does not. */
    List<Watch> requiredTargets(String host);
}
