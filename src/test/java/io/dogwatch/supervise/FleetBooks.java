package io.dogwatch.supervise;

import io.dogwatch.judge.Action;
import io.dogwatch.judge.ActionResult;
import io.dogwatch.judge.Decision;
import io.dogwatch.judge.Event;
import io.dogwatch.judge.Incident;
import io.dogwatch.judge.Intent;
import io.dogwatch.judge.Notice;
import io.dogwatch.judge.PersistentState;
import io.dogwatch.judge.Reason;
import io.dogwatch.judge.Verdict;
import io.dogwatch.model.ContainerStatus;
import io.dogwatch.model.Incarnation;
import io.dogwatch.model.Policy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What must hold of a fleet all the time, by books that are kept from the outside: decisions, calls, notices, wishes. */
final class FleetBooks {

    /** Says what was broken, whose, and when. */
    static final class Broken extends AssertionError {
        private static final long serialVersionUID = 1;

        Broken(String what) {
            super(what);
        }
    }

    /** Of one target. */
    private static final class Page {
        final Map<String, Instant> restarts = new HashMap<>();
        final List<Instant> calls = new ArrayList<>();
        final Set<String> asked = new HashSet<>();
        Optional<String> incident = Optional.empty();
        int opened;
        int closed;
        Optional<PersistentState.Quarantine> quarantine = Optional.empty();
        Optional<Incarnation> stopping = Optional.empty();
        Optional<Incarnation> knownStop = Optional.empty();
        boolean askedNow;
    }

    private final FleetAgenda agenda;
    private final Map<String, Page> pages = new HashMap<>();
    private final Set<String> incidentIds = new HashSet<>();
    private final Map<Reason, Integer> quarantines = new HashMap<>();
    private int inFlight;
    private long judged;
    private long restarts;
    private long calls;
    private long notices;
    private long breakers;

    FleetBooks(FleetAgenda agenda) {
        this.agenda = agenda;
    }

    private Page page(FleetMember member) {
        return pages.computeIfAbsent(member.container.name, name -> new Page());
    }

    private void require(String what, FleetMember member, boolean holds) {
        if (!holds) {
            throw new Broken(what + ": " + member.container.name + " after "
                    + Duration.between(Instant.EPOCH, Instant.ofEpochMilli(agenda.millis())) + ", phase "
                    + member.state.phase() + " " + member.state.reason() + ", container " + member.container.status
                    + " " + member.container.ailment + ", ledger " + member.state.ledger());
        }
    }

    void judged() {
        judged++;
    }

    void breakerOpened() {
        breakers++;
    }

    /** A person asks for it on the page. */
    void requested(FleetMember member, Event.Requested requested) {
        page(member).askedNow = requested.request() == Event.Request.RESTART;
        boolean releases = requested.request() == Event.Request.RELEASE
                && member.state.ledger().quarantine().isPresent()
                && member.state.engineReachable();
        if (releases) {
            page(member).restarts.clear();
        }
    }

    void answered(FleetMember member) {
        page(member).askedNow = false;
    }

    void decided(FleetMember member, Verdict verdict) {
        Page page = page(member);
        for (Decision decision : verdict.decisions()) {
            switch (decision) {
                case Decision.Act(Intent intent) -> decided(member, page, intent);
                case Decision.EndIntent(String id, ActionResult result) -> {
                    if (result instanceof ActionResult.Superseded) {
                        page.restarts.remove(id);
                    }
                }
                case Decision.OpenIncident(Incident incident) -> {
                    require("15 one open incident at most", member, page.incident.isEmpty());
                    require("15 ids of incidents are unique", member, incidentIds.add(incident.id()));
                    page.incident = Optional.of(incident.id());
                    page.opened = 0;
                    page.closed = 0;
                }
                case Decision.CloseIncident(Incident incident) -> {
                    require("15 only what is open closes", member, page.incident.equals(Optional.of(incident.id())));
                    require("15 closed as often as opened, once at most", member, page.opened == page.closed);
                    page.incident = Optional.empty();
                }
                case Decision.Notify(Notice notice) -> told(member, page, notice);
                case Decision.FinishIntent finish -> {}
                case Decision.WithdrawIntent withdraw -> {}
                case Decision.GatherEvidence gather -> {}
                case Decision.UpdateIncident update -> {}
                case Decision.Refuse refuse -> {}
            }
        }
        quarantined(member, page);
        require(
                "15 the ledger holds the open incident",
                member,
                member.state.ledger().incident().map(Incident::id).equals(page.incident));
    }

    private void decided(FleetMember member, Page page, Intent intent) {
        require("9 nothing that is only observed", member, member.watch.policy().mode() == Policy.Mode.HEAL);
        if (page.askedNow) {
            page.asked.add(intent.id());
        }
        if (intent.action() == Action.RESTART || intent.action() == Action.START) {
            Policy.Budget budget = member.watch.policy().budget();
            Instant from = agenda.now().minus(budget.window());
            page.restarts.values().removeIf(at -> at.isBefore(from));
            page.restarts.put(intent.id(), agenda.now());
            require(
                    "1 no more restarts in any window than the budget",
                    member,
                    page.restarts.size() <= budget.restarts());
            restarts++;
        }
    }

