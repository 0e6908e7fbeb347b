package io.dogwatch.judge;

import io.dogwatch.model.HumanDuration;
import io.dogwatch.model.Policy;
import java.time.Duration;
import java.util.stream.Collectors;

/** Describes in one sentence what Dogwatch does next, or what the operator must do. */
final class NextStepText {

    private NextStepText() {}

    static String of(Evaluation eval) {
        Policy.Budget budget = eval.policy().budget();
        return switch (eval.phase) {
            case RESTARTING -> {
                int left = budget.restarts() - eval.restarts.size();
                yield "Dogwatch is restarting it now: restart " + eval.restarts.size() + " of " + budget.restarts()
                        + " within " + HumanDuration.of(budget.window()) + " (" + left + " left).";
            }
            case BACKING_OFF ->
                "Dogwatch waits " + HumanDuration.of(Duration.between(eval.now, BackoffCalculator.endOf(eval)))
                        + " before the next restart (backoff).";
            case QUARANTINED -> quarantined(eval);
            case MISSING -> "Dogwatch cannot create containers. Create it, or remove it from the configuration.";
            case HEALTHY -> "No action is needed.";
            case FAILING -> failing(eval);
            case SUSPECT ->
                eval.reason == Reason.FLAPPING
                        ? "No further notifications until it is stable."
                        : "No action taken: " + eval.reason.meaning() + ".";
            case STARTING, PAUSED, STOPPED, UNKNOWN -> "No action taken: " + eval.reason.meaning() + ".";
        };
    }

    private static String quarantined(Evaluation eval) {
        String resume = " Restarts resume after "
                + HumanDuration.of(eval.policy().budget().quarantine())
                + ", on a manual release, or when the container is replaced.";
        return switch (eval.reason) {
            case CRASH_LOOP ->
                eval.policy().crashLoop().stop()
                        ? "Dogwatch stops it to end the engine's restarts. Please investigate." + resume
                        : "Dogwatch leaves it to the engine's restart policy, which has not fixed it. Please investigate.";
            case STOPPED_BY_DOGWATCH -> "It stays stopped. Please investigate." + resume;
            case RESTART_FAILED -> "Both the restart and the kill failed. Please investigate." + resume;
            default ->
                "Dogwatch has stopped restarting it because restarts have not fixed it. Please investigate." + resume;
        };
    }

    private static String failing(Evaluation eval) {
        return switch (eval.reason) {
            case OBSERVE_ONLY -> "Observe mode: no action taken. In heal mode Dogwatch would restart it now.";
            case EXITED_UNSEEN, ALREADY_STOPPED ->
                "Dogwatch does not start it because it may have been stopped on purpose. Start it if it should run.";
            case WARNING -> "Warning only: this check never triggers a restart.";
            case DEPENDENCY_FAILING, DEPENDENCY_DEGRADED ->
                "Dogwatch waits for its dependencies to recover: "
                        + eval.context.parents().stream()
                                .filter(parent -> parent.status() != ResolvedDependency.Status.HEALTHY)
                                .map(parent -> parent.target().name())
                                .collect(Collectors.joining(", "))
                        + ".";
            case RESTART_DELAY ->
                "Dogwatch restarts it if it is still failing after "
                        + HumanDuration.of(eval.policy().restartDelay()) + ".";
            default -> "Dogwatch is waiting: " + eval.reason.meaning() + ".";
        };
    }
}
