package io.dogwatch.judge;

import io.dogwatch.model.TargetId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Environment of one target, as far as its judge needs it. Level-triggered: each value replaces the previous one.
 *
 * @param holds conditions that block actions; empty if none
 * @param muted whether notifications are muted by a silence or a maintenance window
 * @param parents the dependencies of the target
 * @param networkSince start time of the running container whose network namespace the target shares; empty without one
 * @param children the targets that fail because of this one, sorted
 */
public record TargetContext(
        List<Hold> holds,
        boolean muted,
        List<ResolvedDependency> parents,
        Optional<Instant> networkSince,
        List<TargetId> children) {

    /** A context without holds, dependencies or dependents. */
    public static final TargetContext PLAIN =
            new TargetContext(List.of(), false, List.of(), Optional.empty(), List.of());

    public TargetContext {
        holds = List.copyOf(holds);
        parents = List.copyOf(parents);
        children = List.copyOf(children);
    }
}
