package io.dogwatch.target;

import java.time.Duration;
import java.util.Set;

/**
 * What may be done about one target, and how often.
 *
 * @param mode whether it is healed or only observed
 * @param announce whether incidents are told to people; always true for what a rule or label names
 * @param startPeriod how long after a start failed probes do not count; default 30 s. One success ends it early.
 * @param actAfter how long a target must have been failing before it is restarted; default 0 s
 * @param verifyWithin how long after a restart the target has to prove its recovery; default 2 m
 * @param successExitCodes exit codes that mean that the container has finished its work; default none
 */
public record Policy(
        Mode mode,
        boolean announce,
        Duration startPeriod,
        Duration actAfter,
        Duration verifyWithin,
        Backoff backoff,
        Budget budget,
        Set<Integer> successExitCodes) {

    /** Whether Dogwatch may act. */
    public enum Mode {
        /** Judged and told, never touched. */
        OBSERVE,
        HEAL
    }

    /**
     * The wait between one restart and the next. Values as kubelet's (10 s, doubling, at most 5 m, reset after 10 m).
     *
     * @param initial before the second restart
     * @param factor from each wait to the next; at least 1
     * @param cap no wait is longer
     * @param jitter share by which a wait may be shorter or longer, 0 to 1; the same for the same target and attempt
     * @param resetAfter this long healthy, and the next failure begins afresh
     */
    public record Backoff(Duration initial, double factor, Duration cap, double jitter, Duration resetAfter) {
        public static final Backoff DEFAULT =
                new Backoff(Duration.ofSeconds(10), 2.0, Duration.ofMinutes(5), 0.2, Duration.ofMinutes(10));
    }

    /**
     * How many restarts are allowed before a person is asked.
     *
     * @param restarts at most this many
     * @param window in any stretch of this length
     * @param release a quarantine ends by itself after this long, but not before the window grants a restart
     */
    public record Budget(int restarts, Duration window, Duration release) {
        public static final Budget DEFAULT = new Budget(5, Duration.ofMinutes(30), Duration.ofHours(1));
    }

    public Policy {
        successExitCodes = Set.copyOf(successExitCodes);
    }

    /** The defaults for a target that a rule or a label names. */
    public static final Policy HEAL = new Policy(
            Mode.HEAL,
            true,
            Duration.ofSeconds(30),
            Duration.ZERO,
            Duration.ofMinutes(2),
            Backoff.DEFAULT,
            Budget.DEFAULT,
            Set.of());

    /** The defaults for a container that was merely found: on the page and in the metrics, and nothing more. */
    public static final Policy FOUND = new Policy(
            Mode.OBSERVE,
            false,
            HEAL.startPeriod(),
            HEAL.actAfter(),
            HEAL.verifyWithin(),
            HEAL.backoff(),
            HEAL.budget(),
            HEAL.successExitCodes());
}
