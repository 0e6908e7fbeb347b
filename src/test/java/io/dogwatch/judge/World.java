package io.dogwatch.judge;

import io.dogwatch.model.Cause;
import io.dogwatch.model.Check;
import io.dogwatch.model.ContainerSnapshot;
import io.dogwatch.model.ContainerSnapshot.HealthStatus;
import io.dogwatch.model.ContainerStatus;
import io.dogwatch.model.Dependency;
import io.dogwatch.model.Incarnation;
import io.dogwatch.model.LogCheck;
import io.dogwatch.model.Outcome;
import io.dogwatch.model.TargetId;
import io.dogwatch.model.Watch;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * A small model of an engine with one container, of the people around it and of Dogwatch's own shell: it does honestly
 * what the judge decides, and tells the judge what happens, unless events are lost, late or told twice.
 */
final class World {

    private static final Duration RESYNC = Duration.ofSeconds(30);
    private static final Duration STOP_TIMEOUT = Duration.ofSeconds(10);

    private final Watch watch;
    private final Invariants invariants;
    private final List<Check> probes;
    private final String enginePolicy;

    Instant now;
    TargetState state;
    private Optional<Sketch> container;
    private Optional<Instant> wakeAt = Optional.empty();
    private Instant nextResync;
    private Optional<Instant> killAt = Optional.empty();
    private boolean engineUp = true;
    private boolean eventsLost;
    private final Deque<Event> late = new ArrayDeque<>();
    private int born;

    private Optional<Intent> remedy = Optional.empty();
    private boolean finishing;
    private boolean withdrawn;
    private TargetContext circumstances = TargetContext.PLAIN;

    /**
     * @param enginePolicy the engine's own restart policy for the container
     * @param found how the container stands when Dogwatch begins
     */
    World(Watch watch, String enginePolicy, ContainerStatus found, Instant start, Tally tally) {
        this.watch = watch;
        this.enginePolicy = enginePolicy;
        this.invariants = new Invariants(watch, tally);
        this.probes = watch.checks().stream()
                .filter(check -> check instanceof Check.Probed || check instanceof LogCheck)
                .toList();
        now = start;
        nextResync = start.plus(RESYNC);
        state = TargetState.initial(PersistentState.EMPTY, start);
        container = Optional.of(Sketch.running(start.minusSeconds(3600))
                .restartPolicy(enginePolicy)
                .status(found));
        look();
    }

    /** One line for each verdict that changed something, without any instant. */
    List<String> trace() {
        return invariants.trace();
    }

    long judged() {
        return invariants.judged();
    }

    void live(List<Step> history) {
        history.forEach(this::live);
    }

