package io.dogwatch.web.page;

import io.dogwatch.web.view.RestartSwitchReport;
import io.dogwatch.web.view.TargetReport;

/** Generates the remaining manual work for a target. */
final class OperatorAdvice {

    private static final String NOTHING = "Nothing: ";

    private OperatorAdvice() {}

    /** Returns one or two sentences. */
    static String about(TargetReport target, RestartSwitchReport stop) {
        if (!target.labelFaults().isEmpty() && !target.failed()) {
            return "Correct the label. Until then, Dogwatch only observes the container.";
        }
        if (!target.engineReachable()) {
            return "Make the Docker engine reachable again. Until then, the state is unknown and restarts are suspended.";
        }
        if (!target.held().windows().isEmpty()) {
            return NOTHING + "it is under maintenance.";
        }
        boolean heals = target.policy().mode().equals("heal");
        return switch (target.phase()) {
            case "quarantined" -> "Find and fix the cause, then release the container.";
            case "missing" -> "Recreate the container, or remove it from the rule that requires it.";
            case "failing", "backing-off", "restarting", "suspect" ->
                stop.disabled() && heals
                        ? "Restarts are disabled: enable them, or restart the container manually."
                        : heals ? ofHealed(target) : ofObserved(target);
            case "unknown" -> "Check whether the Docker engine responds.";
            default -> NOTHING + target.reasonMeaning() + ".";
        };
    }

    private static String ofHealed(TargetReport target) {
        return switch (target.reason()) {
            case "breaker-open" -> "Check what these containers share: disk, memory, network, DNS.";
            case "dependency-failing", "dependency-degraded" -> "Check its dependency first.";
            case "warning" -> "Not urgent. Warnings never cause a restart.";
            case "below-threshold" -> NOTHING + "Dogwatch restarts it if the check keeps failing.";
            case "backoff" -> NOTHING + "Dogwatch restarts it again after the backoff.";
            case "restart-decided", "requested", "restart-hangs" -> NOTHING + "a restart is in progress.";
            default -> NOTHING + "Dogwatch is handling it.";
        };
    }

    private static String ofObserved(TargetReport target) {
        return target.phase().equals("suspect")
                ? NOTHING + "the failure threshold has not been reached."
                : "Fix or restart the container manually: it is in observe mode.";
    }
}
