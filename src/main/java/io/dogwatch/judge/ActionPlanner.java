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

    static void on(Evaluation draft) {
        if (!draft.engineReachable) {
            ManualRequests.refuse(draft, Reason.ENGINE_UNREACHABLE);
            return;
        }
        ManualRequests.release(draft);
        keepHealthyTime(draft);
        if (draft.quarantine.filter(its -> !draft.now.isBefore(its.until())).isPresent()) {
            resetAttempts(draft);
        }
        ContextRules.noteDependents(draft);
        int decisionsBefore = draft.decisions.size();
        if (draft.beginsToFlap() && draft.incident.isPresent()) {
            IncidentTracker.notifyFlapping(draft);
        }
        if (draft.intent.isPresent()) {
            ManualRequests.refuse(draft, Reason.RESTART_DECIDED);
            pursueIntent(draft);
        } else if (draft.failure.isPresent()) {
            onFailure(draft, draft.failure.get());
        } else {
            onNoFailure(draft);
        }
        IncidentTracker.notifyMuted(draft, decisionsBefore);
    }

    /** Resets attempts once the target has been healthy for {@code backoff.resetAfter} with no action in progress. */
    private static void keepHealthyTime(Evaluation draft) {
        if (draft.phase != Phase.HEALTHY || draft.intent.isPresent()) {
            draft.healthySince = Optional.empty();
            return;
        }
        if (draft.healthySince.isEmpty()) {
            draft.healthySince = Optional.of(draft.now);
        }
        Instant calm = draft.healthySince.get().plus(draft.policy().backoff().resetAfter());
        if (!draft.now.isBefore(calm)) {
            resetAttempts(draft);
        } else if (draft.attempt > 0 || draft.quarantine.isPresent()) {
            draft.wakeAt(calm);
        }
    }

    static void resetAttempts(Evaluation draft) {
        draft.attempt = 0;
        draft.quarantine = Optional.empty();
        draft.futility = Optional.empty();
        draft.hung = Optional.empty();
    }

    /**
     * Returns the time until which a cancelled action or a failed stop blocks the next attempt; in the past if none.
     */
    private static Instant blockedUntil(Evaluation draft) {
        return draft.retryIntentAt.orElse(Instant.MIN);
    }

    /** Pursues the open intent. Allows one action at a time: decides nothing else until the result is known. */
    private static void pursueIntent(Evaluation draft) {
        Intent intent = draft.intent.orElseThrow();
        draft.phase = Phase.RESTARTING;
        draft.reason = draft.intentInFlight ? draft.underWay() : Reason.OUTCOME_UNKNOWN;
        if (draft.intentInFlight) {
            return;
        }
        Instant retryAt = draft.retryIntentAt.orElse(draft.now);
        if (draft.now.isBefore(retryAt)) {
            draft.wakeAt(retryAt);
        } else {
            draft.intentInFlight = true;
            draft.restartCalled = true;
            draft.retryIntentAt = Optional.empty();
            draft.decisions.add(new Decision.FinishIntent(intent));
        }
    }

    private static void onFailure(Evaluation draft, Failure failure) {
        if (draft.incident.isEmpty() && (isCausedByDependency(draft) || isTooEarlyToNotify(draft))) {
            ManualRequests.restart(draft, failure.line());
            return;
        }
        if (draft.severity(failure) == Severity.WARN
                && draft.incident
                        .filter(open -> open.severity() == Severity.CRITICAL)
                        .isPresent()
                && draft.phase == Phase.FAILING
                && RecoveryVerifier.isRecovered(draft)) {
            IncidentTracker.close(draft, Reason.RECOVERED);
        }
        if (followsDependency(draft, failure)) {
            RestartDecision.begin(draft, Action.RESTART, failure.line());
            return;
        }
        boolean opens = draft.incident.isEmpty();
        boolean hadGivenUp = draft.incident.filter(Incident::givenUp).isPresent();
        Incident incident = draft.incident.orElseGet(() -> IncidentTracker.open(draft, failure));
        draft.incident = Optional.of(incident);
        int decisionsBefore = draft.decisions.size();
        boolean escalates = !opens && IncidentTracker.escalates(draft, failure);
        if (escalates) {
            IncidentTracker.escalate(draft, failure);
        }
        actOrHold(draft, failure);
        if (opens) {
            IncidentTracker.announceOpening(draft, decisionsBefore);
        } else if (escalates) {
            IncidentTracker.announceEscalation(draft, incident.notices(), decisionsBefore);
        }
        if (!opens) {
            IncidentTracker.gatherEvidenceAfterFailedRecovery(draft, decisionsBefore, hadGivenUp);
        }
    }

    /**
     * Returns whether a dependency causes the failure and is already reported, which makes a second notification
     * redundant.
     */
    private static boolean isCausedByDependency(Evaluation draft) {
        Optional<Reason> trouble = ContextRules.dependencyTrouble(draft);
        if (trouble.isEmpty() || !ContextRules.isNotifiedElsewhere(draft, trouble.get())) {
            return false;
        }
        draft.reason = trouble.get();
        return true;
    }

    private static boolean isTooEarlyToNotify(Evaluation draft) {
        Duration grace = draft.reason == Reason.EXITED_UNSEEN ? ENGINE_GRACE : Duration.ZERO;
        Instant announceAt = draft.failingSince.orElse(draft.now).plus(grace);
        draft.wakeAt(announceAt);
        return draft.now.isBefore(announceAt);
    }

    /**
     * Returns whether this is the first restart after a dependency's restart. It belongs to that recovery and opens no
     * incident.
     */
    private static boolean followsDependency(Evaluation draft, Failure failure) {
        return failure.cause() == Cause.NETWORK_LOST
                && draft.incident.isEmpty()
                && draft.requested.isEmpty()
                && draft.quarantine.isEmpty()
                && draft.hung.isEmpty()
                && draft.attempt == 0
                && draft.mayAct()
                && ContextRules.dependencyTrouble(draft).isEmpty()
                && ContextRules.hold(draft).isEmpty()
                && !blockedUntil(draft).isAfter(draft.now)
                && draft.restarts.size() < draft.policy().budget().restarts();
    }

    private static void actOrHold(Evaluation draft, Failure failure) {
        if (ManualRequests.restart(draft, failure.line())) {
            return;
        }
        Optional<Reason> untouchable = RestartDecision.untouchable(draft, failure);
        if (untouchable.isPresent()) {
            draft.reason = untouchable.get();
            return;
        }
        if (draft.reason == Reason.CRASH_LOOP) {
            endCrashLoop(draft, failure);
            return;
        }
        if (draft.quarantine.isPresent()) {
            PersistentState.Quarantine quarantine = draft.quarantine.get();
            boolean stoppedByUs = draft.reason == Reason.STOPPED_BY_DOGWATCH;
            hold(draft, Phase.QUARANTINED, stoppedByUs ? draft.reason : quarantine.reason(), quarantine.until());
            return;
        }
        if (draft.restartFailed) {
            IncidentTracker.quarantine(draft, Reason.RESTART_FAILED);
            return;
        }
        Optional<Reason> parents = ContextRules.dependencyTrouble(draft);
        Optional<Hold> held = ContextRules.hold(draft);
        if (parents.isPresent()) {
            draft.phase = Phase.FAILING;
            draft.reason = parents.get();
        } else if (held.isPresent()) {
            draft.phase = Phase.FAILING;
            draft.reason = held.get().reason();
            held.get().until().ifPresent(draft::wakeAt);
        } else if (draft.hung.isPresent() && draft.isRunning()) {
            climb(draft, failure);
        } else {
            restartInTime(draft, failure);
        }
    }

    /** Kills the process of a container whose restart hangs. */
    private static void climb(Evaluation draft, Failure failure) {
        Instant pause = blockedUntil(draft);
        if (pause.isAfter(draft.now)) {
            hold(draft, Phase.FAILING, Reason.RESTART_HANGS, pause);
        } else if (draft.policy().restart().kill()) {
            RestartDecision.begin(
                    draft, Action.KILL_START, Reason.RESTART_HANGS.meaning() + " (" + failure.line() + ")");
        } else {
            IncidentTracker.quarantine(draft, Reason.RESTART_FAILED);
        }
    }

    private static void restartInTime(Evaluation draft, Failure failure) {
        Instant actAt =
                draft.incident.orElseThrow().openedAt().plus(draft.policy().restartDelay());
        Instant backoffEnds = BackoffCalculator.endOf(draft);
        boolean isFutile = draft.futility
                .filter(again -> again.isOf(failure))
                .filter(again -> again.count() >= draft.policy().giveUpAfter())
                .isPresent();
        if (draft.restarts.size() >= draft.policy().budget().restarts()) {
            IncidentTracker.quarantine(draft, Reason.BUDGET_SPENT);
        } else if (isFutile) {
            IncidentTracker.quarantine(draft, Reason.RESTART_INEFFECTIVE);
        } else if (draft.now.isBefore(actAt)) {
            hold(draft, Phase.FAILING, Reason.RESTART_DELAY, actAt);
        } else if (draft.now.isBefore(backoffEnds)) {
            hold(draft, Phase.BACKING_OFF, Reason.BACKOFF, backoffEnds);
        } else if (blockedUntil(draft).isAfter(draft.now)) {
            hold(draft, Phase.FAILING, draft.reason, blockedUntil(draft));
        } else if (RestartDecision.engineMayStillAct(draft)) {
            hold(
                    draft,
                    Phase.FAILING,
                    Reason.ENGINE_WILL_RESTART,
                    draft.failingSince.orElse(draft.now).plus(ENGINE_GRACE));
        } else {
            boolean stoppedByUs = draft.reason == Reason.STOPPED_BY_DOGWATCH;
            RestartDecision.begin(draft, stoppedByUs ? Action.START : Action.RESTART, failure.line());
        }
    }

    /** Stops a container that the engine restarts in a loop, if the policy allows it. */
    private static void endCrashLoop(Evaluation draft, Failure failure) {
        if (!draft.policy().crashLoop().stop()
                || ContextRules.dependencyTrouble(draft).isPresent()
                || ContextRules.hold(draft).isPresent()) {
            return;
        }
        Instant stopAt = later(BackoffCalculator.endOf(draft), blockedUntil(draft));
        if (draft.now.isBefore(stopAt)) {
            draft.wakeAt(stopAt);
        } else {
            IncidentTracker.quarantine(draft, Reason.CRASH_LOOP);
            RestartDecision.begin(draft, Action.STOP, failure.line());
        }
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    private static void hold(Evaluation draft, Phase phase, Reason reason, Instant until) {
        draft.phase = phase;
        draft.reason = reason;
        draft.wakeAt(until);
    }

    private static void onNoFailure(Evaluation draft) {
        if (draft.incident.isPresent()) {
            switch (draft.phase) {
                case HEALTHY -> closeIfRecovered(draft);
                case SUSPECT -> {
                    if (draft.reason == Reason.BELOW_QUORUM) {
                        closeIfRecovered(draft);
                    }
                }
                // A container that no longer exists cannot flap.
                case STOPPED -> IncidentTracker.close(draft, draft.reason);
                case STARTING, PAUSED, FAILING, RESTARTING, BACKING_OFF, QUARANTINED, MISSING, UNKNOWN -> {}
            }
        }
        ManualRequests.restart(draft, "manual request");
    }

    private static void closeIfRecovered(Evaluation draft) {
        if (RecoveryVerifier.isRecovered(draft)) {
            IncidentTracker.close(draft, Reason.RECOVERED);
        }
    }
}
