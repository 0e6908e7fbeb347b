package io.dogwatch.judge;

import io.dogwatch.target.Policy;
import java.time.Duration;
import java.util.stream.Collectors;

/** Says in one sentence what Dogwatch does next, or what is left to a person. */
final class NextStep {

    private NextStep() {}

    static String of(Draft draft) {
        Policy.Budget budget = draft.policy().budget();
        return switch (draft.phase) {
            case RESTARTING -> {
                int left = budget.restarts() - draft.restarts.size();
                yield "Dogwatch is restarting it now: restart " + draft.restarts.size() + " of " + budget.restarts()
                        + " within " + Words.of(budget.window()) + " (" + left + " left).";
            }
            case BACKING_OFF ->
                "Dogwatch waits " + Words.of(Duration.between(draft.now, Backoffs.endOf(draft)))
                        + " before the next restart (backoff).";
            case QUARANTINED -> quarantined(draft);
            case MISSING -> "Dogwatch cannot create containers. Create it, or remove it from the configuration.";
            case HEALTHY -> "No action is needed.";
            case FAILING -> failing(draft);
            case SUSPECT ->
                draft.reason == Reason.FLAPPING
                        ? "No further notifications until it is stable."
                        : "No action taken: " + draft.reason.meaning() + ".";
            case STARTING, PAUSED, STOPPED, UNKNOWN -> "No action taken: " + draft.reason.meaning() + ".";
        };
    }

    private static String quarantined(Draft draft) {
        String again = " Restarts resume after "
                + Words.of(draft.policy().budget().release())
                + ", on a manual release, or when the container is replaced.";
        return switch (draft.reason) {
            case CRASH_LOOP ->
                draft.policy().crashLoop().stop()
                        ? "Dogwatch stops it to end the engine's restarts. Please investigate." + again
                        : "Dogwatch leaves it to the engine's restart policy, which has not fixed it. Please investigate.";
            case STOPPED_BY_DOGWATCH -> "It stays stopped. Please investigate." + again;
            case RESTART_FAILED -> "Both the restart and the kill failed. Please investigate." + again;
            default ->
                "Dogwatch has stopped restarting it because restarts have not fixed it. Please investigate." + again;
        };
    }

    private static String failing(Draft draft) {
        return switch (draft.reason) {
            case OBSERVE_ONLY -> "Observe mode: no action taken. In heal mode Dogwatch would restart it now.";
            case EXITED_UNSEEN, ALREADY_STOPPED ->
                "Dogwatch does not start it because it may have been stopped on purpose. Start it if it should run.";
            case WARNING -> "Warning only: this check never triggers a restart.";
            case DEPENDENCY_FAILING, DEPENDENCY_DEGRADED ->
                "Dogwatch waits for its dependencies to recover: "
                        + draft.circumstances.parents().stream()
                                .filter(parent -> parent.standing() != Parent.Standing.WELL)
                                .map(parent -> parent.target().name())
                                .collect(Collectors.joining(", "))
                        + ".";
            case RESTART_DELAY ->
                "Dogwatch restarts it if it is still failing after "
                        + Words.of(draft.policy().actAfter()) + ".";
            default -> "Dogwatch is waiting: " + draft.reason.meaning() + ".";
        };
    }
}
