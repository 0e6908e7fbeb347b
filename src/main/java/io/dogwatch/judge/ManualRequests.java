package io.dogwatch.judge;

import io.dogwatch.model.ContainerStatus;
import java.util.List;
import java.util.Optional;

/**
 * Handles manual requests. A manual request overrides threshold, backoff, {@code restartDelay}, maintenance and
 * breaker, but not the budget, disabled restarts or observe mode.
 */
final class ManualRequests {

    private ManualRequests() {}

    static void refuse(Evaluation draft, Reason reason) {
        draft.requested.ifPresent(asked -> draft.decisions.add(new Decision.Refuse(asked, reason)));
        draft.requested = Optional.empty();
    }

    /**
     * Ends the quarantine with a full budget. Also resets a crash loop that has not been stopped; the loop is detected
     * again if it continues.
     */
    static void release(Evaluation draft) {
        if (draft.requested
                .filter(asked -> asked.request() == Event.Request.RELEASE)
                .isEmpty()) {
            return;
        }
        if (draft.quarantine.isEmpty() && draft.reason != Reason.CRASH_LOOP) {
            refuse(draft, draft.reason);
            return;
        }
        ActionPlanner.resetAttempts(draft);
        draft.restarts = List.of();
        draft.incident = draft.incident.map(Incident::withoutGivenUp);
        draft.crashes = List.of();
        draft.requested = Optional.empty();
        Diagnosis.of(draft);
    }

    /** @return whether a requested restart was decided */
    static boolean restart(Evaluation draft, String why) {
        if (draft.requested.isEmpty()) {
            return false;
        }
        Optional<Reason> objection = objection(draft);
        if (objection.isPresent()) {
            refuse(draft, objection.get());
            return false;
        }
        Event.Requested asked = draft.requested.get();
        draft.requested = Optional.empty();
        String words = asked.why().isEmpty() ? why : asked.why();
        RestartDecision.begin(draft, Action.RESTART, "requested by " + asked.by() + ": " + words);
        draft.reason = Reason.REQUESTED;
        return true;
    }

    private static Optional<Reason> objection(Evaluation draft) {
        if (!draft.mayAct()) {
            return Optional.of(Reason.OBSERVE_ONLY);
        }
        Optional<Hold> stop = draft.circumstances.holds().stream()
                .filter(hold -> hold.reason() == Reason.RESTARTS_DISABLED)
                .findFirst();
        if (stop.isPresent()) {
            return Optional.of(Reason.RESTARTS_DISABLED);
        }
        boolean canRestart = draft.container
                .filter(c -> c.status() == ContainerStatus.RUNNING || c.status() == ContainerStatus.EXITED)
                .filter(c -> c.incarnation().isPresent())
                .isPresent();
        if (!canRestart) {
            return Optional.of(draft.reason);
        }
        return draft.restarts.size() >= draft.policy().budget().restarts()
                ? Optional.of(Reason.BUDGET_SPENT)
                : draft.quarantine.map(PersistentState.Quarantine::reason);
    }
}
