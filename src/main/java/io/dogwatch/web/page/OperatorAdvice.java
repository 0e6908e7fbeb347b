package io.dogwatch.web.page;

import io.dogwatch.web.view.RestartSwitchReport;
import io.dogwatch.web.view.TargetReport;

/** Says what a person still has to do about a target; the answer to the last question at three in the morning. */
final class OperatorAdvice {

    private static final String NOTHING = "Nothing for you: ";

    private OperatorAdvice() {}

    /** One or two sentences. */
    static String about(TargetReport target, RestartSwitchReport stop) {
        if (!target.labelFaults().isEmpty() && !target.failed()) {
            return "Correct its label: until then it is only observed.";
        }
        if (!target.engineReachable()) {
            return "Bring the Docker engine back; until it answers nothing is known and nothing is done.";
        }
        if (!target.held().windows().isEmpty()) {
            return NOTHING + "it is in maintenance.";
        }
        boolean heals = target.policy().mode().equals("heal");
        return switch (target.phase()) {
            case "quarantined" -> "Find out why restarting does not help, mend it, then release it.";
            case "missing" -> "Create it again, or take it out of the rule that requires it.";
            case "failing", "backing-off", "restarting", "suspect" ->
                stop.disabled() && heals
                        ? "Restart it manually, or enable restarts: they are disabled."
                        : heals ? ofHealed(target) : ofObserved(target);
            case "unknown" -> "Look whether the Docker engine answers.";
            default -> NOTHING + target.reasonMeaning() + ".";
        };
    }

    private static String ofHealed(TargetReport target) {
        return switch (target.reason()) {
            case "breaker-open" -> "Look for what these containers share: disk, memory, network, DNS.";
            case "dependency-failing", "dependency-degraded" -> "Look at the container it needs first.";
            case "warning" -> "Look at it when there is time: it is only a warning and never restarts it.";
            case "below-threshold" -> NOTHING + "if it goes on, Dogwatch restarts it.";
            case "backoff" -> NOTHING + "Dogwatch restarts it again when the wait is over.";
            case "restart-decided", "requested", "restart-hangs" -> NOTHING + "the restart is under way.";
            default -> NOTHING + "Dogwatch is on it.";
        };
    }

    private static String ofObserved(TargetReport target) {
        return target.phase().equals("suspect")
                ? NOTHING + "it is not certain yet."
                : "Restart or mend it yourself: it is only observed.";
    }
}
