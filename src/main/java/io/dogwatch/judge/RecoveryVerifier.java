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
    static List<Check> voters(Evaluation eval) {
        List<Check> voters = new ArrayList<>();
        boolean hasHealth = eval.container
                .filter(c -> c.health().status() != HealthStatus.NONE)
                .isPresent();
        for (Check check : eval.watch.checks()) {
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
    static boolean isRecovered(Evaluation eval) {
        List<Check> voters = voters(eval);
        long proven = voters.stream().filter(check -> isRecovered(eval, check)).count();
        int quorum = Math.min(eval.policy().quorum().checks(), Math.max(1, voters.size()));
        return (proven > voters.size() - quorum || voters.isEmpty()) && warningsAreOver(eval);
    }

    /** Returns whether the check that opened a warning incident has recovered. */
    private static boolean warningsAreOver(Evaluation eval) {
        return eval.incident
                .filter(incident -> incident.severity() == Severity.WARN)
                .flatMap(incident -> eval.watch.check(incident.failure().check()))
                .map(check -> isRecovered(eval, check))
                .orElse(true);
    }

    private static boolean isRecovered(Evaluation eval, Check check) {
        return switch (check) {
            case Check.Probed probed ->
                eval.streak(check).successes()
                        >= Math.max(PROOF, check.thresholds().success());
            case Check.HealthCheck health ->
                eval.container
                        .map(c -> c.health().status())
                        .filter(status -> status == HealthStatus.HEALTHY || status == HealthStatus.NONE)
                        .isPresent();
            case LogCheck log -> !eval.streak(check).failing();
            case Check.StateCheck state -> true;
        };
    }

    /** Marks the target as failing if it has neither recovered nor failed within {@code recoveryTimeout}. */
    static void verify(Evaluation eval) {
        boolean open = eval.incident
                        .filter(incident -> incident.severity() == Severity.CRITICAL)
                        .isPresent()
                && eval.attempt > 0
                && eval.lastRestart.isPresent();
        boolean undecided =
                eval.phase == Phase.STARTING || (eval.phase == Phase.SUSPECT && eval.reason == Reason.BELOW_THRESHOLD);
        if (!open || !undecided || eval.intent.isPresent() || StopIntentDetector.isUnderWay(eval)) {
            return;
        }
        Instant proofDue = later(eval.lastRestart.get(), eval.startPhaseEnds)
                .plus(eval.policy().recoveryTimeout());
        if (eval.now.isBefore(proofDue)) {
            eval.wakeAt(proofDue);
        } else {
            Failure original = eval.incident.get().failure();
            String detail = Cause.NOT_RECOVERED.meaning();
            Diagnosis.fail(
                    eval,
                    Phase.FAILING,
                    Reason.NOT_RECOVERED,
                    new Failure(original.check(), original.kind(), Cause.NOT_RECOVERED, detail, 1, 1));
            eval.failingSince = eval.failingSince.or(() -> Optional.of(eval.now));
        }
    }

    private static Instant later(Instant a, Instant b) {
        return a.isAfter(b) ? a : b;
    }
}
