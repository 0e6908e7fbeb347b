package io.dogwatch.silence;

import io.dogwatch.model.ContainerSelector;
import io.dogwatch.model.TargetId;
import java.util.Map;
import java.util.Optional;

/**
 * Which targets a window is about.
 *
 * @param host only on this host; empty for all
 * @param match never asks for an image, since a target may have no container
 */
public record Scope(Optional<String> host, ContainerSelector match) {

    /** @param labels the container's; empty when there is none */
    public boolean fits(TargetId target, Map<String, String> labels) {
        return host.map(target.host()::equals).orElse(true) && match.fits(target.name(), "", labels);
    }

    boolean asksNothing() {
        return host.isEmpty() && match.isEmpty();
    }

    /** Such as {@code name web*, on host local}. */
    @Override
    public String toString() {
        return host.map(name -> match.isEmpty() ? "host " + name : match + ", on host " + name)
                .orElseGet(match::toString);
    }
}
