package io.dogwatch.judge;

import io.dogwatch.target.ContainerSnapshot;
import io.dogwatch.target.Phase;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * Everything the judge remembers of one target. Immutable.
 *
 * @param phase where the target stands, and {@code reason} why
 * @param since when it entered the phase
 * @param failure what is wrong, in any phase in which something is
 * @param container as the engine last described it
 * @param engineReachable false between EngineLost and EngineReturned
 * @param startPhaseEnds until when failed probes of this incarnation do not count
 * @param startPassed whether a success has ended the start phase early
 * @param streaks by check name; a new incarnation begins with none
 * @param stopSign a stopping signal or a confirmed stop that was not ours
 * @param intentInFlight whether this process is carrying out the ledger's intent (false after a crash)
 * @param retryIntentAt when an undetermined intent is looked at again
 * @param healthySince since when all checks have passed without a break
 * @param ledger the durable part
 */
public record TargetState(
        Phase phase,
        Reason reason,
        Instant since,
        Optional<Failure> failure,
        Optional<ContainerSnapshot> container,
        boolean engineReachable,
        Instant startPhaseEnds,
        boolean startPassed,
        Map<String, Streak> streaks,
        Optional<StopSign> stopSign,
        boolean intentInFlight,
        Optional<Instant> retryIntentAt,
        Optional<Instant> engineLostAt,
        Optional<Instant> healthySince,
        Ledger ledger) {

    /** Somebody else's wish that a container ends. */
    public record StopSign(String containerId, Instant at, boolean confirmed) {}

    public TargetState {
        streaks = Map.copyOf(streaks);
    }

    /** Of a target that has not been looked at yet, with what the journal remembers of it. */
    public static TargetState initial(Ledger ledger, Instant now) {
        return new TargetState(
                Phase.UNKNOWN,
                Reason.NOT_SEEN_YET,
                now,
                Optional.empty(),
                Optional.empty(),
                true,
                now,
                false,
                Map.of(),
                Optional.empty(),
                false,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                ledger);
    }
}
