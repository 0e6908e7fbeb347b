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
                yield "Dogwatch restarts it now, restart " + draft.restarts.size() + " of at most " + budget.restarts()
                        + " within " + Words.of(budget.window()) + " (" + left + " left).";
            }
            case BACKING_OFF ->
                "The next restart waits " + Words.of(Duration.between(draft.now, Backoffs.endOf(draft)))
                        + ", so that it is not restarted in a frenzy.";
            case QUARANTINED -> quarantined(draft);
            case MISSING -> "Dogwatch cannot create containers: please start it, or take it out of the configuration.";
            case HEALTHY -> "Nothing is left to do.";
            case FAILING -> failing(draft);
            case SUSPECT ->
                draft.reason == Reason.FLAPPING
                        ? "Dogwatch tells nothing more until it holds still."
                        : "Dogwatch does nothing: " + draft.reason.meaning() + ".";
            case STARTING, PAUSED, STOPPED, UNKNOWN -> "Dogwatch does nothing: " + draft.reason.meaning() + ".";
        };
    }

    private static String quarantined(Draft draft) {
        String again = " It tries again after "
                + Words.of(draft.policy().budget().quarantine())
                + ", when a person releases it, or when the container is replaced.";
        return switch (draft.reason) {
            case CRASH_LOOP ->
                draft.policy().crashLoop().stop()
                        ? "Dogwatch stops it, which ends the engine's restarts: please look at it." + again
                        : "Dogwatch leaves it to the engine's restart policy, which does not help: please look at it.";
            case STOPPED_BY_DOGWATCH -> "It stays stopped: please look at it." + again;
            case REMEDY_FAILED -> "Neither a restart nor a kill could be carried out: please look at it." + again;
            default -> "Dogwatch has stopped restarting it, since that does not help: please look at it." + again;
        };
    }

    private static String failing(Draft draft) {
        return switch (draft.reason) {
            case OBSERVE_ONLY ->
                "Dogwatch does nothing, because it only observes this container. Would have restarted it.";
            case EXITED_UNSEEN, FOUND_STOPPED ->
                "Dogwatch does not start it, since somebody may have wanted it stopped: please start it if it should"
                        + " run.";
            case WARNING -> "Dogwatch only tells of it: this check never restarts anything.";
            case PARENT_FAILING, PARENT_DOUBTFUL ->
                "Dogwatch waits for the container it needs: "
                        + draft.circumstances.parents().stream()
                                .filter(parent -> parent.status() != Parent.Standing.HEALTHY)
                                .map(parent -> parent.target().name())
                                .collect(Collectors.joining(", "))
                        + ".";
            case ACT_AFTER ->
                "Dogwatch restarts it if it is still failing after "
                        + Words.of(draft.policy().restartDelay()) + ".";
            default -> "Dogwatch waits: " + draft.reason.meaning() + ".";
        };
    }
}
