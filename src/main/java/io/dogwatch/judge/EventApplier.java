package io.dogwatch.judge;

import io.dogwatch.model.Cause;
import io.dogwatch.model.Check;
import io.dogwatch.model.ContainerSnapshot;
import io.dogwatch.model.ContainerSnapshot.HealthStatus;
import io.dogwatch.model.ContainerStatus;
import io.dogwatch.model.Incarnation;
import io.dogwatch.model.LogCheck;
import io.dogwatch.model.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** First step of the judge: applies one event to the state. */
final class EventApplier {

    /** Delay before an intent with an unknown result is checked again. */
    static final Duration INTENT_RETRY = Duration.ofSeconds(5);

    /** Delay after a superseded action; the obstacle needs this time to appear as a hold. */
    static final Duration SUPERSEDED_PAUSE = Duration.ofSeconds(2);

    private EventApplier() {}

    static void take(Evaluation draft, Event event) {
        switch (event) {
            case Event.Observed observed -> observe(draft, observed.container());
            case Event.Signalled signalled -> {
                if (isOfThisIncarnation(draft, signalled.at())) {
                    StopIntentDetector.signal(draft, signalled);
                }
            }
            case Event.StopConfirmed confirmed -> {
                if (isOfThisIncarnation(draft, confirmed.at())) {
                    StopIntentDetector.confirm(draft, confirmed);
                }
            }
            case Event.Died died -> {
                if (isCurrent(draft, died.containerId()) && isOfThisIncarnation(draft, died.at())) {
                    draft.died = Optional.of(new TargetState.Death(died.containerId(), died.at()));
                }
            }
            case Event.Probed probed -> count(draft, probed);
            case Event.Woken woken -> {}
            case Event.RestartCalled called -> {
                if (isIntent(draft, called.intentId())) {
                    draft.restartCalled = true;
                }
            }
            case Event.RemedyEnded ended -> {
                if (isIntent(draft, ended.intentId())) {
                    endAction(draft, ended);
                }
            }
            case Event.CircumstancesChanged(TargetContext circumstances) -> ContextRules.change(draft, circumstances);
            case Event.Requested requested -> draft.requested = Optional.of(requested);
            case Event.EngineLost lost -> {
                draft.engineReachable = false;
                draft.blind = true;
                draft.engineLostAt = draft.engineLostAt.or(() -> Optional.of(draft.now));
            }
        }
    }

    private static boolean isCurrent(Evaluation draft, String containerId) {
        return draft.container.isEmpty() || draft.container.get().id().equals(containerId);
    }

    /** Returns false for an event older than the current incarnation. */
    private static boolean isOfThisIncarnation(Evaluation draft, Instant at) {
        return draft.container
                .flatMap(ContainerSnapshot::startedAt)
                .filter(at::isBefore)
                .isEmpty();
    }

    private static boolean isIntent(Evaluation draft, String intentId) {
        return draft.intent.isPresent() && draft.intent.get().id().equals(intentId);
    }

    private static void observe(Evaluation draft, Optional<ContainerSnapshot> seen) {
        Optional<Incarnation> known = draft.incarnation();
        draft.container = seen;
        draft.engineReachable = true;
        if (!known.equals(draft.incarnation())) {
            beginIncarnation(draft);
        }
        if (seen.isPresent()) {
            if (draft.isRunning()) {
                draft.lastRunning = draft.incarnation();
            } else {
                StopIntentDetector.readIntoTheEnd(draft, seen.get());
            }
            takeHealth(draft, seen.get().health());
        }
        draft.blind = false;
        draft.engineLostAt = Optional.empty();
    }

    private static void beginIncarnation(Evaluation draft) {
        draft.rebornStreaks();
        draft.healthySince = Optional.empty();
        draft.startPassed = false;
        if (draft.container.isEmpty()) {
            draft.stopSign = Optional.empty();
            draft.died = Optional.empty();
            return;
        }
        ContainerSnapshot container = draft.container.get();
        Instant start = container.startedAt().filter(draft.now::isAfter).orElse(draft.now);
        draft.startPhaseEnds = start.plus(draft.policy().startPeriod());
        if (draft.quarantine.isPresent()
                && !draft.quarantine.get().containerId().equals(container.id())) {
            draft.quarantine = Optional.empty();
            draft.attempt = 0;
            draft.futility = Optional.empty();
        }
        if (container.engineRestartCount() == 0 && draft.intent.isEmpty()) {
            // Started manually: the engine's loop is over, and crashes count from zero. It may have crashed again
            // before this first inspection.
            draft.crashes = List.of();
        }
        draft.hung = draft.hung.filter(life -> container.incarnation().equals(Optional.of(life)));
        draft.stopSign = draft.stopSign.filter(sign -> isOfThisIncarnation(draft, sign.sentAt()));
        draft.died = draft.died.filter(death -> isOfThisIncarnation(draft, death.at()));
        // Also if it has exited again: an incarnation that runs for milliseconds is seldom seen running.
        if (engineStartedIt(draft, container)) {
            draft.crashes = Evaluation.with(draft.crashes, draft.now);
        }
        if (draft.isRunning()) {
            draft.stopped = Optional.empty();
        }
    }

    /**
     * Returns whether the engine's restart policy started this incarnation after a crash. Relies on RestartCount, which
     * any other restart resets to zero.
     */
    private static boolean engineStartedIt(Evaluation draft, ContainerSnapshot container) {
        return draft.intent.isEmpty()
                && container.engineRestartCount() > 0
                && draft.lastRunning
                        .filter(last -> last.containerId().equals(container.id())
                                && !container.incarnation().equals(Optional.of(last)))
                        .isPresent();
    }

