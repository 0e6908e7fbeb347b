package io.dogwatch.judge;

import io.dogwatch.model.Cause;
import io.dogwatch.model.ContainerSnapshot;
import io.dogwatch.model.ContainerStatus;
import io.dogwatch.model.Incarnation;
import io.dogwatch.model.Outcome;
import io.dogwatch.model.Policy;
import io.dogwatch.model.Watch;
import java.time.Instant;
import java.util.ArrayList;
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
    private final Tally tally;
    private final Counts counts;
    private final Told told = new Told();
    private final Map<String, Instant> calls = new LinkedHashMap<>();
    private final Set<String> intentIds = new HashSet<>();
    private final Set<String> incidentIds = new HashSet<>();
    private final Set<String> givenUp = new HashSet<>();
    private final List<String> trace = new ArrayList<>();
    private Optional<String> openIntent = Optional.empty();
    private Optional<String> openIncident = Optional.empty();
    private Optional<String> owesQuarantine = Optional.empty();
    private Optional<Incarnation> stoppedByPerson = Optional.empty();
    private Optional<Incarnation> hung = Optional.empty();
    private int engineStarts;
    private long restarts;
    private long judged;

    Invariants(Watch watch, Tally tally) {
        this.watch = watch;
        this.policy = watch.policy();
        this.tally = tally;
        this.counts = new Counts(watch);
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

    /** The engine's own policy has started it after a crash. */
    void engineStartedIt() {
        engineStarts++;
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
        tally.count(event, verdict);
        counts.count(before, event, verdict.state(), now);
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
        boolean isGranted = verdict.decisions().stream().noneMatch(Decision.Refuse.class::isInstance);
        boolean isReleased = isRequest(event, Event.Request.RELEASE) && isGranted;
        if (isReleased) {
            // A person's word grants a fresh budget, and whoever gives it wants to know whether it has helped.
            calls.clear();
            openIncident.ifPresent(id -> {
                givenUp.remove(id);
                told.released(id);
            });
        }
        boolean isOver = hasQuarantine(before) && !hasQuarantine(verdict.state());
        if (isReleased || isOver || wasWellForLong(before, now)) {
            hung = Optional.empty();
        }
        boolean muted = verdict.state().circumstances().muted();
        boolean acts = false;
        for (Decision decision : verdict.decisions()) {
            switch (decision) {
                case Decision.Act(Intent intent) -> {
                    require("3 one restart in one verdict", !acts);
                    acts = true;
                    require("15 announced before acting", openIncident.isEmpty() || muted || isTold(intent));
                    decided(before, event, now, verdict, intent);
                }
                case Decision.EndIntent(String id, ActionResult result) -> {
                    require("5 only an open intent ends, and once", openIntent.equals(Optional.of(id)));
                    openIntent = Optional.empty();
                    ended(before.ledger().intent().orElseThrow(), result);
                }
                case Decision.FinishIntent(Intent intent) ->
                    require("4 only an open intent is finished", openIntent.equals(Optional.of(intent.id())));
                case Decision.WithdrawIntent(String id) ->
                    require("4 only an open intent is withdrawn", openIntent.equals(Optional.of(id)));
                case Decision.OpenIncident(Incident incident) -> {
                    require("15 one open incident at most", openIncident.isEmpty());
                    require("15 ids of incidents are unique", incidentIds.add(incident.id()));
                    openIncident = Optional.of(incident.id());
                }
                case Decision.CloseIncident(Incident incident) -> {
                    require("15 only the open incident closes", openIncident.equals(Optional.of(incident.id())));
                    openIncident = Optional.empty();
                    require(
                            "15 whoever was told that it opened is told that it closed",
                            told.isTold(incident.id(), Notice.Kind.OPENED)
                                    == told.isTold(incident.id(), Notice.Kind.CLOSED));
                }
                case Decision.Notify(Notice notice) -> {
                    require(
                            "15 only of what is open",
                            openIncident.equals(Optional.of(notice.incident().id())));
                    require("15 only where people are to be told", policy.announce());
                    told.tell(notice, muted);
                }
                case Decision.Refuse refuse ->
                    require("refused requests change nothing", isRefusal(before, now, verdict));
                case Decision.UpdateIncident update -> {}
                case Decision.GatherEvidence evidence -> {}
            }
        }
        PersistentState ledger = verdict.state().ledger();
        require(
                "3, 5 the ledger holds the open intent",
                ledger.intent().map(Intent::id).equals(openIntent));
        require(
                "15 the ledger holds the open incident",
                ledger.incident().map(Incident::id).equals(openIncident));
        boolean speaks = policy.announce() && !muted && verdict.state().engineReachable();
        require(
                "15 what is open is told as soon as there is no silence",
                !speaks
                        || openIncident
                                .filter(id -> !told.isTold(id, Notice.Kind.OPENED))
                                .isEmpty());
        boolean enters = ledger.quarantine().isPresent()
                && !ledger.quarantine().equals(before.ledger().quarantine());
        boolean first = enters && openIncident.filter(givenUp::add).isPresent();
        if (first && muted) {
            // Owed, and told with the rest when the silence is over.
            owesQuarantine = openIncident.filter(id -> told.isTold(id, Notice.Kind.OPENED));
        } else if (first) {
            String id = openIncident.orElseThrow();
            boolean justToldOfAll =
                    before.ledger().incident().filter(was -> was.notices() == 0).isPresent();
            require(
                    "14 one notice on the first entry into quarantine",
                    justToldOfAll || told.isTold(id, Notice.Kind.OPENED) == told.isTold(id, Notice.Kind.QUARANTINED));
        }
        owesQuarantine =
                owesQuarantine.filter(id -> openIncident.equals(Optional.of(id)) && hasQuarantine(verdict.state()));
        if (speaks) {
            require(
                    "14 a quarantine in a silence is told when that is over",
                    owesQuarantine
                            .filter(id -> !told.isTold(id, Notice.Kind.QUARANTINED)
                                    && !told.isTold(id, Notice.Kind.ESCALATED))
                            .isEmpty());
            owesQuarantine = Optional.empty();
        }
        before.ledger().quarantine().ifPresent(was -> leaving(was, before, event, now, verdict));
        require(
                "2 the wake is in the future",
                verdict.wakeAt().map(now::isBefore).orElse(true));
        note(before, verdict);
    }

    private static Streak streak(Verdict verdict, String check) {
        return verdict.state().streaks().getOrDefault(check, Streak.NONE);
    }

    private static boolean isRequest(Event event, Event.Request request) {
        return event instanceof Event.Requested asked && asked.request() == request;
    }

    private static boolean hasQuarantine(TargetState state) {
        return state.ledger().quarantine().isPresent();
    }

    private boolean wasWellForLong(TargetState before, Instant now) {
        return before.healthySince()
                .filter(since -> !now.isBefore(since.plus(policy.backoff().resetAfter())))
                .isPresent();
    }

    private boolean isTold(Intent intent) {
        return !policy.announce() || told.isTold(intent.incidentId(), Notice.Kind.OPENED);
    }

    private boolean isRefusal(TargetState before, Instant now, Verdict verdict) {
        Verdict waking = Judge.judge(watch, before, new Event.Woken(), now);
        List<Decision> others = verdict.decisions().stream()
                .filter(decision -> !(decision instanceof Decision.Refuse))
                .toList();
        return waking.state().equals(verdict.state())
                && waking.decisions().equals(others)
                && waking.wakeAt().equals(verdict.wakeAt());
    }

    private void ended(Intent intent, ActionResult result) {
        switch (result) {
            case ActionResult.Hung why -> hung = Optional.of(intent.incarnation());
            case ActionResult.Superseded why -> {
                calls.remove(intent.id());
                hung = intent.action() == Action.KILL_START ? Optional.of(intent.incarnation()) : hung;
            }
            case ActionResult.Restarted done -> {}
            case ActionResult.Stopped done -> {}
            case ActionResult.Failed why -> {}
            case ActionResult.Undetermined why -> throw new Broken("5 nobody knows how it ended");
        }
    }

    private void decided(TargetState before, Event event, Instant now, Verdict verdict, Intent intent) {
        restarts++;
        TargetState after = verdict.state();
        boolean asked = event instanceof Event.Requested requested && requested.request() == Event.Request.RESTART;
        require("3 ids of intents are unique", intentIds.add(intent.id()));
        require("9 no restart while an intent is open", openIntent.isEmpty());
        openIntent = Optional.of(intent.id());
        require("9 no restart of what is only observed", policy.mode() == Policy.Mode.HEAL);
        require("9 no restart while the engine is away", after.engineReachable());
        for (Hold hold : after.circumstances().holds()) {
            require(
                    "9 nothing begins under a hold: " + hold.reason(),
                    asked && hold.reason() != Reason.RESTARTS_DISABLED);
        }
        require("27 the parent first", asked || !Counts.parentFails(after));
        ContainerSnapshot container = after.container().orElseThrow();
        require("6 of the current incarnation", container.incarnation().equals(Optional.of(intent.incarnation())));
        require("10 not what a person stopped", asked || !stoppedByPerson.equals(Optional.of(intent.incarnation())));
        switch (intent.action()) {
            case RESTART, START -> attempt(before, event, now, after, intent, asked);
            case KILL_START -> {
                require("killed only after it hung, and once", hung.equals(Optional.of(intent.incarnation())));
                require("killed only where the policy kills", policy.restart().kill());
                require("11 only a running container is killed", container.status() == ContainerStatus.RUNNING);
            }
            case STOP -> {
                require(
                        "stopped only where the policy stops",
                        policy.crashLoop().stop());
                require("stopped only in a loop", after.failure().orElseThrow().cause() == Cause.CRASH_LOOP);
                require(
                        "stopped only after so many crashes",
                        engineStarts >= policy.crashLoop().crashes());
                require("stopped and then left alone", hasQuarantine(after));
            }
        }
        hung = Optional.empty();
    }

    private void attempt(
            TargetState before, Event event, Instant now, TargetState after, Intent intent, boolean asked) {
        calls.values().removeIf(at -> at.isBefore(now.minus(policy.budget().window())));
        calls.put(intent.id(), now);
        require(
                "1 never more restarts in any window than the budget",
                calls.size() <= policy.budget().restarts());
        require("9 no restart in quarantine", !hasQuarantine(after));
        ContainerSnapshot container = after.container().orElseThrow();
        boolean exited = container.status() == ContainerStatus.EXITED;
        require("11 only a running or exited container", exited || container.status() == ContainerStatus.RUNNING);
        require("only what is down is started", exited || intent.action() == Action.RESTART);
        if (asked) {
            return;
        }
        require("what hangs is not asked to restart again", exited || !hung.equals(Optional.of(intent.incarnation())));
        Cause cause = after.failure().orElseThrow().cause();
        if (!exited && cause != Cause.NETWORK_LOST) {
            // A cure that is not proved in time needs no more failed probes.
            boolean enough = cause == Cause.NOT_RECOVERED || counts.makeAQuorum(container);
            require("6, 7 as many failures of this life as thresholds and quorum ask", enough);
            boolean starting = !after.startPassed() && now.isBefore(after.startPhaseEnds());
            require("9 no restart in the start phase", !starting);
        }
        if (intent.attempt() > 1 && !(event instanceof Event.ActionEnded)) {
            Instant earliest = before.ledger()
                    .lastRestart()
                    .orElseThrow()
                    .plus(BackoffCalculator.delay(policy.backoff(), watch.target(), intent.attempt() - 1));
            require("12 not before the backoff is over", !now.isBefore(earliest));
        }
    }

    private void leaving(
            PersistentState.Quarantine was, TargetState before, Event event, Instant now, Verdict verdict) {
        if (hasQuarantine(verdict.state())) {
            return;
        }
        boolean time = !now.isBefore(was.until());
        boolean replaced =
                !verdict.state().container().map(ContainerSnapshot::id).equals(Optional.of(was.containerId()));
        boolean well = wasWellForLong(before, now);
        require(
                "14 a quarantine ends by time, a person, a new id or a stable recovery",
                time || replaced || well || isRequest(event, Event.Request.RELEASE));
    }

    private void note(TargetState before, Verdict verdict) {
        if (before.phase() != verdict.state().phase() || !verdict.decisions().isEmpty()) {
            StringBuilder line = new StringBuilder(verdict.state().phase().wireName())
                    .append(' ')
                    .append(verdict.state().reason().wireName());
            for (Decision decision : verdict.decisions()) {
                line.append(' ').append(decision.getClass().getSimpleName());
            }
            trace.add(line.toString());
        }
    }
}
