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
    static Optional<Reason> forbidden(Evaluation eval, Failure failure) {
        if (eval.severity(failure) == Severity.WARN) {
            return Optional.of(eval.reason);
        }
        boolean held = eval.reason == Reason.EXITED_UNSEEN
                || eval.reason == Reason.ALREADY_STOPPED
                || eval.reason == Reason.MISSING
                || eval.reason == Reason.BEING_STOPPED
                || eval.reason == Reason.DEAD
                || eval.reason == Reason.NEVER_STARTED;
        if (held) {
            return Optional.of(eval.reason);
        }
        if (eval.stopSign.filter(TargetState.StopSign::duringRestart).isPresent()) {
            return Optional.of(Reason.BEING_STOPPED);
        }
        if (eval.mayAct()) {
            return Optional.empty();
        }
        return Optional.of(eval.reason == Reason.CRASH_LOOP ? eval.reason : Reason.OBSERVE_ONLY);
    }

    /**
     * Returns whether the engine may still start an exited container with policy {@code always} or
     * {@code unless-stopped}. Dogwatch waits, since two concurrent restarts do restart it twice.
     */
    static boolean engineMayStillAct(Evaluation eval) {
        boolean exited = eval.container
                .filter(c -> c.status() == ContainerStatus.EXITED)
                .filter(c -> c.restartPolicy().name().equals("always")
                        || c.restartPolicy().name().equals("unless-stopped"))
                .isPresent();
        Instant graceEnds = eval.failingSince.orElse(eval.now).plus(ActionPlanner.ENGINE_GRACE);
        return exited && eval.reason != Reason.STOPPED_BY_DOGWATCH && eval.now.isBefore(graceEnds);
    }

    /** Decides an action. Only restarts and starts count towards backoff and budget. */
    static void begin(Evaluation eval, Action action, String why) {
        eval.ordinal++;
        if (action.isAttempt()) {
            count(eval);
        }
        if (action == Action.START) {
            eval.crashes = List.of();
        }
        Intent intent = new Intent(
                IncidentTracker.id(eval, "r"),
                eval.incident.map(Incident::id).orElse(""),
                eval.incarnation().orElseThrow(),
                action,
                eval.attempt,
                eval.now,
                why);
        eval.intent = Optional.of(intent);
        eval.intentInFlight = true;
        eval.restartCalled = false;
        eval.hung = Optional.empty();
        eval.retryIntentAt = Optional.empty();
        eval.lastRestart = Optional.of(eval.now);
        eval.phase = Phase.RESTARTING;
        eval.reason = Reason.RESTART_DECIDED;
        eval.decisions.add(new Decision.Act(intent));
    }

    private static void count(Evaluation eval) {
        eval.attempt++;
        eval.restarts = Evaluation.with(eval.restarts, eval.now);
        // A network lost again results from another restart of the dependency: this restart was effective.
        eval.failure
                .filter(failure -> failure.cause() != Cause.NETWORK_LOST)
                .ifPresent(failure -> eval.futility = Optional.of(eval.futility
                        .filter(f -> f.matches(failure))
                        .map(PersistentState.Futility::increment)
                        .orElse(new PersistentState.Futility(failure.check(), failure.cause(), 1))));
        eval.incident = eval.incident.map(Incident::withRestart);
        eval.incident
                .filter(incident -> incident.restarts() > 1)
                .ifPresent(incident -> eval.decisions.add(new Decision.UpdateIncident(incident)));
    }
}
