package io.dogwatch.web.view;

import io.dogwatch.model.Policy;
import io.dogwatch.web.request.ChoiceParam;
import java.util.List;
import java.util.Locale;

/** The policy of a target, as returned by the API and shown on the pages. */
public record PolicyReport(
        @ChoiceParam({"heal", "observe"}) String mode,
        boolean announce,
        double startPeriodSeconds,
        double restartDelaySeconds,
        double recoveryTimeoutSeconds,
        double backoffInitialSeconds,
        double backoffFactor,
        double backoffCapSeconds,
        double backoffResetAfterSeconds,
        int budgetRestarts,
        double budgetWindowSeconds,
        double budgetQuarantineSeconds,
        List<Integer> successExitCodes) {

    static PolicyReport of(Policy policy) {
        return new PolicyReport(
                policy.mode().name().toLowerCase(Locale.ROOT),
                policy.announce(),
                CheckReport.seconds(policy.startPeriod()),
                CheckReport.seconds(policy.restartDelay()),
                CheckReport.seconds(policy.recoveryTimeout()),
                CheckReport.seconds(policy.backoff().initial()),
                policy.backoff().factor(),
                CheckReport.seconds(policy.backoff().cap()),
                CheckReport.seconds(policy.backoff().resetAfter()),
                policy.budget().restarts(),
                CheckReport.seconds(policy.budget().window()),
                CheckReport.seconds(policy.budget().quarantine()),
                policy.successExitCodes().stream().sorted().toList());
    }
}