    /** Applies the health status. The engine has already applied its own threshold, and its status is final. */
    private static void takeHealth(Evaluation draft, ContainerSnapshot.Health health) {
        for (Check check : draft.watch.checks()) {
            if (check instanceof Check.HealthCheck) {
                if (health.status() == HealthStatus.UNHEALTHY) {
                    String detail = health.log().isEmpty()
                            ? ""
                            : "exit code " + health.log().getLast().exitCode() + ": " + health.lastOutput();
                    add(draft, check, Outcome.unhealthy(Cause.HEALTHCHECK_FAILED, detail, Duration.ZERO));
                } else if (health.status() != HealthStatus.STARTING) {
                    add(draft, check, Outcome.healthy(Duration.ZERO));
                    passStart(draft);
                }
            }
        }
    }

    private static void count(Evaluation draft, Event.Probed probed) {
        boolean counts = draft.engineReachable
                && draft.intent.isEmpty()
                && draft.isRunning()
                && draft.isCurrentIncarnation(probed.incarnation());
        Optional<Check> check = draft.watch.check(probed.check());
        if (!counts || check.isEmpty()) {
            return;
        }
        boolean excused = check.get() instanceof Check.Probed
                && probed.outcome() instanceof Outcome.Unhealthy
                && draft.inStartPhase();
        if (!excused) {
            add(draft, check.get(), probed.outcome());
            passStart(draft);
        }
    }

    private static void add(Evaluation draft, Check check, Outcome outcome) {
        Streak before = draft.streak(check);
        Streak after = before.after(outcome, check.thresholds(), draft.now);
        draft.streak(check, after);
        if (check instanceof LogCheck && before.failing() && !after.failing()) {
            // The absence of log lines proves nothing: probes that passed before the log failure ended must pass again.
            for (Check other : draft.watch.checks()) {
                if (other instanceof Check.Probed) {
                    draft.streak(other, draft.streak(other).unproved());
                }
            }
        }
    }

    /** Ends the start phase once every check that can signal readiness has passed. */
    private static void passStart(Evaluation draft) {
        if (draft.startPassed || draft.container.isEmpty()) {
            return;
        }
        HealthStatus health = draft.container.get().health().status();
        boolean somethingTells = health == HealthStatus.HEALTHY;
        for (Check check : draft.watch.checks()) {
            if (check.signalsReady()) {
                somethingTells = true;
                if (draft.streak(check).successes() == 0) {
                    return;
                }
            }
        }
        draft.startPassed = somethingTells && health != HealthStatus.STARTING && health != HealthStatus.UNHEALTHY;
    }

    private static void endAction(Evaluation draft, Event.RemedyEnded ended) {
        draft.intentInFlight = false;
        switch (ended.result()) {
            case ActionResult.Undetermined undetermined -> {
                draft.restartCalled = true;
                draft.retryIntentAt = Optional.of(draft.now.plus(INTENT_RETRY));
            }
            case ActionResult.Restarted restarted -> {
                draft.lastRunning = Optional.of(restarted.incarnation());
                draft.stopped = Optional.empty();
                close(draft, ended);
            }
            case ActionResult.Stopped(Incarnation life) -> {
                draft.stopped = Optional.of(new PersistentState.Stopped(life, Reason.STOPPED_BY_DOGWATCH));
                close(draft, ended);
            }
            case ActionResult.Hung hung -> {
                draft.hung = isStillRunning(draft);
                close(draft, ended);
            }
            case ActionResult.Failed failed -> {
                Action action = draft.intent.orElseThrow().action();
                draft.restartFailed = action == Action.KILL_START;
                close(draft, ended);
                if (action == Action.STOP) {
                    // A failed stop does not count towards the backoff, but must not be retried immediately either.
                    draft.retryIntentAt =
                            Optional.of(draft.now.plus(draft.policy().backoff().cap()));
                }
            }
            case ActionResult.Superseded superseded -> {
                takeBack(draft);
                close(draft, ended);
                draft.retryIntentAt = Optional.of(draft.now.plus(SUPERSEDED_PAUSE));
            }
        }
    }

    /** Reverts the counts of an action whose call was never made. A restart that hung still hangs. */
    private static void takeBack(Evaluation draft) {
        Intent intent = draft.intent.orElseThrow();
        if (intent.action() == Action.KILL_START) {
            draft.hung = isStillRunning(draft);
        }
        if (!intent.action().isAttempt()) {
            return;
        }
        draft.restarts = draft.restarts.stream()
                .filter(at -> !at.equals(intent.decidedAt()))
                .toList();
        draft.attempt = Math.max(0, draft.attempt - 1);
        draft.futility = draft.futility.map(PersistentState.Futility::less);
        draft.incident = draft.incident
                .filter(open -> open.id().equals(intent.incidentId()))
                .map(Incident::withoutRestart)
                .or(() -> draft.incident);
    }

    /** Returns the incarnation that the intent was to replace, if it is still current. */
    private static Optional<Incarnation> isStillRunning(Evaluation draft) {
        // A paused container keeps its incarnation.
        boolean lives = draft.isRunning()
                || draft.container
                        .filter(c -> c.status() == ContainerStatus.PAUSED)
                        .isPresent();
        return lives ? draft.incarnation().filter(draft.intent.orElseThrow().incarnation()::equals) : Optional.empty();
    }

    private static void close(Evaluation draft, Event.RemedyEnded ended) {
        draft.decisions.add(new Decision.EndIntent(ended.intentId(), ended.result()));
        draft.intent = Optional.empty();
        draft.restartCalled = false;
        draft.retryIntentAt = Optional.empty();
        draft.lastRestart = Optional.of(draft.now);
        draft.container
                .filter(c -> c.status() != ContainerStatus.RUNNING)
                .ifPresent(c -> StopIntentDetector.readIntoTheEnd(draft, c));
    }
}
