package io.dogwatch.judge;

import io.dogwatch.target.Cause;
import io.dogwatch.target.Outcome;
import io.dogwatch.target.Thresholds;
import java.time.Instant;
import java.util.Optional;

/**
 * How a check has been going in the present incarnation. The opposite outcome starts the count again.
 *
 * @param failures unhealthy outcomes in a row
 * @param successes healthy outcomes in a row
 * @param failing whether the failure threshold was reached, and the success threshold not since
 * @param failingSince the first of the present unhealthy outcomes
 * @param cause of the newest unhealthy outcome, as long as it counts
 */
public record Streak(
        int failures,
        int successes,
        boolean failing,
        Optional<Instant> failingSince,
        Optional<Cause> cause,
        String detail) {

    public static final Streak NONE = new Streak(0, 0, false, Optional.empty(), Optional.empty(), "");

    /** The streak after one more outcome. An inconclusive one changes nothing. */
    public Streak after(Outcome outcome, Thresholds thresholds, Instant now) {
        return switch (outcome) {
            case Outcome.Healthy healthy -> {
                boolean stillFailing = failing && successes + 1 < thresholds.success();
                yield new Streak(
                        0,
                        successes + 1,
                        stillFailing,
                        stillFailing ? failingSince : Optional.empty(),
                        stillFailing ? cause : Optional.empty(),
                        stillFailing ? detail : "");
            }
            case Outcome.Unhealthy unhealthy ->
                new Streak(
                        failures + 1,
                        0,
                        failing || failures + 1 >= thresholds.failure(),
                        failingSince.or(() -> Optional.of(now)),
                        Optional.of(unhealthy.cause()),
                        unhealthy.detail());
            case Outcome.Inconclusive inconclusive -> this;
        };
    }
}
