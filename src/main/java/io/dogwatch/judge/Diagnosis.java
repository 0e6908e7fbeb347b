package io.dogwatch.judge;

import io.dogwatch.model.Cause;
import io.dogwatch.model.Check;
import io.dogwatch.model.ContainerSnapshot;
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

    static void of(Evaluation draft) {
        draft.failure = Optional.empty();
        if (!draft.engineReachable) {
            setPhase(draft, Phase.UNKNOWN, draft.lostReason());
        } else if (draft.container.isEmpty()) {
            absent(draft);
        } else {
            present(draft, draft.container.get());
        }
        if (draft.failure.isEmpty()) {
            if (draft.engineReachable) {
                draft.failingSince = Optional.empty();
            }
        } else if (draft.failingSince.isEmpty()) {
            draft.failingSince = Optional.of(draft.now);
        }
    }

    private static void absent(Evaluation draft) {
        if (draft.watch.required()) {
            fail(draft, Phase.MISSING, Reason.MISSING, state(Cause.MISSING, Cause.MISSING.meaning()));
        } else {
            setPhase(draft, Phase.STOPPED, Reason.REMOVED);
        }
    }

    private static void present(Evaluation draft, ContainerSnapshot container) {
        switch (container.status()) {
            case CREATED -> setPhase(draft, Phase.STOPPED, Reason.NEVER_STARTED);
            case REMOVING -> setPhase(draft, Phase.STOPPED, Reason.BEING_REMOVED);
            case PAUSED -> setPhase(draft, Phase.PAUSED, Reason.PAUSED_BY_PERSON);
            case DEAD -> fail(draft, Phase.FAILING, Reason.DEAD, state(Cause.DEAD, Cause.DEAD.meaning()));
            case RESTARTING -> restarting(draft);
            case EXITED -> exited(draft, container);
            case RUNNING -> running(draft);
        }
    }

    /**
     * Handles a container that the engine's restart policy is restarting. Dogwatch ignores a single crash and handles a
     * loop.
     */
    private static void restarting(Evaluation draft) {
        if (loops(draft) && StopIntentDetector.isUnderWay(draft)) {
            beingStopped(draft);
        } else if (loops(draft)) {
            failCrashLoop(draft);
        } else {
            setPhase(draft, Phase.SUSPECT, Reason.ENGINE_WILL_RESTART);
        }
    }

    private static void exited(Evaluation draft, ContainerSnapshot container) {
        if (draft.stopped
                .filter(stop -> stop.reason() == Reason.STOPPED_BY_DOGWATCH)
                .filter(stop -> container.incarnation().equals(Optional.of(stop.incarnation())))
                .isPresent()) {
            Failure loop = state(Cause.CRASH_LOOP, "kept crashing; Dogwatch stopped it");
            fail(draft, Phase.QUARANTINED, Reason.STOPPED_BY_DOGWATCH, loop);
            return;
        }
        Failure crash = crash(container);
        boolean finished = draft.policy().successExitCodes().contains(container.exitCode())
                || (container.exitCode() == 0
                        && container.restartPolicy().name().equals("on-failure"));
        Optional<Reason> told = draft.stopped
                .filter(stop -> draft.incarnation().equals(Optional.of(stop.incarnation())))
                .map(PersistentState.Stopped::reason)
                .filter(reason -> reason != Reason.CRASHED);
        if (told.isPresent()) {
            Reason why = told.get();
            boolean worthSaying = !finished
                    && (why == Reason.EXITED_UNSEEN || (why == Reason.ALREADY_STOPPED && draft.watch.required()));
            if (worthSaying) {
                fail(draft, Phase.FAILING, why, crash);
            } else {
                setPhase(draft, Phase.STOPPED, finished && why != Reason.STOPPED_BY_PERSON ? Reason.FINISHED : why);
            }
        } else if (finished) {
            setPhase(draft, Phase.STOPPED, Reason.FINISHED);
        } else {
            fail(draft, Phase.FAILING, Reason.CRASHED, crash);
        }
    }

    private static void running(Evaluation draft) {
        boolean starting = draft.inStartPhase();
        List<Check> failing = starting ? List.of() : failing(draft, Severity.CRITICAL);
        List<Check> warning = starting ? List.of() : failing(draft, Severity.WARN);
        boolean networkLost = hasLostItsNetwork(draft);
        FlapDetector.keep(draft);
        boolean loops = loops(draft);
        if ((loops || networkLost || !failing.isEmpty()) && StopIntentDetector.isUnderWay(draft)) {
            beingStopped(draft);
        } else if (loops) {
            failCrashLoop(draft);
        } else if (networkLost) {
            fail(draft, Phase.FAILING, Reason.NETWORK_LOST, state(Cause.NETWORK_LOST, Cause.NETWORK_LOST.meaning()));
        } else if (!failing.isEmpty() && failing.size() >= quorum(draft)) {
            fail(draft, Phase.FAILING, Reason.CHECK_FAILED, worst(draft, failing));
        } else if (!warning.isEmpty()) {
            fail(draft, Phase.FAILING, Reason.WARNING, worst(draft, warning));
        } else if (draft.flapping) {
            fail(draft, Phase.SUSPECT, Reason.FLAPPING, FlapDetector.failure(draft));
        } else {
            passing(draft, starting, !failing.isEmpty());
        }
    }

    private static void beingStopped(Evaluation draft) {
        setPhase(draft, Phase.SUSPECT, Reason.BEING_STOPPED);
        draft.wakeAt(StopIntentDetector.endOf(draft));
    }

    /** Sets the phase of a target without a known failure. */
    private static void passing(Evaluation draft, boolean starting, boolean belowQuorum) {
        if (starting) {
            setPhase(draft, Phase.STARTING, Reason.START_PHASE);
            draft.wakeAt(draft.startPhaseEnds);
        } else if (belowQuorum) {
            setPhase(draft, Phase.SUSPECT, Reason.BELOW_QUORUM);
        } else if (draft.watch.checks().stream().anyMatch(check -> isSuspect(draft.streak(check)))) {
            setPhase(draft, Phase.SUSPECT, Reason.BELOW_THRESHOLD);
        } else {
            setPhase(draft, Phase.HEALTHY, Reason.ALL_CHECKS_PASS);
        }
        RecoveryVerifier.verify(draft);
    }

    private static boolean isSuspect(Streak streak) {
        return streak.failures() > 0 && streak.successes() == 0;
    }

    private static List<Check> failing(Evaluation draft, Severity severity) {
        List<Check> failing = List.of();
        for (Check check : draft.watch.checks()) {
            if (check.severity() == severity && draft.streak(check).failing()) {
                failing = failing.isEmpty() ? new ArrayList<>(2) : failing;
                failing.add(check);
            }
        }
        return failing;
    }

    private static int quorum(Evaluation draft) {
        return Math.min(
                draft.policy().quorum().checks(),
                Math.max(1, RecoveryVerifier.voters(draft).size()));
    }

    /**
     * Returns whether the container has lost its network: it keeps the namespace of another container's old incarnation
     * after that container is restarted.
     */
    private static boolean hasLostItsNetwork(Evaluation draft) {
        Optional<Instant> since = draft.circumstances.networkSince();
        return since.isPresent()
                && draft.incarnation()
                        .filter(life -> life.startedAt().isBefore(since.get()))
                        .isPresent();
    }

    /** Returns the failure of the longest failing check. */
    private static Failure worst(Evaluation draft, List<Check> failing) {
        Check worst = failing.getFirst();
        Instant earliest = since(draft, worst);
        for (Check check : failing) {
            if (since(draft, check).isBefore(earliest)) {
                earliest = since(draft, check);
                worst = check;
            }
        }
        draft.failingSince = Optional.of(earliest);
        Streak streak = draft.streak(worst);
        return new Failure(
                worst.name(),
                worst.kind(),
                streak.cause().orElse(Cause.PROBER_FAULT),
                streak.detail(),
                streak.failures(),
                worst.thresholds().failure(),
                worst.thresholds().window());
    }

    private static Instant since(Evaluation draft, Check check) {
        return draft.streak(check).failingSince().orElse(draft.now);
    }

    /**
     * Returns whether the recent crashes reach the limit of {@code crashLoop} and the last one is less than {@code
     * resetAfter} ago.
     */
    private static boolean loops(Evaluation draft) {
        Duration calm = draft.policy().backoff().resetAfter();
        return draft.crashes.size() >= draft.policy().crashLoop().crashes()
                && draft.now.isBefore(draft.crashes.getLast().plus(calm));
    }

    private static void failCrashLoop(Evaluation draft) {
        String detail = "crashed " + draft.crashes.size() + " times within "
                + HumanDuration.of(draft.policy().crashLoop().window()) + "; the engine keeps restarting it";
        draft.wakeAt(draft.crashes.getLast().plus(draft.policy().backoff().resetAfter()));
        fail(draft, Phase.QUARANTINED, Reason.CRASH_LOOP, state(Cause.CRASH_LOOP, detail));
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

    static void setPhase(Evaluation draft, Phase phase, Reason reason) {
        draft.phase = phase;
        draft.reason = reason;
    }

    static void fail(Evaluation draft, Phase phase, Reason reason, Failure failure) {
        setPhase(draft, phase, reason);
        draft.failure = Optional.of(failure);
    }
}