    private void live(Step step) {
        passTime(now.plusMillis(step.afterMillis()));
        int choice = step.choice();
        switch (step.kind()) {
            case PROBE_PASSES -> probe(choice, Outcome.healthy(Duration.ZERO));
            case PROBE_FAILS -> {
                Outcome bad = Outcome.unhealthy(Cause.TIMED_OUT, "", Duration.ZERO);
                for (int i = 0; i <= choice % 4; i++) {
                    probe(choice, bad);
                }
            }
            case PROBE_CANNOT_TELL -> probe(choice, Outcome.inconclusive(Cause.NO_ADDRESS, ""));
            case PROBE_OF_AN_EARLIER_LIFE ->
                judge(new Event.Probed(
                        probes.getFirst().name(),
                        new Incarnation(Sketch.ID, Instant.EPOCH),
                        Outcome.unhealthy(Cause.TIMED_OUT, "", Duration.ZERO)));
            case HEALTH_TURNS -> {
                change(c -> c.health(choice % 2 == 0 ? HealthStatus.UNHEALTHY : HealthStatus.HEALTHY));
                look();
            }
            case CRASH -> {
                if (runs()) {
                    container = container.map(c -> choice % 5 == 0 ? c.outOfMemory() : c.exited(choice % 2));
                    tell(new Event.Died(id(), choice % 2, now));
                    look();
                }
            }
            case ENGINE_STARTS_IT_AGAIN -> {
                for (int i = 0; i <= choice % 3; i++) {
                    engineStartsItAgain();
                }
            }
            case PERSON_STOPS -> stop(15, choice);
            case PERSON_KILLS -> stop(9, 0);
            case PERSON_SENDS_HUP -> {
                if (runs()) {
                    tell(new Event.Signalled(id(), 1, now));
                }
            }
            case PERSON_STARTS -> {
                if (engineUp && container.isPresent() && !runs()) {
                    start(0);
                    look();
                }
            }
            case PERSON_RESTARTS -> {
                if (engineUp && runs()) {
                    tell(new Event.Signalled(id(), 15, now));
                    tell(new Event.Died(id(), 143, now));
                    Event confirmed = new Event.StopConfirmed(id(), now);
                    passTime(now.plusMillis(300));
                    start(0);
                    if (choice % 2 == 0) {
                        look();
                    }
                    tell(confirmed);
                    look();
                }
            }
            case PERSON_PAUSES_OR_UNPAUSES -> {
                if (engineUp && container.isPresent()) {
                    ContainerStatus status = container.get().status();
                    if (status == ContainerStatus.RUNNING || status == ContainerStatus.PAUSED) {
                        change(c -> c.status(
                                status == ContainerStatus.PAUSED ? ContainerStatus.RUNNING : ContainerStatus.PAUSED));
                        look();
                    }
                }
            }
            case PERSON_RECREATES -> {
                if (engineUp) {
                    born++;
                    container = Optional.of(
                            Sketch.running(now).id("%064x".formatted(born)).restartPolicy(enginePolicy));
                    look();
                }
            }
            case PERSON_REMOVES -> {
                if (engineUp) {
                    container = choice % 3 == 0
                            ? container.map(
                                    c -> c.status(choice % 2 == 0 ? ContainerStatus.DEAD : ContainerStatus.REMOVING))
                            : Optional.empty();
                    look();
                }
            }
            case LOOK -> look();
            case LATE_EVENT -> {
                if (!late.isEmpty()) {
                    judge(late.removeFirst());
                }
            }
            case EVENTS_ARE_LOST -> eventsLost = true;
            case ENGINE_IS_LOST -> {
                engineUp = choice % 2 == 0;
                judge(new Event.EngineLost());
                invariants.wishesMayBeLost();
                if (engineUp) {
                    look();
                }
            }
            case REMEDY_GOES_ON -> remedy.ifPresent(intent -> remedyGoesOn(intent, choice));
            case A_GATE_OBJECTS ->
                remedy.filter(intent -> !finishing)
                        .ifPresent(intent -> end(intent, new ActionResult.Superseded("stopped by a file")));
            case A_HOLD_COMES_OR_GOES -> surround(holds(choice), circumstances.muted(), circumstances.parents());
            case SILENCE_COMES_OR_GOES ->
                surround(circumstances.holds(), !circumstances.muted(), circumstances.parents());
            case PARENT_CHANGES -> surround(circumstances.holds(), circumstances.muted(), parents(choice));
            case NETWORK_IS_STARTED_ANEW ->
                surround(new TargetContext(
                        circumstances.holds(),
                        circumstances.muted(),
                        circumstances.parents(),
                        choice % 3 == 0 ? Optional.empty() : Optional.of(now),
                        circumstances.children()));
            case CHILDREN_FAIL ->
                surround(new TargetContext(
                        circumstances.holds(),
                        circumstances.muted(),
                        circumstances.parents(),
                        circumstances.networkSince(),
                        choice % 3 == 0 ? List.of() : List.of(new TargetId("local", "child-" + choice % 3))));
            case PERSON_ASKS_FOR_A_RESTART -> judge(new Event.Requested(Event.Request.RESTART, "ann", ""));
            case PERSON_ASKS_FOR_RELEASE -> judge(new Event.Requested(Event.Request.RELEASE, "ann", "looked at it"));
            case DOGWATCH_IS_KILLED -> dogwatchIsKilled(choice);
        }
    }

