package io.dogwatch.judge;

import io.dogwatch.model.TargetId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What the judge of one target must know of the world around it. Comes as a level: each replaces the one before.
 *
 * @param holds why nothing may be done now; empty if nothing forbids it
 * @param muted whether people are told nothing now: in a silence, or a maintenance that mutes
 * @param parents the containers it needs
 * @param networkSince when the container whose network namespace it shares was started; empty if it shares none, or that
 *     one does not run
 * @param children the targets that fail because of this one, sorted
 */
public record TargetContext(
        List<Hold> holds,
        boolean muted,
        List<ResolvedDependency> parents,
        Optional<Instant> networkSince,
        List<TargetId> children) {

    /** Nothing in the way. */
    public static final TargetContext PLAIN =
            new TargetContext(List.of(), false, List.of(), Optional.empty(), List.of());

    public TargetContext {
        holds = List.copyOf(holds);
        parents = List.copyOf(parents);
        children = List.copyOf(children);
    }
}
