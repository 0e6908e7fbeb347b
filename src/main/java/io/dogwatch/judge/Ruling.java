package io.dogwatch.judge;

import io.dogwatch.target.Check;
import io.dogwatch.target.ContainerSnapshot.HealthStatus;
import io.dogwatch.target.ContainerStatus;
import io.dogwatch.target.Phase;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** The judge's third step: what is to be done about the diagnosis. Announces before it acts. */
final class Ruling {

    /** How many successes in a row of every probed check prove a recovery. */
    static final int PROOF = 2;

    /**
     * How long a container that ended unseen may stay down before it is announced: an engine that comes back starts its
     * {@code always} containers by itself, a few at a time.
     */
    static final Duration ENGINE_GRACE = Duration.ofSeconds(10);

    private Ruling() {}

    static void on(Draft draft) {
        if (!draft.engineReachable) {
            return;
        }
        keepHealthyTime(draft);
        if (draft.intent.isPresent()) {
            pursueIntent(draft);
        } else if (draft.failure.isPresent()) {
            onFailure(draft, draft.failure.get());
        } else {
            onNoFailure(draft);
        }
    }

    /** Long enough healthy, and the next failure begins afresh. */
    private static void keepHealthyTime(Draft draft) {
        if (draft.phase != Phase.HEALTHY) {
            draft.healthySince = Optional.empty();
            return;
        }
        Instant since = draft.healthySince.orElse(draft.now);
        draft.healthySince = Optional.of(since);
        Instant calm = since.plus(draft.policy().backoff().resetAfter());
        if (!draft.now.isBefore(calm)) {
            draft.attempt = 0;
            draft.quarantine = Optional.empty();
        } else if (draft.attempt > 0 || draft.quarantine.isPresent()) {
            draft.wakeAt(calm);
        }
    }