    private void engineStartsItAgain() {
        if (engineUp && !enginePolicy.equals("no") && runs()) {
            tell(new Event.Died(id(), 1, now));
            container = container.map(c -> c.status(ContainerStatus.RESTARTING));
            look();
            start(container.orElseThrow().engineRestartCount() + 1);
            invariants.engineStartedIt();
            look();
        }
    }

    private List<Hold> holds(int choice) {
        Reason reason =
                switch (choice % 3) {
                    case 0 -> Reason.MAINTENANCE;
                    case 1 -> Reason.RESTARTS_DISABLED;
                    default -> Reason.BREAKER_OPEN;
                };
        List<Hold> holds = new ArrayList<>(circumstances.holds());
        if (!holds.removeIf(hold -> hold.reason() == reason || choice % 8 < 4)) {
            holds.add(new Hold(reason, "", choice % 2 == 0 ? Optional.empty() : Optional.of(now.plusSeconds(60))));
        }
        return holds;
    }

    private static List<ResolvedDependency> parents(int choice) {
        ResolvedDependency.Status standing =
                switch (choice % 4) {
                    case 0 -> ResolvedDependency.Status.FAILING;
                    case 1 -> ResolvedDependency.Status.DEGRADED;
                    default -> ResolvedDependency.Status.HEALTHY;
                };
        Optional<String> incident = choice % 8 < 4 ? Optional.of("local.db.1") : Optional.empty();
        return List.of(new ResolvedDependency(new TargetId("local", "db"), Dependency.Via.CONFIG, standing, incident));
    }

    private void surround(List<Hold> holds, boolean muted, List<ResolvedDependency> parents) {
        surround(new TargetContext(holds, muted, parents, circumstances.networkSince(), circumstances.children()));
    }

    private void surround(TargetContext other) {
        circumstances = other;
        judge(new Event.ContextChanged(other));
    }

    private void passTime(Instant until) {
        for (int i = 0; i < 200; i++) {
            Instant next = until;
            next = killAt.filter(next::isAfter).orElse(next);
            next = wakeAt.filter(next::isAfter).orElse(next);
            next = nextResync.isBefore(next) ? nextResync : next;
            now = next.isBefore(now) ? now : next;
            if (killAt.filter(at -> !at.isAfter(now)).isPresent()) {
                endStop();
            } else if (wakeAt.filter(at -> !at.isAfter(now)).isPresent()) {
                judge(new Event.Woken());
            } else if (!nextResync.isAfter(now)) {
                // Nothing is learned from looking every 30 s at what stands still for long.
                nextResync = until.isAfter(now.plusSeconds(120)) ? until : now.plus(RESYNC);
                engineUp = true;
                eventsLost = false;
                look();
            } else {
                return;
            }
        }
        now = until;
    }

    private void stop(int signal, int choice) {
        if (!engineUp || !runs()) {
            return;
        }
        boolean heard = tell(new Event.Signalled(id(), signal, now));
        if (heard) {
            invariants.personStops(life(), state);
        }
        if (choice % 2 == 1) {
            killAt = Optional.of(now.plus(STOP_TIMEOUT));
        } else {
            endStop();
        }
    }

    private void endStop() {
        killAt = Optional.empty();
        if (runs()
                || container.filter(c -> c.status() == ContainerStatus.PAUSED).isPresent()) {
            change(c -> c.exited(137));
            tell(new Event.Died(id(), 137, now));
            look();
            tell(new Event.StopConfirmed(id(), now));
        }
    }

    private void remedyGoesOn(Intent intent, int choice) {
        if (finishing) {
            end(intent, settle(intent));
            return;
        }
        if (!engineUp || withdrawn || !isAsDecided(intent)) {
            end(intent, new ActionResult.Superseded("changed"));
            return;
        }
        judge(new Event.RestartCalled(intent.id()));
        switch (choice % 8) {
            case 0 -> end(intent, new ActionResult.Failed("the engine has not done it"));
            case 1 -> end(intent, new ActionResult.Undetermined("no response"));
            case 2 -> {
                // dockerd dies between its stop and its start
                change(c -> c.exited(137));
                engineUp = false;
                end(intent, new ActionResult.Undetermined("no response"));
            }
            case 3 -> {
                doTruly(intent);
                end(intent, new ActionResult.Undetermined("no response"));
            }
            case 4, 5 -> {
                if (intent.action() == Action.RESTART && runs()) {
                    end(intent, new ActionResult.Hung("it still runs"));
                } else {
                    works(intent, choice);
                }
            }
            default -> works(intent, choice);
        }
    }

