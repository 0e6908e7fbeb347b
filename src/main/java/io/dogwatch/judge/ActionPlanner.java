package io.dogwatch.judge;

import io.dogwatch.model.Cause;
import io.dogwatch.model.Phase;
import io.dogwatch.model.Severity;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Third step of the judge: plans the actions for the diagnosis. Announces an incident before acting on it. */
final class ActionPlanner {

    /**
     * Delay before a container that exited unseen is announced. A restarting engine starts its {@code always}
     * containers itself, a few at a time.
     */
    static final Duration ENGINE_GRACE = Duration.ofSeconds(10);

    private ActionPlanner() {}

    static void on(Evaluation eval) {
        if (!eval.engineReachable) {
            ManualRequests.refuse(eval, Reason.ENGINE_UNREACHABLE);
            return;
        }
        ManualRequests.release(eval);
        keepHealthyTime(eval);
        if (eval.quarantine.filter(q -> !eval.now.isBefore(q.until())).isPresent()) {
            resetAttempts(eval);
        }
        ContextRules.noteDependents(eval);
        int decisionsBefore = eval.decisions.size();
        if (eval.startsFlapping() && eval.incident.isPresent()) {
            IncidentTracker.notifyFlapping(eval);
        }
        if (eval.intent.isPresent()) {
            ManualRequests.refuse(eval, Reason.RESTART_DECIDED);
            pursueIntent(eval);
        } else if (eval.failure.isPresent()) {
            onFailure(eval, eval.failure.get());
        } else {
            onNoFailure(eval);
        }
        IncidentTracker.notifyMuted(eval, decisionsBefore);
    }

    /** Resets attempts once the target has been healthy for {@code backoff.resetAfter} with no action in progress. */
    private static void keepHealthyTime(Evaluation eval) {
        if (eval.phase != Phase.HEALTHY || eval.intent.isPresent()) {
            eval.healthySince = Optional.empty();
            return;
        }
        if (eval.healthySince.isEmpty()) {
            eval.healthySince = Optional.of(eval.now);
        }
        Instant calm = eval.healthySince.get().plus(eval.policy().backoff().resetAfter());
        if (!eval.now.isBefore(calm)) {
            resetAttempts(eval);
        } else if (eval.attempt > 0 || eval.quarantine.isPresent()) {
            eval.wakeAt(calm);
        }
    }

    static void resetAttempts(Evaluation eval) {
        eval.attempt = 0;
        eval.quarantine = Optional.empty();
        eval.futility = Optional.empty();
        eval.hung = Optional.empty();
    }

    /**
     * Returns the time until which a cancelled action or a failed stop blocks the next attempt; in the past if none.
     */
    private static Instant blockedUntil(Evaluation eval) {
        return eval.retryIntentAt.orElse(Instant.MIN);
    }

    /** Pursues the open intent. Allows one action at a time: decides nothing else until the result is known. */
    private static void pursueIntent(Evaluation eval) {
        Intent intent = eval.intent.orElseThrow();
        eval.phase = Phase.RESTARTING;
        eval.reason = eval.intentInFlight ? eval.inProgressReason() : Reason.OUTCOME_UNKNOWN;
        if (eval.intentInFlight) {
            return;
        }
        Instant retryAt = eval.retryIntentAt.orElse(eval.now);
        if (eval.now.isBefore(retryAt)) {
            eval.wakeAt(retryAt);
        } else {
            eval.intentInFlight = true;
            eval.restartCalled = true;
            eval.retryIntentAt = Optional.empty();
            eval.decisions.add(new Decision.FinishIntent(intent));
        }
    }

