package io.dogwatch.judge;

import io.dogwatch.model.TargetId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/** Applies the context of a target: its dependencies first, then the holds on restarts. */
final class ContextRules {

    /** How long a dependency may be degraded before the failure of its dependent counts as independent. */
    static final Duration DEGRADED_GRACE = Duration.ofSeconds(60);

    private ContextRules() {}

    /**
     * Applies a new context. When the dependencies have recovered, the counts of the dependent start from zero, which
     * gives it time to follow.
     */
    static void apply(Evaluation eval, TargetContext now) {
        boolean recovered = hasFailingDependency(eval.context) && !hasFailingDependency(now);
        eval.context = now;
        if (recovered) {
            eval.resetStreaks();
            eval.failingSince = Optional.empty();
        }
    }

    /** Returns the reason if a dependency causes the failure or may cause it. */
    static Optional<Reason> dependencyTrouble(Evaluation eval) {
        if (hasFailingDependency(eval.context)) {
            return Optional.of(Reason.DEPENDENCY_FAILING);
        }
        Instant deadline = eval.failingSince.orElse(eval.now).plus(DEGRADED_GRACE);
        boolean degraded = eval.context.parents().stream()
                .anyMatch(parent -> parent.status() == ResolvedDependency.Status.DEGRADED);
        if (degraded && eval.now.isBefore(deadline)) {
            eval.wakeAt(deadline);
            return Optional.of(Reason.DEPENDENCY_DEGRADED);
        }
        return Optional.empty();
    }

    /**
     * Returns whether the failing dependency is reported, which makes a notification about the dependent redundant.
     */
    static boolean isNotifiedElsewhere(Evaluation eval, Reason dependencyReason) {
        return dependencyReason == Reason.DEPENDENCY_DEGRADED
                || eval.context.parents().stream()
                        .anyMatch(parent -> parent.status() == ResolvedDependency.Status.FAILING
                                && parent.incident().isPresent());
    }

    /** Returns the first hold on restarts. */
    static Optional<Hold> hold(Evaluation eval) {
        return eval.context.holds().stream().findFirst();
    }

    /** Adds the failing dependents to the open incident. */
    static void noteDependents(Evaluation eval) {
        List<TargetId> children = eval.context.children();
        if (eval.incident.isEmpty() || children.isEmpty()) {
            return;
        }
        Incident incident = eval.incident.get();
        if (!incident.children().containsAll(children)) {
            TreeSet<TargetId> all = new TreeSet<>(incident.children());
            all.addAll(children);
            eval.incident = Optional.of(incident.withChildren(new ArrayList<>(all)));
            eval.decisions.add(new Decision.UpdateIncident(eval.incident.get()));
        }
    }

    private static boolean hasFailingDependency(TargetContext circumstances) {
        for (ResolvedDependency parent : circumstances.parents()) {
            if (parent.status() == ResolvedDependency.Status.FAILING) {
                return true;
            }
        }
        return false;
    }
}
