package io.dogwatch.judge;

import io.dogwatch.model.Cause;
import io.dogwatch.model.ContainerStatus;
import io.dogwatch.model.Phase;
import io.dogwatch.model.Severity;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Decides whether an action on a container is permitted, and records it. */
final class RestartDecision {

    private RestartDecision() {}

    /** Returns the reason that forbids any action, whatever the failure. */
    static Optional<Reason> untouchable(Evaluation draft, Failure failure) {
        if (draft.severity(failure) == Severity.WARN) {
            return Optional.of(draft.reason);
        }
        boolean held = draft.reason == Reason.EXITED_UNSEEN
                || draft.reason == Reason.ALREADY_STOPPED
                || draft.reason == Reason.MISSING
                || draft.reason == Reason.DEAD;
        if (held) {
            return Optional.of(draft.reason);
        }
        if (draft.mayAct()) {
            return Optional.empty();
        }
        return Optional.of(draft.reason == Reason.CRASH_LOOP ? draft.reason : Reason.OBSERVE_ONLY);
    }

    /**
     * Returns whether the engine may still start an exited container with policy {@code always} or {@code
     * unless-stopped}. Dogwatch waits, since two concurrent restarts do restart it twice.
     */
    static boolean engineMayStillAct(Evaluation draft) {
        boolean exited = draft.container
                .filter(c -> c.status() == ContainerStatus.EXITED)
                .filter(c -> c.restartPolicy().name().equals("always")
                        || c.restartPolicy().name().equals("unless-stopped"))
                .isPresent();
        Instant graceEnds = draft.failingSince.orElse(draft.now).plus(ActionPlanner.ENGINE_GRACE);
        return exited && draft.reason != Reason.STOPPED_BY_DOGWATCH && draft.now.isBefore(graceEnds);
    }

    /** Decides an action. Only restarts and starts count towards backoff and budget. */
    static void begin(Evaluation draft, Action action, String why) {
        draft.ordinal++;
        if (action.isAttempt()) {
            count(draft);
        }
        if (action == Action.START) {
            draft.crashes = List.of();
        }
        Intent intent = new Intent(
                IncidentTracker.id(draft, "r"),
                draft.incident.map(Incident::id).orElse(""),
                draft.incarnation().orElseThrow(),
                action,
                draft.attempt,
                draft.now,
                why);
        draft.intent = Optional.of(intent);
        draft.intentInFlight = true;
        draft.restartCalled = false;
        draft.hung = Optional.empty();
        draft.retryIntentAt = Optional.empty();
        draft.lastRestart = Optional.of(draft.now);
        draft.phase = Phase.RESTARTING;
        draft.reason = Reason.RESTART_DECIDED;
        draft.decisions.add(new Decision.Act(intent));
    }

    private static void count(Evaluation draft) {
        draft.attempt++;
        draft.restarts = Evaluation.with(draft.restarts, draft.now);
        // A network lost again results from another restart of the dependency: this restart was effective.
        draft.failure
                .filter(failure -> failure.cause() != Cause.NETWORK_LOST)
                .ifPresent(failure -> draft.futility = Optional.of(draft.futility
                        .filter(again -> again.isOf(failure))
                        .map(PersistentState.Futility::more)
                        .orElse(new PersistentState.Futility(failure.check(), failure.cause(), 1))));
        draft.incident = draft.incident.map(Incident::withRestart);
        draft.incident
                .filter(incident -> incident.restarts() > 1)
                .ifPresent(incident -> draft.decisions.add(new Decision.UpdateIncident(incident)));
    }
}