    private static void onFailure(Evaluation eval, Failure failure) {
        if (eval.incident.isEmpty() && (isCausedByDependency(eval) || isTooEarlyToNotify(eval))) {
            ManualRequests.restart(eval, failure.line());
            return;
        }
        if (eval.severity(failure) == Severity.WARN
                && eval.incident
                        .filter(open -> open.severity() == Severity.CRITICAL)
                        .isPresent()
                && eval.phase == Phase.FAILING
                && RecoveryVerifier.isRecovered(eval)) {
            IncidentTracker.close(eval, Reason.RECOVERED);
        }
        if (followsDependency(eval, failure)) {
            RestartDecision.begin(eval, Action.RESTART, failure.line());
            return;
        }
        boolean opens = eval.incident.isEmpty();
        boolean hadGivenUp = eval.incident.filter(Incident::givenUp).isPresent();
        Incident incident = eval.incident.orElseGet(() -> IncidentTracker.open(eval, failure));
        eval.incident = Optional.of(incident);
        int decisionsBefore = eval.decisions.size();
        boolean escalates = !opens && IncidentTracker.escalates(eval, failure);
        if (escalates) {
            IncidentTracker.escalate(eval, failure);
        }
        actOrHold(eval, failure);
        if (opens) {
            IncidentTracker.announceOpening(eval, decisionsBefore);
        } else if (escalates) {
            IncidentTracker.announceEscalation(eval, incident.notices(), decisionsBefore);
        }
        if (!opens) {
            IncidentTracker.gatherEvidenceAfterFailedRecovery(eval, decisionsBefore, hadGivenUp);
        }
    }

    /**
     * Returns whether a dependency causes the failure and is already reported, which makes a second notification
     * redundant.
     */
    private static boolean isCausedByDependency(Evaluation eval) {
        Optional<Reason> trouble = ContextRules.dependencyTrouble(eval);
        if (trouble.isEmpty() || !ContextRules.isNotifiedElsewhere(eval, trouble.get())) {
            return false;
        }
        eval.reason = trouble.get();
        return true;
    }

    private static boolean isTooEarlyToNotify(Evaluation eval) {
        Duration grace = eval.reason == Reason.EXITED_UNSEEN ? ENGINE_GRACE : Duration.ZERO;
        Instant announceAt = eval.failingSince.orElse(eval.now).plus(grace);
        eval.wakeAt(announceAt);
        return eval.now.isBefore(announceAt);
    }

    /**
     * Returns whether this is the first restart after a dependency's restart. It belongs to that recovery and opens no
     * incident.
     */
    private static boolean followsDependency(Evaluation eval, Failure failure) {
        return failure.cause() == Cause.NETWORK_LOST
                && eval.incident.isEmpty()
                && eval.requested.isEmpty()
                && eval.quarantine.isEmpty()
                && eval.hung.isEmpty()
                && eval.attempt == 0
                && eval.mayAct()
                && ContextRules.dependencyTrouble(eval).isEmpty()
                && ContextRules.hold(eval).isEmpty()
                && !blockedUntil(eval).isAfter(eval.now)
                && eval.restarts.size() < eval.policy().budget().restarts();
    }

    private static void actOrHold(Evaluation eval, Failure failure) {
        if (ManualRequests.restart(eval, failure.line())) {
            return;
        }
        Optional<Reason> forbidden = RestartDecision.forbidden(eval, failure);
        if (forbidden.isPresent()) {
            eval.reason = forbidden.get();
            return;
        }
        if (eval.reason == Reason.CRASH_LOOP) {
            endCrashLoop(eval, failure);
            return;
        }
        if (eval.quarantine.isPresent()) {
            PersistentState.Quarantine quarantine = eval.quarantine.get();
            boolean stoppedByUs = eval.reason == Reason.STOPPED_BY_DOGWATCH;
            hold(eval, Phase.QUARANTINED, stoppedByUs ? eval.reason : quarantine.reason(), quarantine.until());
            return;
        }
        if (eval.restartFailed) {
            IncidentTracker.quarantine(eval, Reason.RESTART_FAILED);
            return;
        }
        Optional<Reason> dependencyReason = ContextRules.dependencyTrouble(eval);
        Optional<Hold> held = ContextRules.hold(eval);
        if (dependencyReason.isPresent()) {
            eval.phase = Phase.FAILING;
            eval.reason = dependencyReason.get();
        } else if (held.isPresent()) {
            eval.phase = Phase.FAILING;
            eval.reason = held.get().reason();
            held.get().until().ifPresent(eval::wakeAt);
        } else if (eval.hung.isPresent() && eval.isRunning()) {
            kill(eval, failure);
        } else {
            restartWhenDue(eval, failure);
        }
    }

