package io.dogwatch.judge;

import io.dogwatch.model.Cause;
import io.dogwatch.model.Check;
import io.dogwatch.model.ContainerSnapshot;
import io.dogwatch.model.ContainerStatus;
import io.dogwatch.model.Incarnation;
import io.dogwatch.model.Phase;
import io.dogwatch.model.Policy;
import io.dogwatch.model.Severity;
import io.dogwatch.model.Watch;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Mutable copy of a {@link TargetState} during one call of the judge, with the decisions so far. Never leaves that
 * call.
 */
final class Evaluation {

    final Watch watch;
    final Instant now;
    final List<Decision> decisions = new ArrayList<>(0);

    Phase phase;
    Reason reason;
    Optional<Failure> failure;
    Optional<Instant> failingSince;
    Optional<ContainerSnapshot> container;
    boolean engineReachable;
    boolean blind;
    Optional<Instant> engineLostAt;
    Instant startPhaseEnds;
    boolean startPassed;
    private Map<String, Streak> streaks;
    Optional<TargetState.StopSign> stopSign;
    Optional<TargetState.Death> died;
    boolean intentInFlight;
    boolean restartCalled;
    int stopsInCall;
    Optional<Instant> resumedAt;
    Optional<Instant> retryIntentAt;
    Optional<Instant> healthySince;
    TargetContext context;

    int ordinal;
    Optional<Incarnation> lastRunning;
    List<Instant> restarts;
    List<Instant> crashes;
    int attempt;
    Optional<Instant> lastRestart;
    Optional<PersistentState.Quarantine> quarantine;
    Optional<Intent> intent;
    Optional<Incident> incident;
    Optional<PersistentState.Futility> futility;
    boolean flapping;
    Optional<Incarnation> hung;
    Optional<PersistentState.Stopped> stopped;

    /** The manual request being judged; valid for this call only. */
    Optional<Event.Requested> requested = Optional.empty();

    /** Whether the last escalation step has just failed; valid for this call only. */
    boolean restartFailed;

    private final TargetState before;
    private Optional<Instant> wakeAt = Optional.empty();

    Evaluation(Watch watch, TargetState state, Instant now) {
        this.watch = watch;
        this.now = now;
        this.before = state;
        phase = state.phase();
        reason = state.reason();
        failure = state.failure();
        failingSince = state.failingSince();
        container = state.container();
        engineReachable = state.engineReachable();
        blind = state.blind();
        engineLostAt = state.engineLostAt();
        startPhaseEnds = state.startPhaseEnds();
        startPassed = state.startPassed();
        streaks = state.streaks();
        stopSign = state.stopSign();
        died = state.died();
        intentInFlight = state.intentInFlight();
        restartCalled = state.restartCalled();
        stopsInCall = state.stopsInCall();
        resumedAt = state.resumedAt();
        retryIntentAt = state.retryIntentAt();
        healthySince = state.healthySince();
        context = state.circumstances();
        PersistentState ledger = state.ledger();
        ordinal = ledger.ordinal();
        lastRunning = ledger.lastRunning();
        restarts = ledger.restarts();
        crashes = ledger.crashes();
        attempt = ledger.attempt();
        lastRestart = ledger.lastRestart();
        quarantine = ledger.quarantine();
        intent = ledger.intent();
        incident = ledger.incident();
        futility = ledger.futility();
        flapping = ledger.flapping();
        hung = ledger.hung();
        stopped = ledger.stopped();
    }

    Policy policy() {
        return watch.policy();
    }

    /** Returns whether Dogwatch may act on this target at all. */
    boolean mayAct() {
        return policy().mode() == Policy.Mode.HEAL && watch.faults().isEmpty();
    }

    Optional<Incarnation> incarnation() {
        return container.flatMap(ContainerSnapshot::incarnation);
    }

    /** Returns whether this is the current or last incarnation of the container. */
    boolean isCurrentIncarnation(Incarnation candidate) {
        return container.isPresent()
                && container.get().id().equals(candidate.containerId())
                && container.get().startedAt().equals(Optional.of(candidate.startedAt()));
    }

    boolean isRunning() {
        return container.isPresent() && container.get().status() == ContainerStatus.RUNNING;
    }