    private void told(FleetMember member, Page page, Notice notice) {
        notices++;
        require(
                "15 about the open incident",
                member,
                page.incident.equals(Optional.of(notice.incident().id())));
        switch (notice.kind()) {
            case OPENED -> require("15 opened once", member, ++page.opened == 1);
            case CLOSED -> require("15 closed once", member, ++page.closed == 1);
            case QUARANTINED, ESCALATED, FLAPPING ->
                require("15 opened before the rest is told", member, page.opened == 1);
            case REMINDER,
                    UNACKNOWLEDGED,
                    LABEL_FAULT,
                    LOG_UNREADABLE,
                    LOG_UNBOUNDED,
                    BREAKER_OPENED,
                    BREAKER_CLOSED,
                    ACKNOWLEDGED,
                    REPORT -> require("from one target's judge", member, false);
        }
    }

    private void quarantined(FleetMember member, Page page) {
        Optional<PersistentState.Quarantine> now = member.state.ledger().quarantine();
        if (now.isPresent() && !now.equals(page.quarantine)) {
            Policy policy = member.watch.policy();
            boolean justified =
                    switch (now.get().reason()) {
                        case BUDGET_SPENT ->
                            page.restarts.size() >= policy.budget().restarts();
                        case RESTART_INEFFECTIVE -> recentCalls(member) >= policy.giveUpAfter();
                        case RESTART_FAILED -> recentCalls(member) >= 1;
                        case CRASH_LOOP -> member.container.engineRestartCount > 0;
                        default -> false;
                    };
            require("14 a quarantine has its reason", member, justified);
            quarantines.merge(now.get().reason(), 1, Integer::sum);
        }
        page.quarantine = now;
    }

    /** A call of ours goes to the engine. */
    void called(FleetMember member, Intent intent) {
        FleetHouse house = member.house();
        calls++;
        inFlight++;
        require("2 calls in flight", member, inFlight <= FleetHouse.MAX_IN_FLIGHT);
        require(
                "9 nothing while a person holds it",
                member,
                house.orders().holds(member.container.name).isEmpty());
        require(
                "13 nothing while the breaker holds it",
                member,
                !house.breaker().holds(member.watch.target()));
        ContainerStatus status = member.container.status;
        require(
                "11 only what runs or has ended",
                member,
                status == ContainerStatus.RUNNING
                        || status == ContainerStatus.EXITED
                        || intent.action() == Action.STOP);
        started(member, intent);
    }

    /** Dogwatch starts it, in whatever way. */
    void started(FleetMember member, Intent intent) {
        page(member).calls.add(agenda.now());
        require(
                "10 nothing that a person is known to have stopped",
                member,
                page(member).asked.contains(intent.id())
                        || !page(member).knownStop.equals(Optional.of(member.container.life())));
    }

    void returned() {
        inFlight--;
    }

    /** How many calls in the last two hours. */
    int recentCalls(FleetMember member) {
        Page page = page(member);
        page.calls.removeIf(at -> at.isBefore(agenda.now().minus(Duration.ofHours(2))));
        return page.calls.size();
    }

    /** A person begins to stop it. */
    void stoppedByPerson(FleetMember member) {
        page(member).stopping = Optional.of(member.container.life());
    }

    /** Dogwatch hears of a person's stop, when it cannot take it for its own doing. */
    void heard(FleetMember member, Event event) {
        Page page = page(member);
        boolean stop = event instanceof Event.Signalled || event instanceof Event.StopConfirmed;
        boolean mayBeOurs = member.state.ledger().intent().isPresent()
                && (member.state.restartCalled() || !member.state.intentInFlight());
        Optional<Incarnation> known = member.state.container().flatMap(seen -> seen.incarnation());
        if (stop && page.stopping.isPresent() && !mayBeOurs && member.state.engineReachable()) {
            page.knownStop = page.stopping
                    .filter(life -> known.equals(Optional.of(life)))
                    .filter(life -> life.equals(member.container.life()))
                    .or(() -> page.knownStop);
        }
    }

    /** What is still about to end is not known any more: a wish is not in the ledger before it is fulfilled. */
    void wishesMayBeLost(Iterable<FleetMember> members) {
        for (FleetMember member : members) {
            if (member.container.status != ContainerStatus.EXITED) {
                page(member).knownStop = Optional.empty();
            }
        }
    }

    /** What has ended unseen counts as stopped by a person. */
    void connected(Iterable<FleetMember> members) {
        for (FleetMember member : members) {
            Page page = page(member);
            boolean ended = member.container.status == ContainerStatus.EXITED
                    && page.stopping.equals(Optional.of(member.container.life()))
                    && member.state.ledger().intent().isEmpty();
            if (ended) {
                page.knownStop = page.stopping;
            }
        }
    }

    void died() {
        inFlight = 0;
    }

    /** At the end, when everything has been well for a day. */
    void close(Iterable<FleetMember> members) {
        for (FleetMember member : members) {
            PersistentState ledger = member.state.ledger();
            require("15 no incident is left open", member, ledger.incident().isEmpty());
            require("5 no intent is left open", member, ledger.intent().isEmpty());
            require(
                    "25 what is remembered stays bounded",
                    member,
                    ledger.restarts().size() <= member.watch.policy().budget().restarts()
                            && ledger.crashes().size() <= 200
                            && member.state.streaks().size()
                                    <= member.watch.checks().size());
        }
    }

    String summary() {
        return "%,d events judged, %,d restarts decided, %,d calls, %,d incidents, %,d notices, breaker opened %d times, quarantines %s"
                .formatted(judged, restarts, calls, incidentIds.size(), notices, breakers, quarantines);
    }

    long incidents() {
        return incidentIds.size();
    }

    long restarts() {
        return restarts;
    }
}
