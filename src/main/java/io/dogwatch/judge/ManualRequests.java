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

    static void refuse(Evaluation eval, Reason reason) {
        eval.requested.ifPresent(request -> eval.decisions.add(new Decision.Refuse(request, reason)));
        eval.requested = Optional.empty();
    }

    /**
     * Ends the quarantine with a full budget. Also resets a crash loop that has not been stopped; the loop is detected
     * again if it continues.
     */
    static void release(Evaluation eval) {
        if (eval.requested
                .filter(request -> request.request() == Event.Request.RELEASE)
                .isEmpty()) {
            return;
        }
        if (eval.quarantine.isEmpty() && eval.reason != Reason.CRASH_LOOP) {
            refuse(eval, eval.reason);
            return;
        }
        ActionPlanner.resetAttempts(eval);
        eval.restarts = List.of();
        eval.incident = eval.incident.map(Incident::withoutGivenUp);
        eval.crashes = List.of();
        eval.requested = Optional.empty();
        Diagnosis.of(eval);
    }

    /** @return whether a requested restart was decided */
    static boolean restart(Evaluation eval, String why) {
        if (eval.requested.isEmpty()) {
            return false;
        }
        Optional<Reason> objection = objection(eval);
        if (objection.isPresent()) {
            refuse(eval, objection.get());
            return false;
        }
        Event.Requested request = eval.requested.get();
        eval.requested = Optional.empty();
        String comment = request.why().isEmpty() ? why : request.why();
        RestartDecision.begin(eval, Action.RESTART, "requested by " + request.by() + ": " + comment);
        eval.reason = Reason.REQUESTED;
        return true;
    }

    private static Optional<Reason> objection(Evaluation eval) {
        if (!eval.mayAct()) {
            return Optional.of(Reason.OBSERVE_ONLY);
        }
        Optional<Hold> stop = eval.context.holds().stream()
                .filter(hold -> hold.reason() == Reason.RESTARTS_DISABLED)
                .findFirst();
        if (stop.isPresent()) {
            return Optional.of(Reason.RESTARTS_DISABLED);
        }
        boolean canRestart = eval.container
                .filter(c -> c.status() == ContainerStatus.RUNNING || c.status() == ContainerStatus.EXITED)
                .filter(c -> c.incarnation().isPresent())
                .isPresent();
        if (!canRestart) {
            return Optional.of(eval.reason);
        }
        return eval.restarts.size() >= eval.policy().budget().restarts()
                ? Optional.of(Reason.BUDGET_SPENT)
                : eval.quarantine.map(PersistentState.Quarantine::reason);
    }
}