    private void works(Intent intent, int choice) {
        if (runs()) {
            tell(new Event.Signalled(id(), 15, now));
            tell(new Event.Died(id(), 143, now));
        }
        Event confirmed = new Event.StopConfirmed(id(), now);
        doTruly(intent);
        ActionResult result =
                intent.action() == Action.STOP ? new ActionResult.Stopped(life()) : new ActionResult.Restarted(life());
        if (choice % 16 < 8) {
            tell(confirmed);
            end(intent, result);
        } else {
            end(intent, result);
            tell(confirmed);
        }
    }

    private boolean isAsDecided(Intent intent) {
        if (intent.action() == Action.STOP) {
            return container
                    .filter(c -> c.id().equals(intent.incarnation().containerId()))
                    .filter(c -> c.status() == ContainerStatus.RUNNING || c.status() == ContainerStatus.RESTARTING)
                    .isPresent();
        }
        return container.flatMap(World::lifeOf).equals(Optional.of(intent.incarnation()))
                && container.map(Sketch::status).equals(state.container().map(ContainerSnapshot::status));
    }

    private void doTruly(Intent intent) {
        if (intent.action() == Action.STOP) {
            change(c -> c.exited(143));
        } else {
            restartTruly();
        }
    }

    private void restartTruly() {
        passTime(now.plusMillis(200));
        if (container.isPresent()) {
            start(0);
        }
    }

    private ActionResult settle(Intent intent) {
        if (!engineUp) {
            return new ActionResult.Undetermined("no response");
        }
        Optional<Sketch> seen =
                container.filter(c -> c.id().equals(intent.incarnation().containerId()));
        if (seen.isEmpty()) {
            return new ActionResult.Failed("the container no longer exists");
        }
        boolean exited = seen.get().status() == ContainerStatus.EXITED;
        if (intent.action() == Action.STOP) {
            return exited ? new ActionResult.Stopped(life()) : new ActionResult.Failed("the engine did not stop it");
        }
        if (exited && seen.get().life().equals(intent.incarnation())) {
            start(0);
        }
        return life().equals(intent.incarnation())
                ? new ActionResult.Failed("the engine did not restart it")
                : new ActionResult.Restarted(life());
    }

    private void end(Intent intent, ActionResult result) {
        remedy = Optional.empty();
        if (engineUp) {
            look();
        } else {
            judge(new Event.EngineLost());
            invariants.wishesMayBeLost();
        }
        judge(new Event.ActionEnded(intent.id(), result));
    }

    private void dogwatchIsKilled(int choice) {
        if (remedy.isPresent() && choice % 2 == 0 && engineUp && !finishing && container.isPresent()) {
            doTruly(remedy.get());
        }
        remedy = Optional.empty();
        wakeAt = Optional.empty();
        late.clear();
        state = TargetState.initial(state.ledger(), now);
        invariants.wishesMayBeLost();
        if (choice % 3 != 0) {
            surround(circumstances);
        }
        look();
        surround(circumstances);
    }

    private void start(int engineRestartCount) {
        killAt = Optional.empty();
        now = now.plusMillis(1);
        container = container.map(
                c -> c.restarted(now).engineRestartCount(engineRestartCount).health(HealthStatus.NONE));
    }

    private void change(java.util.function.UnaryOperator<Sketch> change) {
        container = container.map(change);
    }

    private void probe(int choice, Outcome outcome) {
        if (runs()) {
            judge(new Event.Probed(probes.get(choice % probes.size()).name(), life(), outcome));
        }
    }

