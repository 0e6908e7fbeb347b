package io.dogwatch.judge;

import io.dogwatch.model.ContainerSnapshot;
import io.dogwatch.model.Phase;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Complete state of one target between two verdicts. Immutable.
 *
 * @param phase current phase, with its {@code reason}
 * @param since when the target entered the phase
 * @param failure the current failure, in any phase that has one
 * @param failingSince first sign of the current failure
 * @param container as last described by the engine
 * @param engineReachable false from EngineLost to the next Observed
 * @param blind whether changes may have been missed: from the start of Dogwatch or the loss of the engine to the next
 *     Observed
 * @param engineLostAt when the engine was last lost
 * @param startPhaseEnds end of the period in which failed probes of this incarnation do not count
 * @param startPassed whether a success has ended the start phase early
 * @param streaks by check name; reset for a new incarnation
 * @param stopSign a stop signal or a confirmed stop not caused by Dogwatch
 * @param died the observed exit of the main process of this incarnation
 * @param intentInFlight whether this process is executing the ledger's intent (false after a crash of Dogwatch)
 * @param restartCalled whether the call of the intent may have been made
 * @param stopsInCall stops of this incarnation since shortly before Dogwatch's own call; the call itself causes one
 * @param resumedAt when this incarnation was unpaused
 * @param retryIntentAt when an intent with an unknown result is checked again, or when an action may follow a cancelled
 *     one
 * @param healthySince since when all checks have passed without interruption
 * @param circumstances environment of the target
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
        int stopsInCall,
        Optional<Instant> resumedAt,
        Optional<Instant> retryIntentAt,
        Optional<Instant> healthySince,
        TargetContext circumstances,
        PersistentState ledger) {

    /**
     * A stop requested by another actor.
     *
     * @param at when Dogwatch learned of it
     * @param sentAt by the engine's clock
     * @param duringRestart whether it came during Dogwatch's own restart, and also applies to the incarnation that this
     *     restart begins
     * @param signal its number; 0 for a confirmed stop
     */
    public record StopSign(
            String containerId, Instant at, Instant sentAt, int signal, boolean confirmed, boolean duringRestart) {}

    /** @param at by the engine's clock */
    public record Death(String containerId, Instant at) {}

    public TargetState {
        streaks = Map.copyOf(streaks);
    }

    /** Creates the state of a target not inspected yet, from its journaled state. */
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
                0,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                TargetContext.PLAIN,
                ledger);
    }

    /**
     * Returns this state without the streaks below their failure threshold, which are outdated after an interruption.
     */
    public TargetState withoutPendingStreaks() {
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
                stopsInCall,
                resumedAt,
                retryIntentAt,
                healthySince,
                circumstances,
                ledger);
    }
}