    /** Kills the process of a container whose restart hangs. */
    private static void kill(Evaluation eval, Failure failure) {
        Instant pause = blockedUntil(eval);
        if (pause.isAfter(eval.now)) {
            hold(eval, Phase.FAILING, Reason.RESTART_HANGS, pause);
        } else if (eval.policy().restart().kill()) {
            RestartDecision.begin(
                    eval, Action.KILL_START, Reason.RESTART_HANGS.meaning() + " (" + failure.line() + ")");
        } else {
            IncidentTracker.quarantine(eval, Reason.RESTART_FAILED);
        }
    }

    private static void restartWhenDue(Evaluation eval, Failure failure) {
        Instant actAt =
                eval.incident.orElseThrow().openedAt().plus(eval.policy().restartDelay());
        Instant backoffEnds = BackoffCalculator.endOf(eval);
        boolean isIneffective = eval.futility
                .filter(f -> f.matches(failure))
                .filter(f -> f.count() >= eval.policy().giveUpAfter())
                .isPresent();
        if (eval.restarts.size() >= eval.policy().budget().restarts()) {
            IncidentTracker.quarantine(eval, Reason.BUDGET_SPENT);
        } else if (isIneffective) {
            IncidentTracker.quarantine(eval, Reason.RESTART_INEFFECTIVE);
        } else if (eval.now.isBefore(actAt)) {
            hold(eval, Phase.FAILING, Reason.RESTART_DELAY, actAt);
        } else if (eval.now.isBefore(backoffEnds)) {
            hold(eval, Phase.BACKING_OFF, Reason.BACKOFF, backoffEnds);
        } else if (blockedUntil(eval).isAfter(eval.now)) {
            hold(eval, Phase.FAILING, eval.reason, blockedUntil(eval));
        } else if (RestartDecision.engineMayStillAct(eval)) {
            hold(
                    eval,
                    Phase.FAILING,
                    Reason.ENGINE_WILL_RESTART,
                    eval.failingSince.orElse(eval.now).plus(ENGINE_GRACE));
        } else {
            boolean stoppedByUs = eval.reason == Reason.STOPPED_BY_DOGWATCH;
            RestartDecision.begin(eval, stoppedByUs ? Action.START : Action.RESTART, failure.line());
        }
    }

    /** Stops a container that the engine restarts in a loop, if the policy allows it. */
    private static void endCrashLoop(Evaluation eval, Failure failure) {
        if (!eval.policy().crashLoop().stop()
                || ContextRules.dependencyTrouble(eval).isPresent()
                || ContextRules.hold(eval).isPresent()) {
            return;
        }
        Instant stopAt = later(BackoffCalculator.endOf(eval), blockedUntil(eval));
        if (eval.now.isBefore(stopAt)) {
            eval.wakeAt(stopAt);
        } else {
            IncidentTracker.quarantine(eval, Reason.CRASH_LOOP);
            RestartDecision.begin(eval, Action.STOP, failure.line());
        }
    }

    private static Instant later(Instant a, Instant b) {
        return a.isAfter(b) ? a : b;
    }

    private static void hold(Evaluation eval, Phase phase, Reason reason, Instant until) {
        eval.phase = phase;
        eval.reason = reason;
        eval.wakeAt(until);
    }

    private static void onNoFailure(Evaluation eval) {
        if (eval.incident.isPresent()) {
            switch (eval.phase) {
                case HEALTHY -> closeIfRecovered(eval);
                case SUSPECT -> {
                    if (eval.reason == Reason.BELOW_QUORUM) {
                        closeIfRecovered(eval);
                    }
                }
                // A container that no longer exists cannot flap.
                case STOPPED -> IncidentTracker.close(eval, eval.reason);
                case STARTING, PAUSED, FAILING, RESTARTING, BACKING_OFF, QUARANTINED, MISSING, UNKNOWN -> {}
            }
        }
        ManualRequests.restart(eval, "manual request");
    }

    private static void closeIfRecovered(Evaluation eval) {
        if (RecoveryVerifier.isRecovered(eval)) {
            IncidentTracker.close(eval, Reason.RECOVERED);
        }
    }
}
