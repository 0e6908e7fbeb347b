package io.dogwatch.model;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The complete wishes of the operator for one target: its checks and the permitted actions.
 *
 * @param checks in the order of the configuration; always contains a {@code state} and a {@code health} check
 * @param required whether a container with this name must exist
 * @param source the origin of the watch, for readers: {@code rule 2}, {@code label} or {@code found}
 * @param faults the errors in the container's labels, one sentence each; a target with errors is only observed
 * @param dependsOn the dependencies from the configuration; those from the engine are found elsewhere
 * @param sources the origin of each value other than a default, such as {@code policy.budget.restarts} → {@code
 *     rule 2}; for readers
 */
public record Watch(
        TargetId target,
        List<Check> checks,
        Policy policy,
        boolean required,
        String source,
        List<String> faults,
        List<Dependency> dependsOn,
        Map<String, String> sources) {

    public Watch {
        checks = List.copyOf(checks);
        faults = List.copyOf(faults);
        dependsOn = List.copyOf(dependsOn);
        sources = Map.copyOf(sources);
    }

    /** Without dependencies, and without saying where its values come from. */
    public Watch(
            TargetId target, List<Check> checks, Policy policy, boolean required, String source, List<String> faults) {
        this(target, checks, policy, required, source, faults, List.of(), Map.of());
    }

    public Optional<Check> check(String name) {
        for (Check check : checks) {
            if (check.name().equals(name)) {
                return Optional.of(check);
            }
        }
        return Optional.empty();
    }
}
