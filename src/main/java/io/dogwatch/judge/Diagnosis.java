package io.dogwatch.judge;

import io.dogwatch.target.Cause;
import io.dogwatch.target.Check;
import io.dogwatch.target.ContainerSnapshot;
import io.dogwatch.target.Phase;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** The judge's second step: says where the target stands and what, if anything, is wrong with it. */
final class Diagnosis {

    private Diagnosis() {}

    static void of(Draft draft) {
        draft.failure = Optional.empty();
        if (!draft.engineReachable) {
            stand(draft, Phase.UNKNOWN, draft.lostReason());
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

    private static void absent(Draft draft) {
        if (draft.watch.required()) {
            fail(draft, Phase.MISSING, Reason.NOT_THERE, state(Cause.MISSING, Cause.MISSING.meaning()));
        } else {
            stand(draft, Phase.STOPPED, Reason.REMOVED);
        }
    }

    private static void present(Draft draft, ContainerSnapshot container) {
        switch (container.status()) {
            case CREATED -> stand(draft, Phase.STOPPED, Reason.NEVER_STARTED);
            case REMOVING -> stand(draft, Phase.STOPPED, Reason.BEING_REMOVED);
            case PAUSED -> stand(draft, Phase.PAUSED, Reason.PAUSED_BY_PERSON);
            case DEAD -> fail(draft, Phase.FAILING, Reason.DEAD, state(Cause.DEAD, Cause.DEAD.meaning()));
            case RESTARTING -> restarting(draft);
            case EXITED -> exited(draft, container);
            case RUNNING -> running(draft);
        }
    }

    /** The engine's own policy is at work. One crash is its business; a loop is ours. */
    private static void restarting(Draft draft) {
        if (loops(draft)) {
            failCrashLoop(draft);
        } else {
            stand(draft, Phase.SUSPECT, Reason.ENGINE_WILL_RESTART);
        }
    }

    private static void exited(Draft draft, ContainerSnapshot container) {
        Failure crash = crash(container);
        boolean finished = draft.policy().successExitCodes().contains(container.exitCode())
                || (container.exitCode() == 0
                        && container.restartPolicy().name().equals("on-failure"));
        if (draft.stopped.isPresent()
                && draft.incarnation().equals(Optional.of(draft.stopped.get().incarnation()))) {
            Reason why = draft.stopped.get().reason();
            boolean worthSaying = !finished
                    && (why == Reason.EXITED_UNSEEN || (why == Reason.FOUND_STOPPED && draft.watch.required()));
            if (worthSaying) {
                fail(draft, Phase.FAILING, why, crash);
            } else {
                stand(draft, Phase.STOPPED, finished && why != Reason.STOPPED_BY_PERSON ? Reason.FINISHED : why);
            }
        } else if (finished) {
            stand(draft, Phase.STOPPED, Reason.FINISHED);
        } else {
            fail(draft, Phase.FAILING, Reason.CRASHED, crash);
        }
    }

    private static void running(Draft draft) {
        Optional<Failure> failing = draft.inStartPhase() ? Optional.empty() : worst(draft);
        if (loops(draft)) {
            failCrashLoop(draft);
        } else if (failing.isPresent() && Wish.isUnderWay(draft)) {
            stand(draft, Phase.SUSPECT, Reason.BEING_STOPPED);
            draft.wakeAt(Wish.endOf(draft));
        } else if (failing.isPresent()) {
            fail(draft, Phase.FAILING, Reason.CHECK_FAILED, failing.get());
        } else if (draft.inStartPhase()) {
            stand(draft, Phase.STARTING, Reason.START_PHASE);
            draft.wakeAt(draft.startPhaseEnds);
        } else if (draft.watch.checks().stream()
                .anyMatch(check -> draft.streak(check).failures() > 0)) {
            stand(draft, Phase.SUSPECT, Reason.BELOW_THRESHOLD);
        } else {
            stand(draft, Phase.HEALTHY, Reason.ALL_CHECKS_PASS);
        }
    }

    /** Of several failing checks the one that has been failing for longest. */
    private static Optional<Failure> worst(Draft draft) {
        Optional<Check> worst = Optional.empty();
        Instant earliest = Instant.MAX;
        for (Check check : draft.watch.checks()) {
            Streak streak = draft.streak(check);
            if (streak.failing() && streak.failingSince().orElse(draft.now).isBefore(earliest)) {
                earliest = streak.failingSince().orElse(draft.now);
                worst = Optional.of(check);
            }
        }
        if (worst.isEmpty()) {
            return Optional.empty();
        }
        draft.failingSince = Optional.of(earliest);
        Check check = worst.get();
        Streak streak = draft.streak(check);
        return Optional.of(new Failure(
                check.name(),
                check.kind(),
                streak.cause().orElse(Cause.PROBER_FAULT),
                streak.detail(),
                streak.failures(),
                check.thresholds().failure()));
    }

    /** As many crashes within the budget's window as restarts are allowed, the last of them a short while ago. */
    private static boolean loops(Draft draft) {
        Duration calm = draft.policy().backoff().resetAfter();
        return draft.crashes.size() >= draft.policy().budget().restarts()
                && draft.now.isBefore(draft.crashes.getLast().plus(calm));
    }

    private static void failCrashLoop(Draft draft) {
        String detail = "crashed " + draft.crashes.size() + " times within "
                + Words.of(draft.policy().budget().window()) + "; the engine keeps starting it";
        draft.wakeAt(draft.crashes.getLast().plus(draft.policy().backoff().resetAfter()));
        fail(draft, Phase.QUARANTINED, Reason.CRASH_LOOP, state(Cause.CRASH_LOOP, detail));
    }

    private static Failure crash(ContainerSnapshot container) {
        return container.oomKilled()
                ? state(Cause.OUT_OF_MEMORY, "killed for its memory limit (exit code " + container.exitCode() + ")")
                : state(Cause.EXITED, "exited by itself with code " + container.exitCode());
    }

    private static Failure state(Cause cause, String detail) {
        return new Failure("state", "state", cause, detail, 1, 1);
    }

    private static void stand(Draft draft, Phase phase, Reason reason) {
        draft.phase = phase;
        draft.reason = reason;
    }

    private static void fail(Draft draft, Phase phase, Reason reason, Failure failure) {
        stand(draft, phase, reason);
        draft.failure = Optional.of(failure);
    }
}
