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
import java.util.stream.Stream;

/** First step of the judge: applies one event to the state. */
final class EventApplier {

    /** Delay before an intent with an unknown result is checked again. */
    static final Duration INTENT_RETRY = Duration.ofSeconds(5);

    /** Delay after a superseded action; the obstacle needs this time to appear as a hold. */
    static final Duration SUPERSEDED_PAUSE = Duration.ofSeconds(2);

    /** How long after an unpause the date of a health test matters; limits the effect of different clocks. */
    private static final Duration MAX_HEALTH_INTERVAL = Duration.ofMinutes(5);

    private EventApplier() {}

    static void apply(Evaluation eval, Event event) {
        switch (event) {
            case Event.Observed observed -> observe(eval, observed.container());
            case Event.Signalled signalled -> {
                if (isOfThisIncarnation(eval, signalled.at())) {
                    StopIntentDetector.signal(eval, signalled);
                }
            }
            case Event.StopConfirmed confirmed -> {
                if (isOfThisIncarnation(eval, confirmed.at())) {
                    StopIntentDetector.confirm(eval, confirmed);
                }
            }
            case Event.Died died -> {
                if (isCurrent(eval, died.containerId()) && isOfThisIncarnation(eval, died.at())) {
                    eval.died = Optional.of(new TargetState.Death(died.containerId(), died.at()));
                }
            }
            case Event.Probed probed -> count(eval, probed);
            case Event.Woken woken -> {}
            case Event.RestartCalled called -> {
                if (isIntent(eval, called.intentId())) {
                    eval.restartCalled = true;
                    eval.stopsInCall = eval.stopSign.isPresent() ? 1 : 0;
                }
            }
            case Event.ActionEnded ended -> {
                if (isIntent(eval, ended.intentId())) {
                    endAction(eval, ended);
                }
            }
            case Event.ContextChanged(TargetContext circumstances) -> ContextRules.apply(eval, circumstances);
            case Event.Requested requested -> eval.requested = Optional.of(requested);
            case Event.EngineLost lost -> {
                eval.engineReachable = false;
                eval.blind = true;
                eval.engineLostAt = eval.engineLostAt.or(() -> Optional.of(eval.now));
            }
        }
    }

    private static boolean isCurrent(Evaluation eval, String containerId) {
        return eval.container.isEmpty() || eval.container.get().id().equals(containerId);
    }

    /** Returns false for an event older than the current incarnation. */
    private static boolean isOfThisIncarnation(Evaluation eval, Instant at) {
        return eval.container
                .flatMap(ContainerSnapshot::startedAt)
                .filter(at::isBefore)
                .isEmpty();
    }

    private static boolean isIntent(Evaluation eval, String intentId) {
        return eval.intent.isPresent() && eval.intent.get().id().equals(intentId);
    }

    private static void observe(Evaluation eval, Optional<ContainerSnapshot> seen) {
        Optional<Incarnation> known = eval.incarnation();
        Optional<ContainerSnapshot> before = eval.container;
        eval.container = seen;
        eval.engineReachable = true;
        if (!known.equals(eval.incarnation())) {
            beginIncarnation(eval);
        }
        if (before.isPresent() && seen.isPresent() && eval.isRunning() && known.equals(eval.incarnation())) {
            compare(eval, before.get(), seen.get());
        }
        if (seen.isPresent()) {
            if (eval.isRunning()) {
                eval.lastRunning = eval.incarnation();
            } else {
                StopIntentDetector.explainExit(eval, seen.get());
            }
            applyHealth(eval, seen.get().health());
        }
        eval.blind = false;
        eval.engineLostAt = Optional.empty();
    }

    /** Applies changes of a running incarnation. */
    private static void compare(Evaluation eval, ContainerSnapshot before, ContainerSnapshot now) {
        if (before.status() == ContainerStatus.PAUSED) {
            eval.resumedAt = Optional.of(eval.now);
        }
        if (!now.network().hasAddressesOf(before.network())) {
            eval.resetStreaksOfAddresses();
        }
    }