    boolean inStartPhase() {
        return isRunning() && !startPassed && now.isBefore(startPhaseEnds);
    }

    boolean startsFlapping() {
        return flapping && !before.ledger().flapping();
    }

    /** Returns whether the target has just started to fail. A target being restarted does not count as failing. */
    boolean startsFailing() {
        return isFailing(phase) && !isFailing(before.phase());
    }

    private static boolean isFailing(Phase phase) {
        return phase == Phase.FAILING || phase == Phase.BACKING_OFF || phase == Phase.QUARANTINED;
    }

    /** Returns why an intent is in progress: on manual request or by Dogwatch's decision. */
    Reason inProgressReason() {
        return before.reason() == Reason.REQUESTED ? Reason.REQUESTED : Reason.RESTART_DECIDED;
    }

    /** Returns why the state is unknown: the engine is unreachable, or was never inspected. */
    Reason unknownReason() {
        return engineLostAt.isPresent() ? Reason.ENGINE_UNREACHABLE : Reason.NOT_INSPECTED;
    }

    Streak streak(Check check) {
        return streaks.getOrDefault(check.name(), Streak.NONE);
    }

    /**
     * Sets the streak of a check. Copies the table only on a change; outcomes of a long-healthy check change nothing.
     */
    void streak(Check check, Streak streak) {
        if (!streak.equals(streak(check))) {
            streaks = new HashMap<>(streaks);
            streaks.put(check.name(), streak);
        }
    }

    void resetStreaks() {
        streaks = new HashMap<>(streaks);
        streaks.replaceAll((check, streak) -> streak.forNewIncarnation());
    }

    /** Resets the checks over the network: at former addresses, another container may have answered. */
    void resetStreaksOfAddresses() {
        for (Check check : watch.checks()) {
            if (check instanceof Check.Reached) {
                streak(check, streak(check).forNewIncarnation());
            }
        }
    }

    /** Returns the severity of a failure; critical for failures outside any check. */
    Severity severity(Failure failure) {
        if (failure.cause() == Cause.FLAPPING) {
            return Severity.WARN;
        }
        if (failure.cause() == Cause.NOT_RECOVERED) {
            return Severity.CRITICAL;
        }
        return watch.check(failure.check()).map(Check::severity).orElse(Severity.CRITICAL);
    }

    /** Removes restarts and crashes outside their windows. */
    void prune() {
        restarts = within(restarts, policy().budget().window());
        crashes = within(crashes, policy().crashLoop().window());
    }

    private List<Instant> within(List<Instant> instants, Duration window) {
        if (instants.isEmpty()) {
            return instants;
        }
        Instant start = now.minus(window);
        return instants.getFirst().isBefore(start)
                ? instants.stream().filter(at -> !at.isBefore(start)).toList()
                : instants;
    }

    static List<Instant> with(List<Instant> instants, Instant one) {
        List<Instant> more = new ArrayList<>(instants);
        more.add(one);
        return List.copyOf(more);
    }

    /** Requests an evaluation at the given time at the latest. */
    void wakeAt(Instant at) {
        if (at.isAfter(now) && (wakeAt.isEmpty() || at.isBefore(wakeAt.get()))) {
            wakeAt = Optional.of(at);
        }
    }

    void wakeAfter(Duration wait) {
        wakeAt(now.plus(wait));
    }

    Verdict verdict() {
        boolean samePhase = phase == before.phase();
        PersistentState ledger = new PersistentState(
                ordinal,
                lastRunning,
                restarts,
                crashes,
                attempt,
                lastRestart,
                quarantine,
                intent,
                incident,
                futility,
                flapping,
                hung,
                stopped);
        TargetState after = new TargetState(
                phase,
                reason,
                samePhase ? before.since() : now,
                failure,
                failingSince,
                container,
                engineReachable,
                blind,
                engineLostAt,
                startPhaseEnds,
                startPassed,
                streaks,
                stopSign,
                died,
                intentInFlight,
                restartCalled,
                stopsInCall,
                resumedAt,
                retryIntentAt,
                healthySince,
                context,
                ledger);
        return new Verdict(after, decisions, wakeAt);
    }
}
