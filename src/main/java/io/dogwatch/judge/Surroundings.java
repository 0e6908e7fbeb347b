package io.dogwatch.judge;

import io.dogwatch.target.TargetId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/** What the world around a target means for it: parents first, and whatever holds remedies. */
final class Surroundings {

    /** How long a parent may be in doubt before the child's trouble is taken for its own. */
    static final Duration DOUBT = Duration.ofSeconds(60);

    private Surroundings() {}

    /** Takes in a change. When the parents are well again, the child gets time to follow: its probes count afresh. */
    static void change(Draft draft, Circumstances now) {
        boolean relieved = parentFails(draft.circumstances) && !parentFails(now);
        draft.circumstances = now;
        if (relieved) {
            draft.rebornStreaks();
            draft.failingSince = Optional.empty();
        }
    }

    /** Why the target's trouble is not its own, as far as is known. */
    static Optional<Reason> parentsTrouble(Draft draft) {
        if (parentFails(draft.circumstances)) {
            return Optional.of(Reason.PARENT_FAILING);
        }
        Instant certain = draft.failingSince.orElse(draft.now).plus(DOUBT);
        boolean doubtful =
                draft.circumstances.parents().stream().anyMatch(parent -> parent.status() == Parent.Standing.DEGRADED);
        if (doubtful && draft.now.isBefore(certain)) {
            draft.wakeAt(certain);
            return Optional.of(Reason.PARENT_DOUBTFUL);
        }
        return Optional.empty();
    }

    /** Whether people are told of the failing parent, so that they need not be told of the child. */
    static boolean isToldElsewhere(Draft draft, Reason parentsTrouble) {
        return parentsTrouble == Reason.PARENT_DOUBTFUL
                || draft.circumstances.parents().stream()
                        .anyMatch(parent -> parent.status() == Parent.Standing.FAILING
                                && parent.incident().isPresent());
    }

    /** The first thing that holds remedies. */
    static Optional<Hold> hold(Draft draft) {
        return draft.circumstances.holds().stream().findFirst();
    }

    /** An open incident lists whoever fails because of it. */
    static void noteChildren(Draft draft) {
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

    private static boolean parentFails(Circumstances circumstances) {
        for (Parent parent : circumstances.parents()) {
            if (parent.status() == Parent.Standing.FAILING) {
                return true;
            }
        }
        return false;
    }
}
