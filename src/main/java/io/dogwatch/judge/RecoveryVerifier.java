package io.dogwatch.judge;

import io.dogwatch.model.Cause;
import io.dogwatch.model.Check;
import io.dogwatch.model.ContainerSnapshot.HealthStatus;
import io.dogwatch.model.LogCheck;
import io.dogwatch.model.Phase;
import io.dogwatch.model.Severity;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Verifies the recovery after a restart. */
final class RecoveryVerifier {

    /** Number of consecutive successes of a probed check that verify a recovery. */
    static final int PROOF = 2;

    private RecoveryVerifier() {}

    /** Returns the checks that count towards the quorum of a running container. */
    static List<Check> voters(Evaluation draft) {
        List<Check> voters = new ArrayList<>();
        boolean hasHealth = draft.container
                .filter(c -> c.health().status() != HealthStatus.NONE)
                .isPresent();
        for (Check check : draft.watch.checks()) {
            boolean votes = check instanceof Check.Probed
                    || check instanceof LogCheck
                    || (check instanceof Check.HealthCheck && hasHealth);
            if (votes && check.severity() == Severity.CRITICAL) {
                voters.add(check);
            }
        }
        return voters;
    }

    /** Returns whether enough checks have recovered to rule out a quorum of failing ones. */
    static boolean isRecovered(Evaluation draft) {
        List<Check> voters = voters(draft);
        long proven = voters.stream().filter(check -> isRecovered(draft, check)).count();
        int quorum = Math.min(draft.policy().quorum().checks(), Math.max(1, voters.size()));
        return (proven > voters.size() - quorum || voters.isEmpty()) && warningsAreOver(draft);
    }

    /** Returns whether the check that opened a warning incident has recovered. */
    private static boolean warningsAreOver(Evaluation draft) {
        return draft.incident
                .filter(incident -> incident.severity() == Severity.WARN)
                .flatMap(incident -> draft.watch.check(incident.failure().check()))
                .map(check -> isRecovered(draft, check))
                .orElse(true);
    }

    private static boolean isRecovered(Evaluation draft, Check check) {
        return switch (check) {
            case Check.Probed probed ->
                draft.streak(check).successes()
                        >= Math.max(PROOF, check.thresholds().success());
            case Check.HealthCheck health ->
                draft.container
                        .map(its -> its.health().status())
                        .filter(status -> status == HealthStatus.HEALTHY || status == HealthStatus.NONE)
                        .isPresent();
            case LogCheck log -> !draft.streak(check).failing();
            case Check.StateCheck state -> true;
        };
    }

    /** Marks the target as failing if it has neither recovered nor failed within {@code recoveryTimeout}. */
    static void verify(Evaluation draft) {
        boolean open = draft.incident
                        .filter(incident -> incident.severity() == Severity.CRITICAL)
                        .isPresent()
                && draft.attempt > 0
                && draft.lastRestart.isPresent();
        boolean undecided = draft.phase == Phase.STARTING
                || (draft.phase == Phase.SUSPECT && draft.reason == Reason.BELOW_THRESHOLD);
        if (!open || !undecided || draft.intent.isPresent() || StopIntentDetector.isUnderWay(draft)) {
            return;
        }
        Instant proofDue = later(draft.lastRestart.get(), draft.startPhaseEnds)
                .plus(draft.policy().recoveryTimeout());
        if (draft.now.isBefore(proofDue)) {
            draft.wakeAt(proofDue);
        } else {
            Failure was = draft.incident.get().failure();
            String detail = Cause.NOT_RECOVERED.meaning();
            Diagnosis.fail(
                    draft,
                    Phase.FAILING,
                    Reason.NOT_RECOVERED,
                    new Failure(was.check(), was.kind(), Cause.NOT_RECOVERED, detail, 1, 1));
            draft.failingSince = draft.failingSince.or(() -> Optional.of(draft.now));
        }
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}