    private static void beginIncarnation(Evaluation eval) {
        eval.resetStreaks();
        eval.healthySince = Optional.empty();
        eval.startPassed = false;
        eval.resumedAt = Optional.empty();
        if (eval.container.isEmpty()) {
            eval.stopSign = Optional.empty();
            eval.died = Optional.empty();
            return;
        }
        ContainerSnapshot container = eval.container.get();
        Instant start = container.startedAt().filter(eval.now::isAfter).orElse(eval.now);
        Duration ofHealth = container.health().startPeriod();
        Duration startPeriod = eval.policy().startPeriod();
        eval.startPhaseEnds = start.plus(ofHealth.compareTo(startPeriod) > 0 ? ofHealth : startPeriod);
        if (eval.quarantine.isPresent() && !eval.quarantine.get().containerId().equals(container.id())) {
            eval.quarantine = Optional.empty();
            eval.attempt = 0;
            eval.futility = Optional.empty();
        }
        if (container.engineRestartCount() == 0 && eval.intent.isEmpty()) {
            // Started manually: the engine's loop is over, and crashes count from zero. It may have crashed again
            // before this first inspection.
            eval.crashes = List.of();
        }
        eval.hung = eval.hung.filter(incarnation -> container.incarnation().equals(Optional.of(incarnation)));
        StopIntentDetector.beginIncarnation(eval, container);
        eval.died = eval.died.filter(death -> isOfThisIncarnation(eval, death.at()));
        // Also if it has exited again: an incarnation that runs for milliseconds is seldom seen running.
        if (engineStartedIt(eval, container)) {
            eval.crashes = Evaluation.with(eval.crashes, eval.now);
        }
        if (eval.isRunning()) {
            eval.stopped = Optional.empty();
        }
    }

    /**
     * Returns whether the engine's restart policy started this incarnation after a crash. Relies on RestartCount, which
     * any other restart resets to zero.
     */
    private static boolean engineStartedIt(Evaluation eval, ContainerSnapshot container) {
        return eval.intent.isEmpty()
                && container.engineRestartCount() > 0
                && eval.lastRunning
                        .filter(last -> last.containerId().equals(container.id())
                                && !container.incarnation().equals(Optional.of(last)))
                        .isPresent();
    }

    /** Applies the health status. The engine has already applied its own threshold, and its status is final. */
    private static void applyHealth(Evaluation eval, ContainerSnapshot.Health health) {
        if (health.status() == HealthStatus.UNHEALTHY && isInconclusive(eval, health)) {
            return;
        }
        for (Check check : eval.watch.checks()) {
            if (check instanceof Check.HealthCheck) {
                if (health.status() == HealthStatus.UNHEALTHY) {
                    String detail = health.log().isEmpty()
                            ? ""
                            : "exit code " + health.log().getLast().exitCode() + ": " + health.lastOutput();
                    add(eval, check, Outcome.unhealthy(Cause.HEALTHCHECK_FAILED, detail, Duration.ZERO));
                } else if (health.status() != HealthStatus.STARTING) {
                    add(eval, check, Outcome.healthy(Duration.ZERO));
                    passStart(eval);
                }
            }
        }
    }

    /**
     * Returns whether {@code unhealthy} says nothing about this incarnation: the engine could not run the last test, or the
     * test began before the container started or before it was unpaused.
     */
    private static boolean isInconclusive(Evaluation eval, ContainerSnapshot.Health health) {
        if (!eval.isRunning()) {
            return eval.container
                    .filter(container -> container.status() == ContainerStatus.PAUSED)
                    .isPresent();
        }
        if (health.log().isEmpty()) {
            return false;
        }
        ContainerSnapshot.HealthProbe last = health.log().getLast();
        boolean isDated = last.start().isAfter(Instant.EPOCH);
        boolean isOfEarlierLife = isDated && !isOfThisIncarnation(eval, last.start());
        boolean isFromBeforeUnpause = isDated
                && eval.resumedAt
                        .filter(resumed ->
                                last.start().isBefore(resumed) && eval.now.isBefore(resumed.plus(MAX_HEALTH_INTERVAL)))
                        .isPresent();
        return last.couldNotRun() || isOfEarlierLife || isFromBeforeUnpause;
    }

    private static void count(Evaluation eval, Event.Probed probed) {
        boolean counts = eval.engineReachable
                && eval.intent.isEmpty()
                && eval.isRunning()
                && eval.isCurrentIncarnation(probed.incarnation());
        Optional<Check> check = eval.watch.check(probed.check());
        if (!counts || check.isEmpty()) {
            return;
        }
        boolean excused = check.get() instanceof Check.Probed
                && probed.outcome() instanceof Outcome.Unhealthy
                && eval.inStartPhase();
        boolean tooEarly = check.get() instanceof LogCheck log
                && probed.outcome() instanceof Outcome.Unhealthy unhealthy
                && unhealthy.cause() == Cause.HEARTBEAT_MISSED
                && eval.now.isBefore(eval.startPhaseEnds.plus(heartbeatInterval(log)));
        if (!excused && !tooEarly) {
            add(eval, check.get(), probed.outcome());
            passStart(eval);
        }
    }

    private static Duration heartbeatInterval(LogCheck check) {
        return check.markers().stream()
                .flatMap(marker -> marker instanceof LogCheck.Marker.Heartbeat beat ? Stream.of(beat) : Stream.empty())
                .map(LogCheck.Marker.Heartbeat::interval)
                .max(Duration::compareTo)
                .orElse(Duration.ZERO);
    }

