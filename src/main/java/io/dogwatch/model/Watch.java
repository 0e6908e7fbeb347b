package io.dogwatch.model;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Everything the operator wants of one target: what is checked, and what may be done.
 *
 * @param checks in the order of the configuration; always holds a {@code state} and a {@code health} check
 * @param required a container of this name must exist
 * @param source where it comes from, for people: {@code rule 2}, {@code label} or {@code found}
 * @param faults what is wrong with the container's labels, one sentence each; when there are any, the target is only
 *     observed
 * @param dependsOn the parents that the operator names; those that the engine tells are found elsewhere
 * @param sources where each value that is not a default comes from, such as {@code policy.budget.restarts} → {@code rule 2};
 *     for people
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
