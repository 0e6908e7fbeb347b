package io.dogwatch.judge;

import io.dogwatch.model.TargetId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/** What the world around a target means for it: parents first, and whatever holds remedies. */
final class ContextRules {

    /** How long a parent may be in doubt before the child's trouble is taken for its own. */
    static final Duration DOUBT = Duration.ofSeconds(60);

    private ContextRules() {}

    /** Takes in a change. When the parents are well again, the child gets time to follow: its probes count afresh. */
    static void change(Evaluation draft, TargetContext now) {
        boolean relieved = parentFails(draft.circumstances) && !parentFails(now);
        draft.circumstances = now;
        if (relieved) {
            draft.rebornStreaks();
            draft.failingSince = Optional.empty();
        }
    }

    /** Why the target's trouble is not its own, as far as is known. */
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

    /** Whether people are told of the failing parent, so that they need not be told of the child. */
    static boolean isNotifiedElsewhere(Evaluation draft, Reason parentsTrouble) {
        return parentsTrouble == Reason.DEPENDENCY_DEGRADED
                || draft.circumstances.parents().stream()
                        .anyMatch(parent -> parent.status() == ResolvedDependency.Standing.FAILING
                                && parent.incident().isPresent());
    }

    /** The first thing that holds remedies. */
    static Optional<Hold> hold(Evaluation draft) {
        return draft.circumstances.holds().stream().findFirst();
    }

    /** An open incident lists whoever fails because of it. */
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
