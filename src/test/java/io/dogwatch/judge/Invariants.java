package io.dogwatch.judge;

import io.dogwatch.target.Cause;
import io.dogwatch.target.Check;
import io.dogwatch.target.ContainerSnapshot;
import io.dogwatch.target.ContainerSnapshot.HealthStatus;
import io.dogwatch.target.ContainerStatus;
import io.dogwatch.target.Incarnation;
import io.dogwatch.target.Outcome;
import io.dogwatch.target.Policy;
import io.dogwatch.target.Watch;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What must hold of every verdict, whatever happens. Keeps books of its own, so that the judge is not measured by its own
 * memory.
 */
final class Invariants {

    /** Says which invariant was broken. */
    static final class Broken extends AssertionError {
        private static final long serialVersionUID = 1;

        Broken(String invariant) {
            super(invariant);
        }
    }

    private final Watch watch;
    private final Policy policy;
    private final Map<String, Instant> calls = new LinkedHashMap<>();
    private final Set<String> intentIds = new HashSet<>();
    private final Set<String> incidentIds = new HashSet<>();
    private final Set<String> givenUp = new HashSet<>();
    private final Map<String, Integer> failures = new HashMap<>();
    private final List<String> trace = new ArrayList<>();
    private Optional<Incarnation> counted = Optional.empty();
    private Optional<String> openIntent = Optional.empty();
    private Optional<String> openIncident = Optional.empty();
    private Optional<Incarnation> stoppedByPerson = Optional.empty();
    private long restarts;
    private long judged;

    Invariants(Watch watch) {
        this.watch = watch;
        this.policy = watch.policy();
    }

    static void require(String invariant, boolean holds) {
        if (!holds) {
            throw new Broken(invariant);
        }
    }

    List<String> trace() {
        return trace;
    }

    long restarts() {
        return restarts;
    }

    long judged() {
        return judged;
    }

    /** A person's signal was heard while no call of ours could have sent it. */
    void personStops(Incarnation life, TargetState state) {
        boolean known = state.engineReachable()
                && state.container().flatMap(ContainerSnapshot::incarnation).equals(Optional.of(life));
        boolean couldBeOurs = state.ledger().intent().isPresent() && (state.restartCalled() || !state.intentInFlight());
        if (known && !couldBeOurs) {
            stoppedByPerson = Optional.of(life);
        }
    }

    /** The engine or Dogwatch went away: a wish that is not in the ledger may be forgotten, and is then "unseen". */
    void wishesMayBeLost() {
        stoppedByPerson = Optional.empty();
    }

    void hold(TargetState before, Event event, Instant now, Verdict verdict) {
        judged++;
        count(before, event, verdict.state());
        Verdict again = Judge.judge(watch, before, event, now);
        require("17, 26 the same arguments give the same verdict", verdict.equals(again));
        if (event instanceof Event.Probed(String check, Incarnation life, Outcome.Inconclusive nothing)) {
            Verdict waking = Judge.judge(watch, before, new Event.Woken(), now);
            boolean same = verdict.decisions().equals(waking.decisions())
                    && verdict.state().phase() == waking.state().phase()
                    && verdict.state().ledger().equals(waking.state().ledger())
                    && watch.checks().stream()
                            .allMatch(c -> streak(verdict, c.name()).equals(streak(waking, c.name())));
            require("8 an inconclusive outcome changes nothing", same);
        }
        Optional<Intent> restart = Optional.empty();
        int opened = 0;
        int closed = 0;
        int quarantined = 0;
        boolean announced = false;
        boolean openedHere = false;
        for (Decision decision : verdict.decisions()) {
            switch (decision) {
                case Decision.Act(Intent intent) -> {
                    require("3 one restart in one verdict", restart.isEmpty());
                    require("15 announced before acting", !openedHere || announced || !policy.announce());
                    restart = Optional.of(intent);
                    decided(before, event, now, verdict, intent);
                }
                case Decision.EndIntent(String id, RemedyResult result) -> {
                    require("5 only an open intent ends, and once", openIntent.equals(Optional.of(id)));
                    openIntent = Optional.empty();
                    if (result instanceof RemedyResult.Superseded) {
                        calls.remove(id);
                    }
                }
                case Decision.FinishIntent(Intent intent) ->
                    require("4 only an open intent is finished", openIntent.equals(Optional.of(intent.id())));
                case Decision.WithdrawIntent(String id) ->
                    require("4 only an open intent is withdrawn", openIntent.equals(Optional.of(id)));
                case Decision.OpenIncident(Incident incident) -> {
                    require("15 one open incident at most", openIncident.isEmpty());
                    require("15 ids of incidents are unique", incidentIds.add(incident.id()));
                    openIncident = Optional.of(incident.id());
                    openedHere = true;
                }
                case Decision.CloseIncident(Incident incident) -> {
                    require("15 only the open incident closes", openIncident.equals(Optional.of(incident.id())));
                    openIncident = Optional.empty();
                    require("15 a closed incident was told", closed == 1 || !policy.announce());
                }
                case Decision.Tell(Notice notice) -> {
                    switch (notice.kind()) {
                        case OPENED -> {
                            opened++;
                            announced = true;
                            require("15 told when it opens", openedHere && notice.sequence() == 0);
                        }
                        case CLOSED -> closed++;
                        case QUARANTINED -> quarantined++;
                        case ESCALATED, FLAPPING -> {}
                        case LABEL_FAULT, BREAKER_OPENED, BREAKER_CLOSED ->
                            throw new Broken("comes not from the judge of one target");
                    }
                }
                case Decision.Refuse refuse -> {}
                case Decision.UpdateIncident update -> {}
                case Decision.GatherEvidence evidence -> {}
            }
        }
        int told = policy.announce() ? 1 : 0;
        require("15 one OPENED for each incident that opens", opened == (openedHere ? told : 0));
        Ledger ledger = verdict.state().ledger();
        require(
                "3, 5 the ledger holds the open intent",
                ledger.intent().map(Intent::id).equals(openIntent));
        require(
                "15 the ledger holds the open incident",
                ledger.incident().map(Incident::id).equals(openIncident));
        boolean enters = ledger.quarantine().isPresent()
                && !ledger.quarantine().equals(before.ledger().quarantine());
        boolean first = enters
                && ledger.incident().map(Incident::id).filter(givenUp::add).isPresent();
        require("14 one notice on the first entry into quarantine", quarantined == (first ? told : 0));
        before.ledger().quarantine().ifPresent(was -> leaving(was, before, now, verdict));
        require(
                "2 the wake is in the future",
                verdict.wakeAt().map(now::isBefore).orElse(true));
        note(before, verdict);
    }

