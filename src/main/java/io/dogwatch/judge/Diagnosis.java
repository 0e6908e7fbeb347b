package io.dogwatch.judge;

import io.dogwatch.model.Cause;
import io.dogwatch.model.Check;
import io.dogwatch.model.ContainerSnapshot;
import io.dogwatch.model.HumanDuration;
import io.dogwatch.model.Phase;
import io.dogwatch.model.Severity;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Second step of the judge: determines the phase of the target and its failure, if any. */
final class Diagnosis {

    private Diagnosis() {}

    static void of(Evaluation eval) {
        eval.failure = Optional.empty();
        if (!eval.engineReachable) {
            setPhase(eval, Phase.UNKNOWN, eval.unknownReason());
        } else if (eval.container.isEmpty()) {
            absent(eval);
        } else {
            present(eval, eval.container.get());
        }
        if (eval.failure.isEmpty()) {
            if (eval.engineReachable) {
                eval.failingSince = Optional.empty();
            }
        } else if (eval.failingSince.isEmpty()) {
            eval.failingSince = Optional.of(eval.now);
        }
    }

    private static void absent(Evaluation eval) {
        if (eval.watch.required()) {
            fail(eval, Phase.MISSING, Reason.MISSING, state(Cause.MISSING, Cause.MISSING.meaning()));
        } else {
            setPhase(eval, Phase.STOPPED, Reason.REMOVED);
        }
    }

    private static void present(Evaluation eval, ContainerSnapshot container) {
        switch (container.status()) {
            case CREATED -> created(eval, container);
            case REMOVING -> setPhase(eval, Phase.STOPPED, Reason.BEING_REMOVED);
            case PAUSED -> setPhase(eval, Phase.PAUSED, Reason.PAUSED_BY_PERSON);
            case DEAD -> fail(eval, Phase.FAILING, Reason.DEAD, state(Cause.DEAD, Cause.DEAD.meaning()));
            case RESTARTING -> restarting(eval);
            case EXITED -> exited(eval, container);
            case RUNNING -> running(eval);
        }
    }

    /** Handles a created container: a required one whose start failed is a replacement that did not start. */
    private static void created(Evaluation eval, ContainerSnapshot container) {
        if (eval.watch.required() && !container.startError().isEmpty()) {
            fail(eval, Phase.FAILING, Reason.NEVER_STARTED, startFailed(container));
        } else {
            setPhase(eval, Phase.STOPPED, Reason.NEVER_STARTED);
        }
    }

    private static Failure startFailed(ContainerSnapshot container) {
        return state(Cause.START_FAILED, container.startError());
    }

    /**
     * Returns whether the engine failed to start the container by its own restart policy, for example after its own
     * restart. The end of such a container was not requested.
     */
    private static boolean isEnginesFailedStart(ContainerSnapshot container) {
        String policy = container.restartPolicy().name();
        return !container.startError().isEmpty() && (policy.equals("always") || policy.equals("unless-stopped"));
    }

    /**
     * Handles a container that the engine's restart policy is restarting. Dogwatch ignores a single crash and handles a
     * loop.
     */
    private static void restarting(Evaluation eval) {
        if (loops(eval) && StopIntentDetector.isUnderWay(eval)) {
            beingStopped(eval);
        } else if (loops(eval)) {
            failCrashLoop(eval);
        } else {
            setPhase(eval, Phase.SUSPECT, Reason.ENGINE_WILL_RESTART);
        }
    }

