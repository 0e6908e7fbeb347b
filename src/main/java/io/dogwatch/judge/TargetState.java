package io.dogwatch.judge;

import io.dogwatch.model.ContainerSnapshot;
import io.dogwatch.model.Phase;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Everything the judge remembers of one target. Immutable.
 *
 * @param phase where the target stands, and {@code reason} why
 * @param since when it entered the phase
 * @param failure what is wrong, in any phase in which something is
 * @param failingSince the first sign of the present failure
 * @param container as the engine last described it
 * @param engineReachable false from EngineLost to the next Observed
 * @param blind whether something may have happened unseen: since the start of Dogwatch or the loss of the engine, and
 *     until the next Observed
 * @param engineLostAt when the engine was last lost
 * @param startPhaseEnds until when failed probes of this incarnation do not count
 * @param startPassed whether a success has ended the start phase early
 * @param streaks by check name; a new incarnation begins with none
 * @param stopSign a stopping signal or a confirmed stop that was not ours
 * @param died the end of the main process that was seen, in this incarnation
 * @param intentInFlight whether this process is carrying out the ledger's intent (false after a crash of Dogwatch)
 * @param restartCalled whether the intent's call may have been made
 * @param retryIntentAt when an undetermined intent is looked at again, or the next one may follow one that was called off
 * @param healthySince since when all checks have passed without a break
 * @param circumstances the world around it
 * @param ledger the durable part
 */
public record TargetState(
        Phase phase,
        Reason reason,
        Instant since,
        Optional<Failure> failure,
        Optional<Instant> failingSince,
        Optional<ContainerSnapshot> container,
        boolean engineReachable,
        boolean blind,
        Optional<Instant> engineLostAt,
        Instant startPhaseEnds,
        boolean startPassed,
        Map<String, Streak> streaks,
        Optional<StopSign> stopSign,
        Optional<Death> died,
        boolean intentInFlight,
        boolean restartCalled,
        Optional<Instant> retryIntentAt,
        Optional<Instant> healthySince,
        TargetContext circumstances,
        PersistentState ledger) {

    /**
     * Somebody else's wish that a container ends.
     *
     * @param at when it was learned
     * @param sentAt by the engine's clock
     */
    public record StopSign(String containerId, Instant at, Instant sentAt, boolean confirmed) {}

    /** @param at by the engine's clock */
    public record Death(String containerId, Instant at) {}

    public TargetState {
        streaks = Map.copyOf(streaks);
    }

    /** Of a target that has not been looked at yet, with what the journal remembers of it. */
    public static TargetState initial(PersistentState ledger, Instant now) {
        return new TargetState(
                Phase.UNKNOWN,
                Reason.NOT_INSPECTED,
                now,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                false,
                true,
                Optional.empty(),
                now,
                false,
                Map.of(),
                Optional.empty(),
                Optional.empty(),
                false,
                false,
                Optional.empty(),
                Optional.empty(),
                TargetContext.PLAIN,
                ledger);
    }

    /** The same, with the counts that have come to nothing yet begun anew: whoever has not looked for a while knows less. */
    public TargetState withFreshCounts() {
        Map<String, Streak> failing = new HashMap<>(streaks);
        failing.values().removeIf(streak -> !streak.failing());
        return new TargetState(
                phase,
                reason,
                since,
                failure,
                failingSince,
                container,
                engineReachable,
                blind,
                engineLostAt,
                startPhaseEnds,
                startPassed,
                failing,
                stopSign,
                died,
                intentInFlight,
                restartCalled,
                retryIntentAt,
                healthySince,
                circumstances,
                ledger);
    }
}
