package io.dogwatch.config;

import io.dogwatch.model.Check;
import io.dogwatch.model.ContainerSelector;
import io.dogwatch.model.Dependency;
import io.dogwatch.model.Policy;
import java.util.List;
import java.util.Optional;

/**
 * A rule of the file: which containers it is about, and what is wanted of them.
 *
 * @param number from 1, in the order of the file
 * @param host only on this host; empty for all
 * @param required a container of the match's plain name must exist
 * @param checks with the implicit {@code state} and {@code health} checks
 * @param policy with all defaults filled in
 * @param dependsOn as written; of a rule about many, perhaps one of them
 * @param written what was written for the target itself, to be merged with labels
 */
public record WatchRule(
        int number,
        Optional<String> host,
        ContainerSelector match,
        boolean required,
        List<Check> checks,
        Policy policy,
        List<Dependency> dependsOn,
        Written written) {

    /** A part of the file, opaque outside of this room. */
    public static final class Written {
        private final YamlNode.Mapping keys;

        Written(YamlNode.Mapping keys) {
            this.keys = keys;
        }

        YamlNode.Mapping keys() {
            return keys;
        }
    }

    public WatchRule {
        checks = List.copyOf(checks);
        dependsOn = List.copyOf(dependsOn);
    }

    /** What people call it. */
    String name() {
        return "rule " + number;
    }

    boolean isAbout(String onHost) {
        return host.isEmpty() || host.get().equals(onHost);
    }
}
