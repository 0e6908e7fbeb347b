package io.dogwatch.judge;

import io.dogwatch.model.Cause;
import io.dogwatch.model.Outcome;
import io.dogwatch.model.Policy;
import io.dogwatch.model.Thresholds;
import java.time.Instant;
import java.util.Optional;

/**
 * Outcomes of one check in the current incarnation.
 *
 * @param failures unhealthy outcomes that count: consecutive, or among the last {@code window} of the thresholds
 * @param successes consecutive healthy outcomes, up to 100
 * @param failing whether the failure threshold was reached, and the success threshold not since
 * @param failingSince time of the first unhealthy outcome that counts
 * @param cause of the latest unhealthy outcome that counts
 * @param recent outcomes of this incarnation since the check last recovered, one bit each; unhealthy is 1, the latest
 *     is the lowest bit
 * @param history outcomes across incarnations in the same encoding, for flapping
 * @param outcomes number of bits in {@code history}, at most 31
 */
public record Streak(
        int failures,
        int successes,
        boolean failing,
        Optional<Instant> failingSince,
        Optional<Cause> cause,
        String detail,
        int recent,
        int history,
        int outcomes) {

    public static final Streak NONE = new Streak(0, 0, false, Optional.empty(), Optional.empty(), "", 0, 0, 0);

    private static final int MAX_SUCCESSES = 100;
    private static final int MAX_OUTCOMES = 31;

    /** Creates a streak without earlier history. */
    public Streak(
            int failures,
            int successes,
            boolean failing,
            Optional<Instant> failingSince,
            Optional<Cause> cause,
            String detail) {
        this(failures, successes, failing, failingSince, cause, detail, lowest(failures), 0, 0);
    }

    /** Returns the streak after one more outcome. An inconclusive outcome changes nothing. */
    public Streak after(Outcome outcome, Thresholds thresholds, Instant now) {
        return switch (outcome) {
            case Outcome.Healthy healthy -> afterHealthy(thresholds);
            case Outcome.Unhealthy unhealthy -> afterUnhealthy(unhealthy, thresholds, now);
            case Outcome.Inconclusive inconclusive -> this;
        };
    }

    private Streak afterHealthy(Thresholds thresholds) {
        boolean settled = !failing && recent == 0 && history == 0;
        if (settled && successes == MAX_SUCCESSES && outcomes == MAX_OUTCOMES) {
            return this;
        }
        boolean stillFailing = failing && successes + 1 < thresholds.success();
        // After a recovery, earlier outcomes no longer count.
        int counted = failing && !stillFailing ? 0 : recent << 1;
        int inWindow = thresholds.window() > thresholds.failure() ? count(counted, thresholds.window()) : 0;
        boolean clears = !stillFailing && inWindow == 0;
        return new Streak(
                inWindow,
                Math.min(MAX_SUCCESSES, successes + 1),
                stillFailing,
                clears ? Optional.empty() : failingSince,
                clears ? Optional.empty() : cause,
                clears ? "" : detail,
                counted,
                history << 1 & lowest(MAX_OUTCOMES),
                Math.min(MAX_OUTCOMES, outcomes + 1));
    }

    private Streak afterUnhealthy(Outcome.Unhealthy unhealthy, Thresholds thresholds, Instant now) {
        int counted = recent << 1 | 1;
        int unhealthyCount =
                thresholds.window() > thresholds.failure() ? count(counted, thresholds.window()) : failures + 1;
        return new Streak(
                unhealthyCount,
                0,
                failing || unhealthyCount >= thresholds.failure(),
                failingSince.or(() -> Optional.of(now)),
                Optional.of(unhealthy.cause()),
                unhealthy.detail(),
                counted,
                (history << 1 | 1) & lowest(MAX_OUTCOMES),
                Math.min(MAX_OUTCOMES, outcomes + 1));
    }

    /** Returns the streak for a new incarnation: the counts start from zero, the flapping history is kept. */
    Streak forNewIncarnation() {
        return new Streak(0, 0, false, Optional.empty(), Optional.empty(), "", 0, history, outcomes);
    }

    /** Returns the streak without its successes, which must be proved again. */
    Streak withoutSuccesses() {
        return new Streak(failures, 0, failing, failingSince, cause, detail, recent, history, outcomes);
    }

    /** Returns the share of changes among the last outcomes, 0 to 1; empty if there are too few. */
    Optional<Double> changes(Policy.Flapping flapping) {
        int required = flapping.changes();
        if (required == 0 || outcomes <= required) {
            return Optional.empty();
        }
        return Optional.of((double) count(history ^ history >>> 1, required) / required);
    }

    private static int count(int bits, int last) {
        return Integer.bitCount(bits & lowest(last));
    }

    private static int lowest(int bits) {
        return bits >= Integer.SIZE ? -1 : (1 << bits) - 1;
    }
}