    /** One restart at a time: nothing else is decided until its outcome is known. */
    private static void pursueIntent(Draft draft) {
        Intent intent = draft.intent.orElseThrow();
        draft.phase = Phase.RESTARTING;
        draft.reason = draft.intentInFlight ? Reason.RESTART_DECIDED : Reason.OUTCOME_UNKNOWN;
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

    private static void onFailure(Draft draft, Failure failure) {
        Instant announceAt = draft.failingSince.orElse(draft.now).plus(graceBeforeAnnouncing(draft));
        if (draft.incident.isEmpty() && draft.now.isBefore(announceAt)) {
            draft.wakeAt(announceAt);
            return;
        }
        boolean opens = draft.incident.isEmpty();
        Incident incident = draft.incident.orElseGet(() -> Casebook.open(draft, failure));
        draft.incident = Optional.of(incident);
        int decisionsBefore = draft.decisions.size();
        actOrHold(draft, failure);
        if (opens) {
            Casebook.announceOpening(draft, decisionsBefore);
        }
    }

    private static Duration graceBeforeAnnouncing(Draft draft) {
        return draft.reason == Reason.EXITED_UNSEEN ? ENGINE_GRACE : Duration.ZERO;
    }

    private static void actOrHold(Draft draft, Failure failure) {
        Optional<Reason> untouchable = untouchable(draft);
        if (untouchable.isPresent()) {
            draft.reason = untouchable.get();
            return;
        }
        if (draft.quarantine.isPresent()) {
            Ledger.Quarantine quarantine = draft.quarantine.get();
            if (draft.now.isBefore(quarantine.until())) {
                hold(draft, Phase.QUARANTINED, quarantine.reason(), quarantine.until());
                return;
            }
            draft.quarantine = Optional.empty();
            draft.attempt = 0;
        }
        Instant actAt =
                draft.incident.orElseThrow().openedAt().plus(draft.policy().actAfter());
        Instant backoffEnds = Backoffs.endOf(draft);
        if (draft.restarts.size() >= draft.policy().budget().restarts()) {
            Casebook.quarantine(draft);
        } else if (draft.now.isBefore(actAt)) {
            hold(draft, Phase.FAILING, Reason.ACT_AFTER, actAt);
        } else if (draft.now.isBefore(backoffEnds)) {
            hold(draft, Phase.BACKING_OFF, Reason.BACKOFF, backoffEnds);
        } else if (engineMayStillAct(draft)) {
            hold(
                    draft,
                    Phase.FAILING,
                    Reason.ENGINE_WILL_RESTART,
                    draft.failingSince.orElse(draft.now).plus(ENGINE_GRACE));
        } else {
            restart(draft, failure);
        }
    }

    private static void hold(Draft draft, Phase phase, Reason reason, Instant until) {
        draft.phase = phase;
        draft.reason = reason;
        draft.wakeAt(until);
    }

    /** Why nothing may be done, whatever is wrong. */
    private static Optional<Reason> untouchable(Draft draft) {
        boolean held = draft.reason == Reason.EXITED_UNSEEN
                || draft.reason == Reason.FOUND_STOPPED
                || draft.reason == Reason.NOT_THERE
                || draft.reason == Reason.DEAD
                || draft.reason == Reason.CRASH_LOOP;
        if (held) {
            return Optional.of(draft.reason);
        }
        return draft.mayAct() ? Optional.empty() : Optional.of(Reason.OBSERVE_ONLY);
    }

    /**
     * A container whose policy is {@code always} or {@code unless-stopped} and that is down all the same: the engine is
     * given a moment, since two restarts at once really restart twice.
     */
    private static boolean engineMayStillAct(Draft draft) {
        boolean exited = draft.container
                .filter(c -> c.status() == ContainerStatus.EXITED)
                .filter(c -> c.restartPolicy().name().equals("always")
                        || c.restartPolicy().name().equals("unless-stopped"))
                .isPresent();
        return exited && draft.now.isBefore(draft.failingSince.orElse(draft.now).plus(ENGINE_GRACE));
    }

    private static void restart(Draft draft, Failure failure) {
        Incident incident = draft.incident.orElseThrow().withRestart();
        draft.incident = Optional.of(incident);
        draft.ordinal++;
        draft.attempt++;
        Intent intent = new Intent(
                Casebook.id(draft, "r"),
                incident.id(),
                draft.incarnation().orElseThrow(),
                Action.RESTART,
                draft.attempt,
                draft.now,
                failure.line());
        draft.intent = Optional.of(intent);
        draft.intentInFlight = true;
        draft.restartCalled = false;
        draft.restarts = Draft.with(draft.restarts, draft.now);
        draft.lastRestart = Optional.of(draft.now);
        draft.phase = Phase.RESTARTING;
        draft.reason = Reason.RESTART_DECIDED;
        if (incident.restarts() > 1) {
            draft.decisions.add(new Decision.UpdateIncident(incident));
        }
        draft.decisions.add(new Decision.Act(intent));
    }

    private static void onNoFailure(Draft draft) {
        if (draft.incident.isEmpty()) {
            return;
        }
        switch (draft.phase) {
            case HEALTHY -> {
                if (recoveryIsProven(draft)) {
                    Casebook.close(draft, Reason.RECOVERED);
                }
            }
            case STOPPED -> Casebook.close(draft, draft.reason);
            case STARTING, SUSPECT, PAUSED, FAILING, RESTARTING, BACKING_OFF, QUARANTINED, MISSING, UNKNOWN -> {}
        }
    }

    private static boolean recoveryIsProven(Draft draft) {
        for (Check check : draft.watch.checks()) {
            if (check instanceof Check.Probed
                    && draft.streak(check).successes()
                            < Math.max(PROOF, check.thresholds().success())) {
                return false;
            }
        }
        return draft.container
                .filter(c ->
                        c.health().status() == HealthStatus.NONE || c.health().status() == HealthStatus.HEALTHY)
                .isPresent();
    }
}