    private boolean runs() {
        return container.filter(c -> c.status() == ContainerStatus.RUNNING).isPresent();
    }

    private String id() {
        return container.orElseThrow().id();
    }

    private Incarnation life() {
        return container.orElseThrow().life();
    }

    private static Optional<Incarnation> lifeOf(Sketch sketch) {
        return Optional.of(sketch.life());
    }

    private void look() {
        if (engineUp) {
            judge(new Event.Observed(container.map(Sketch::snapshot)));
        }
    }

    /** @return whether it arrives in time */
    private boolean tell(Event event) {
        if (!engineUp || eventsLost) {
            return false;
        }
        if ((born + state.ledger().ordinal() + now.toEpochMilli()) % 5 == 0) {
            late.add(event);
            return false;
        }
        judge(event);
        if (now.toEpochMilli() % 7 == 0) {
            late.add(event);
        }
        return true;
    }

    private void judge(Event event) {
        TargetState before = state;
        Verdict verdict = Judge.judge(watch, before, event, now);
        invariants.hold(before, event, now, verdict);
        state = verdict.state();
        wakeAt = verdict.wakeAt();
        for (Decision decision : verdict.decisions()) {
            switch (decision) {
                case Decision.Act(Intent intent) -> take(intent, false);
                case Decision.FinishIntent(Intent intent) -> take(intent, true);
                case Decision.WithdrawIntent(String id) -> withdrawn = true;
                default -> {}
            }
        }
    }

    private void take(Intent intent, boolean finish) {
        remedy = Optional.of(intent);
        finishing = finish;
        withdrawn = false;
    }

    /** From now on nothing gets in the way, and everything fails: how long until a restart? Empty if never. */
    Optional<Duration> timeToNextRestart(int mostRounds) {
        engineUp = true;
        eventsLost = false;
        late.clear();
        surround(TargetContext.PLAIN);
        remedy.ifPresent(intent -> remedyGoesOn(intent, 6));
        if (container.isEmpty()) {
            container = Optional.of(Sketch.running(now).id("f".repeat(64)).restartPolicy(enginePolicy));
        }
        start(0);
        look();
        remedy.ifPresent(intent -> remedyGoesOn(intent, 6));
        look();
        Instant begun = now;
        long decided = invariants.restarts();
        for (int round = 0; round < mostRounds; round++) {
            for (int i = 0; i < 3 * probes.size(); i++) {
                probe(i, Outcome.unhealthy(Cause.TIMED_OUT, "", Duration.ZERO));
            }
            if (invariants.restarts() > decided) {
                return Optional.of(Duration.between(begun, now));
            }
            now = wakeAt.filter(now::isBefore).orElse(now.plusSeconds(10));
            judge(new Event.Woken());
            if (remedy.isPresent() && finishing) {
                remedyGoesOn(remedy.get(), 6);
            }
        }
        return Optional.empty();
    }

    /** What a look shows is the same whether or not the events before it arrived, but for a person's wish. */
    void losingEventsMakesNoDifference() {
        if (!engineUp || container.isEmpty() || state.blind()) {
            return;
        }
        Event.Observed seen = new Event.Observed(container.map(Sketch::snapshot));
        TargetState plain = Judge.judge(watch, state, seen, now).state();
        List<Event> events = new ArrayList<>();
        events.add(new Event.Signalled(id(), 1, now));
        events.add(new Event.Died(id(), 1, now));
        events.add(new Event.Died(id(), 1, now));
        TargetState told = state;
        for (Event event : events) {
            told = Judge.judge(watch, told, event, now).state();
        }
        told = Judge.judge(watch, told, seen, now).state();
        Invariants.require("18 losing events makes no difference to the phase", plain.phase() == told.phase());
        TargetState twice = Judge.judge(watch, plain, seen, now).state();
        // Each look is one more outcome of the HEALTHCHECK, so it may be the one with which it begins or ceases to
        // flap.
        boolean flaps = plain.ledger().flapping() || twice.ledger().flapping();
        Invariants.require("18 a second look shows the same", flaps || plain.phase() == twice.phase());
    }
}