    private static void exited(Evaluation eval, ContainerSnapshot container) {
        if (eval.stopped
                .filter(stop -> stop.reason() == Reason.STOPPED_BY_DOGWATCH)
                .filter(stop -> container.incarnation().equals(Optional.of(stop.incarnation())))
                .isPresent()) {
            Failure loop = state(Cause.CRASH_LOOP, "kept crashing; Dogwatch stopped it");
            fail(eval, Phase.QUARANTINED, Reason.STOPPED_BY_DOGWATCH, loop);
            return;
        }
        boolean startFailed = !container.startError().isEmpty();
        Failure crash = startFailed ? startFailed(container) : crash(container);
        boolean finished = !startFailed
                && (eval.policy().successExitCodes().contains(container.exitCode())
                        || (container.exitCode() == 0 && isJob(eval, container)));
        Optional<Reason> known = eval.stopped
                .filter(stop -> eval.incarnation().equals(Optional.of(stop.incarnation())))
                .map(PersistentState.Stopped::reason)
                .filter(reason -> reason != Reason.CRASHED)
                .filter(reason -> reason == Reason.STOPPED_BY_PERSON || !isEnginesFailedStart(container));
        if (known.isPresent()) {
            Reason stopReason = known.get();
            boolean isFailure = !finished
                    && (stopReason == Reason.EXITED_UNSEEN
                            || (stopReason == Reason.ALREADY_STOPPED && eval.watch.required()));
            if (isFailure) {
                fail(eval, Phase.FAILING, stopReason, crash);
            } else {
                setPhase(
                        eval,
                        Phase.STOPPED,
                        finished && stopReason != Reason.STOPPED_BY_PERSON ? Reason.FINISHED : stopReason);
            }
        } else if (finished) {
            setPhase(eval, Phase.STOPPED, Reason.FINISHED);
        } else {
            fail(eval, Phase.FAILING, Reason.CRASHED, crash);
        }
    }

    /**
     * Returns whether exit code 0 means that the container has completed its work. Under {@code on-failure} it does by
     * definition. Under {@code no}, the default of Docker and Compose, it does unless the container is a service: it has a
     * HEALTHCHECK, a published port, or a check of its own.
     */
    private static boolean isJob(Evaluation eval, ContainerSnapshot container) {
        return switch (container.restartPolicy().name()) {
            case "on-failure" -> true;
            case "no", "" ->
                container.health().status() == ContainerSnapshot.HealthStatus.NONE
                        && container.network().ports().stream().noneMatch(port -> port.host() != 0)
                        && eval.watch.checks().stream().noneMatch(Check.Probed.class::isInstance);
            default -> false;
        };
    }

    private static void running(Evaluation eval) {
        boolean starting = eval.inStartPhase();
        List<Check> failing = starting ? List.of() : failing(eval, Severity.CRITICAL);
        List<Check> warning = starting ? List.of() : failing(eval, Severity.WARN);
        boolean networkLost = hasLostNetwork(eval);
        FlapDetector.update(eval);
        boolean loops = loops(eval);
        if ((loops || networkLost || !failing.isEmpty()) && StopIntentDetector.isUnderWay(eval)) {
            beingStopped(eval);
        } else if (loops) {
            failCrashLoop(eval);
        } else if (!networkLost && StopIntentDetector.explains(eval, failing)) {
            fail(eval, Phase.FAILING, Reason.BEING_STOPPED, worst(eval, failing));
        } else if (networkLost) {
            fail(eval, Phase.FAILING, Reason.NETWORK_LOST, state(Cause.NETWORK_LOST, Cause.NETWORK_LOST.meaning()));
        } else if (!failing.isEmpty() && failing.size() >= quorum(eval)) {
            fail(eval, Phase.FAILING, Reason.CHECK_FAILED, worst(eval, failing));
        } else if (!warning.isEmpty()) {
            fail(eval, Phase.FAILING, Reason.WARNING, worst(eval, warning));
        } else if (eval.flapping) {
            fail(eval, Phase.SUSPECT, Reason.FLAPPING, FlapDetector.failure(eval));
        } else {
            passing(eval, starting, !failing.isEmpty());
        }
    }

    private static void beingStopped(Evaluation eval) {
        setPhase(eval, Phase.SUSPECT, Reason.BEING_STOPPED);
        eval.wakeAt(StopIntentDetector.endOf(eval));
    }

    /** Sets the phase of a target without a known failure. */
    private static void passing(Evaluation eval, boolean starting, boolean belowQuorum) {
        if (starting) {
            setPhase(eval, Phase.STARTING, Reason.START_PHASE);
            eval.wakeAt(eval.startPhaseEnds);
        } else if (belowQuorum) {
            setPhase(eval, Phase.SUSPECT, Reason.BELOW_QUORUM);
        } else if (eval.watch.checks().stream().anyMatch(check -> isSuspect(eval.streak(check)))) {
            setPhase(eval, Phase.SUSPECT, Reason.BELOW_THRESHOLD);
        } else {
            setPhase(eval, Phase.HEALTHY, Reason.ALL_CHECKS_PASS);
        }
        RecoveryVerifier.verify(eval);
    }

