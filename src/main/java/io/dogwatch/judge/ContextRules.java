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
    static final Duration DOUBT = Duration.ofSeconds(60);

    private ContextRules() {}

    /**
     * Applies a new context. When the dependencies have recovered, the counts of the dependent start from zero, which
     * gives it time to follow.
     */
    static void change(Evaluation draft, TargetContext now) {
        boolean relieved = parentFails(draft.circumstances) && !parentFails(now);
        draft.circumstances = now;
        if (relieved) {
            draft.rebornStreaks();
            draft.failingSince = Optional.empty();
        }
    }

    /** Returns the reason if a dependency causes the failure or may cause it. */
    static Optional<Reason> dependencyTrouble(Evaluation draft) {
        if (parentFails(draft.circumstances)) {
            return Optional.of(Reason.DEPENDENCY_FAILING);
        }
        Instant certain = draft.failingSince.orElse(draft.now).plus(DOUBT);
        boolean doubtful = draft.circumstances.parents().stream()
                .anyMatch(parent -> parent.status() == ResolvedDependency.Standing.DEGRADED);
        if (doubtful && draft.now.isBefore(certain)) {
            draft.wakeAt(certain);
            return Optional.of(Reason.DEPENDENCY_DEGRADED);
        }
        return Optional.empty();
    }

    /**
     * Returns whether the failing dependency is reported, which makes a notification about the dependent redundant.
     */
    static boolean isNotifiedElsewhere(Evaluation draft, Reason parentsTrouble) {
        return parentsTrouble == Reason.DEPENDENCY_DEGRADED
                || draft.circumstances.parents().stream()
                        .anyMatch(parent -> parent.status() == ResolvedDependency.Standing.FAILING
                                && parent.incident().isPresent());
    }

    /** Returns the first hold on restarts. */
    static Optional<Hold> hold(Evaluation draft) {
        return draft.circumstances.holds().stream().findFirst();
    }

    /** Adds the failing dependents to the open incident. */
    static void noteDependents(Evaluation draft) {
        List<TargetId> children = draft.circumstances.children();
        if (draft.incident.isEmpty() || children.isEmpty()) {
            return;
        }
        Incident incident = draft.incident.get();
        if (!incident.children().containsAll(children)) {
            TreeSet<TargetId> all = new TreeSet<>(incident.children());
            all.addAll(children);
            draft.incident = Optional.of(incident.withChildren(new ArrayList<>(all)));
            draft.decisions.add(new Decision.UpdateIncident(draft.incident.get()));
        }
    }

    private static boolean parentFails(TargetContext circumstances) {
        for (ResolvedDependency parent : circumstances.parents()) {
            if (parent.status() == ResolvedDependency.Standing.FAILING) {
                return true;
            }
        }
        return false;
    }
}