    private static Streak streak(Verdict verdict, String check) {
        return verdict.state().streaks().getOrDefault(check, Streak.NONE);
    }

    private void decided(TargetState before, Event event, Instant now, Verdict verdict, Intent intent) {
        restarts++;
        TargetState after = verdict.state();
        require("3 ids of intents are unique", intentIds.add(intent.id()));
        require("9 no restart while an intent is open", openIntent.isEmpty());
        openIntent = Optional.of(intent.id());
        calls.values().removeIf(at -> at.isBefore(now.minus(policy.budget().window())));
        calls.put(intent.id(), now);
        require(
                "1 never more restarts in any window than the budget",
                calls.size() <= policy.budget().restarts());
        require("9 no restart of what is only observed", policy.mode() == Policy.Mode.HEAL);
        require("9 no restart while the engine is away", after.engineReachable());
        require("9 no restart in quarantine", after.ledger().quarantine().isEmpty());
        ContainerSnapshot container = after.container().orElseThrow();
        boolean exited = container.status() == ContainerStatus.EXITED;
        require("11 only a running or exited container", exited || container.status() == ContainerStatus.RUNNING);
        require("6 of the current incarnation", container.incarnation().equals(Optional.of(intent.incarnation())));
        require("10 not what a person stopped", !stoppedByPerson.equals(Optional.of(intent.incarnation())));
        if (!exited) {
            // A cure that is not proved in time, or a network that is gone, needs no more failed probes.
            Cause cause = after.failure().orElseThrow().cause();
            boolean enough = cause == Cause.NOT_RECOVERED
                    || cause == Cause.NETWORK_LOST
                    || container.health().status() == HealthStatus.UNHEALTHY
                    || watch.checks().stream().anyMatch(this::isAtThreshold);
            require("6, 7 as many failures of this life as the threshold asks", enough);
            boolean starting = !after.startPassed() && now.isBefore(after.startPhaseEnds());
            require("9 no restart in the start phase", !starting);
        }
        if (intent.attempt() > 1 && !(event instanceof Event.RemedyEnded)) {
            Instant earliest = before.ledger()
                    .lastRestart()
                    .orElseThrow()
                    .plus(Backoffs.delay(policy.backoff(), watch.target(), intent.attempt() - 1));
            require("12 not before the backoff is over", !now.isBefore(earliest));
        }
    }

    private boolean isAtThreshold(Check check) {
        return failures.getOrDefault(check.name(), 0) >= check.thresholds().failure();
    }

    private void leaving(Ledger.Quarantine was, TargetState before, Instant now, Verdict verdict) {
        if (verdict.state().ledger().quarantine().isPresent()) {
            return;
        }
        boolean time = !now.isBefore(was.until());
        boolean replaced =
                !verdict.state().container().map(ContainerSnapshot::id).equals(Optional.of(was.containerId()));
        boolean well = before.healthySince()
                .map(since -> !now.isBefore(since.plus(policy.backoff().resetAfter())))
                .orElse(false);
        require("14 a quarantine ends by time, a new id or a stable recovery", time || replaced || well);
    }

    /** Counts failures in a row of each check in the life that the judge was last shown. */
    private void count(TargetState before, Event event, TargetState after) {
        Optional<Incarnation> life = after.container().flatMap(ContainerSnapshot::incarnation);
        if (event instanceof Event.Observed && !life.equals(counted)) {
            counted = life;
            failures.clear();
        }
        if (!before.engineReachable() && before.reason() == Reason.NOT_SEEN_YET) {
            failures.clear();
        }
        boolean frozen = !before.engineReachable()
                || before.ledger().intent().isPresent()
                || before.container()
                        .filter(c -> c.status() == ContainerStatus.RUNNING)
                        .isEmpty();
        if (event instanceof Event.Probed(String check, Incarnation of, Outcome outcome)
                && !frozen
                && Optional.of(of).equals(counted)) {
            switch (outcome) {
                case Outcome.Healthy healthy -> failures.put(check, 0);
                case Outcome.Unhealthy unhealthy -> failures.merge(check, 1, Integer::sum);
                case Outcome.Inconclusive inconclusive -> {}
            }
        }
    }

    private void note(TargetState before, Verdict verdict) {
        if (before.phase() != verdict.state().phase() || !verdict.decisions().isEmpty()) {
            StringBuilder line = new StringBuilder(verdict.state().phase().word())
                    .append(' ')
                    .append(verdict.state().reason().word());
            for (Decision decision : verdict.decisions()) {
                line.append(' ').append(decision.getClass().getSimpleName());
            }
            trace.add(line.toString());
        }
    }
}