    private static boolean isSuspect(Streak streak) {
        return streak.failures() > 0 && streak.successes() == 0;
    }

    private static List<Check> failing(Evaluation eval, Severity severity) {
        List<Check> failing = List.of();
        for (Check check : eval.watch.checks()) {
            if (check.severity() == severity && eval.streak(check).failing()) {
                failing = failing.isEmpty() ? new ArrayList<>(2) : failing;
                failing.add(check);
            }
        }
        return failing;
    }

    private static int quorum(Evaluation eval) {
        return Math.min(
                eval.policy().quorum().checks(),
                Math.max(1, RecoveryVerifier.voters(eval).size()));
    }

    /**
     * Returns whether the container has lost its network: it keeps the namespace of another container's old incarnation
     * after that container is restarted.
     */
    private static boolean hasLostNetwork(Evaluation eval) {
        Optional<Instant> since = eval.context.networkSince();
        return since.isPresent()
                && eval.incarnation()
                        .filter(incarnation -> incarnation.startedAt().isBefore(since.get()))
                        .isPresent();
    }

    /** Returns the failure of the longest failing check. */
    private static Failure worst(Evaluation eval, List<Check> failing) {
        Check worst = failing.getFirst();
        Instant earliest = since(eval, worst);
        for (Check check : failing) {
            if (since(eval, check).isBefore(earliest)) {
                earliest = since(eval, check);
                worst = check;
            }
        }
        eval.failingSince = Optional.of(earliest);
        Streak streak = eval.streak(worst);
        return new Failure(
                worst.name(),
                worst.kind(),
                streak.cause().orElse(Cause.PROBER_FAULT),
                streak.detail(),
                streak.failures(),
                worst.thresholds().failure(),
                worst.thresholds().window());
    }

    private static Instant since(Evaluation eval, Check check) {
        return eval.streak(check).failingSince().orElse(eval.now);
    }

    /**
     * Returns whether the recent crashes reach the limit of {@code crashLoop} and the last one is less than
     * {@code resetAfter} ago.
     */
    private static boolean loops(Evaluation eval) {
        Duration calm = eval.policy().backoff().resetAfter();
        return eval.crashes.size() >= eval.policy().crashLoop().crashes()
                && eval.now.isBefore(eval.crashes.getLast().plus(calm));
    }

    private static void failCrashLoop(Evaluation eval) {
        String detail = "crashed " + eval.crashes.size() + " times within "
                + HumanDuration.of(eval.policy().crashLoop().window()) + "; the engine keeps restarting it";
        eval.wakeAt(eval.crashes.getLast().plus(eval.policy().backoff().resetAfter()));
        fail(eval, Phase.QUARANTINED, Reason.CRASH_LOOP, state(Cause.CRASH_LOOP, detail));
    }

    private static Failure crash(ContainerSnapshot container) {
        int code = container.exitCode();
        if (container.oomKilled()) {
            return state(Cause.OUT_OF_MEMORY, "killed because it reached its memory limit (exit code " + code + ")");
        }
        // By convention 128 plus the signal number; 137 alone does not prove an out-of-memory kill.
        boolean bySignal = code > 128 && code <= 128 + 64;
        return state(
                Cause.EXITED,
                bySignal
                        ? "killed by signal " + (code - 128) + " (exit code " + code + ")"
                        : "exited with code " + code);
    }

    static Failure state(Cause cause, String detail) {
        return new Failure("state", "state", cause, detail, 1, 1);
    }

    static void setPhase(Evaluation eval, Phase phase, Reason reason) {
        eval.phase = phase;
        eval.reason = reason;
    }

    static void fail(Evaluation eval, Phase phase, Reason reason, Failure failure) {
        setPhase(eval, phase, reason);
        eval.failure = Optional.of(failure);
    }
}