    private static void add(Evaluation eval, Check check, Outcome outcome) {
        Streak before = eval.streak(check);
        Streak after = before.after(outcome, check.thresholds(), eval.now);
        eval.streak(check, after);
        if (outcome instanceof Outcome.Healthy && !(check instanceof LogCheck)) {
            StopIntentDetector.outlived(eval);
        }
        if (check instanceof LogCheck && before.failing() && !after.failing()) {
            // The absence of log lines proves nothing: probes that passed before the log failure ended must pass again.
            for (Check other : eval.watch.checks()) {
                if (other instanceof Check.Probed) {
                    eval.streak(other, eval.streak(other).withoutSuccesses());
                }
            }
        }
    }

    /** Ends the start phase once every check that can signal readiness has passed. */
    private static void passStart(Evaluation eval) {
        if (eval.startPassed || eval.container.isEmpty()) {
            return;
        }
        HealthStatus health = eval.container.get().health().status();
        boolean hasReadinessSignal = health == HealthStatus.HEALTHY;
        for (Check check : eval.watch.checks()) {
            if (check.signalsReady()) {
                hasReadinessSignal = true;
                if (eval.streak(check).successes() == 0) {
                    return;
                }
            }
        }
        eval.startPassed = hasReadinessSignal && health != HealthStatus.STARTING && health != HealthStatus.UNHEALTHY;
    }

    private static void endAction(Evaluation eval, Event.ActionEnded ended) {
        eval.intentInFlight = false;
        switch (ended.result()) {
            case ActionResult.Undetermined undetermined -> {
                eval.restartCalled = true;
                eval.retryIntentAt = Optional.of(eval.now.plus(INTENT_RETRY));
            }
            case ActionResult.Restarted restarted -> {
                eval.lastRunning = Optional.of(restarted.incarnation());
                eval.stopped = Optional.empty();
                endIntent(eval, ended);
            }
            case ActionResult.Stopped(Incarnation incarnation) -> {
                eval.stopped = Optional.of(new PersistentState.Stopped(incarnation, Reason.STOPPED_BY_DOGWATCH));
                endIntent(eval, ended);
            }
            case ActionResult.Hung hung -> {
                eval.hung = unchangedIncarnation(eval);
                endIntent(eval, ended);
            }
            case ActionResult.Failed failed -> {
                Action action = eval.intent.orElseThrow().action();
                boolean startFailed = action != Action.STOP
                        && eval.container
                                .filter(c -> c.status() == ContainerStatus.EXITED
                                        && !c.startError().isEmpty())
                                .isPresent();
                eval.restartFailed = action == Action.KILL_START && !startFailed;
                if (startFailed && action.isAttempt()) {
                    // The container did not run: there was no restart that could have been effective.
                    revert(eval);
                }
                endIntent(eval, ended);
                if (action == Action.STOP || startFailed) {
                    // Does not count towards the backoff, but must not be retried immediately either.
                    eval.retryIntentAt =
                            Optional.of(eval.now.plus(eval.policy().backoff().cap()));
                }
            }
            case ActionResult.Superseded superseded -> {
                revert(eval);
                endIntent(eval, ended);
                eval.retryIntentAt = Optional.of(eval.now.plus(SUPERSEDED_PAUSE));
            }
        }
    }

    /** Reverts the counts of an action whose call was never made. A restart that hung still hangs. */
    private static void revert(Evaluation eval) {
        Intent intent = eval.intent.orElseThrow();
        if (intent.action() == Action.KILL_START) {
            eval.hung = unchangedIncarnation(eval);
        }
        if (!intent.action().isAttempt()) {
            return;
        }
        eval.restarts = eval.restarts.stream()
                .filter(at -> !at.equals(intent.decidedAt()))
                .toList();
        eval.attempt = Math.max(0, eval.attempt - 1);
        eval.futility = eval.futility.map(PersistentState.Futility::decrement);
        eval.incident = eval.incident
                .filter(open -> open.id().equals(intent.incidentId()))
                .map(Incident::withoutRestart)
                .or(() -> eval.incident);
    }

    /** Returns the incarnation that the intent was to replace, if it is still current. */
    private static Optional<Incarnation> unchangedIncarnation(Evaluation eval) {
        // A paused container keeps its incarnation.
        boolean hasProcess = eval.isRunning()
                || eval.container
                        .filter(c -> c.status() == ContainerStatus.PAUSED)
                        .isPresent();
        return hasProcess
                ? eval.incarnation().filter(eval.intent.orElseThrow().incarnation()::equals)
                : Optional.empty();
    }

    private static void endIntent(Evaluation eval, Event.ActionEnded ended) {
        eval.decisions.add(new Decision.EndIntent(ended.intentId(), ended.result()));
        eval.intent = Optional.empty();
        eval.restartCalled = false;
        eval.retryIntentAt = Optional.empty();
        eval.lastRestart = Optional.of(eval.now);
        eval.container
                .filter(c -> c.status() != ContainerStatus.RUNNING)
                .ifPresent(c -> StopIntentDetector.explainExit(eval, c));
    }
}
