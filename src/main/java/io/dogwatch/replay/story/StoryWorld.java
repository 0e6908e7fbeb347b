package io.dogwatch.replay.story;

import io.dogwatch.judge.Circumstances;
import io.dogwatch.judge.Event;
import io.dogwatch.judge.Hold;
import io.dogwatch.judge.Parent;
import io.dogwatch.replay.Hearing;
import io.dogwatch.replay.Ruled;
import io.dogwatch.replay.Watches;
import io.dogwatch.target.ContainerStatus;
import io.dogwatch.target.Dependency;
import io.dogwatch.target.TargetId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * The world of a story: an engine with one container. What cannot happen does not: a container that does not run cannot die
 * or be probed, and while the engine is lost nothing of it is told. Not thread-safe.
 */
final class StoryWorld {

    private static final Duration A_LONG_TIME = Duration.ofHours(1);
    private static final int TERM = 15;
    private static final int KILL = 9;

    private final Subject subject;
    private final Hearing hearing;
    private final Surgery surgery;
    private Optional<Container> container = Optional.empty();
    private int containers;
    private boolean engineLost;
    private Circumstances circumstances = Circumstances.PLAIN;

    StoryWorld(Subject subject, Watches watches, Instant begin) {
        this.subject = subject;
        this.hearing = new Hearing(watches, begin, this::decided);
        this.surgery = new Surgery(this, hearing);
    }

    Hearing hearing() {
        return hearing;
    }

    private void decided(Ruled ruled) {
        surgery.decided(ruled.decision());
    }

    Optional<Container> container() {
        return container;
    }

    boolean isEngineLost() {
        return engineLost;
    }

    /** The container is changed, and seen to be. */
    void change(UnaryOperator<Container> change) {
        container = container.map(change);
        look();
    }

    void look() {
        if (!engineLost) {
            hearing.tell(new Event.Observed(container.map(Container::snapshot)));
        }
    }

    private void tell(Event event) {
        if (!engineLost) {
            hearing.tell(event);
        }
    }

    void happen(Deed deed) {
        switch (deed) {
            case Deed.Running(boolean sinceLong) -> begin(sinceLong ? now().minus(A_LONG_TIME) : now());
            case Deed.Dies(int code, boolean oom) -> dies(code, oom);
            case Deed.Probed probed -> probe(probed);
            case Deed.DockerSays(var status) -> change(c -> c.with(status));
            case Deed.Person(Deed.Act act) -> person(act);
            case Deed.Answers answers -> surgery.learn(answers);
            case Deed.EngineLost lost -> {
                engineLost = true;
                hearing.tell(new Event.EngineLost());
            }
            case Deed.EngineBack back -> {
                engineLost = false;
                look();
            }
            case Deed.EngineRestarts restarts -> change(c -> c.again(now(), c.engineRestarts() + 1));
            case Deed.ParentIs(String name, Parent.Standing standing) -> parent(name, standing);
            case Deed.NetworkRestarted restarted ->
                surround(new Circumstances(
                        circumstances.holds(),
                        circumstances.muted(),
                        circumstances.parents(),
                        Optional.of(now()),
                        circumstances.children()));
            case Deed.Held(var reason, boolean on) -> hold(new Hold(reason, "", Optional.empty()), on);
            case Deed.Muted(boolean on) -> mute(on);
            case Deed.DogwatchRestarts restarts -> {
                hearing.forgetAllButTheLedger();
                hearing.tell(new Event.CircumstancesChanged(circumstances));
                look();
            }
        }
    }

    private Instant now() {
        return hearing.now();
    }

    private void begin(Instant since) {
        container = Optional.of(container
                .map(c -> c.again(since, c.engineRestarts()))
                .orElseGet(() -> Container.started(subject, ++containers, since)));
        look();
    }

    private boolean runs() {
        return container.filter(Container::runs).isPresent();
    }

    private String id() {
        return container.map(Container::id).orElse("");
    }

    private void dies(int code, boolean oom) {
        if (runs()) {
            tell(new Event.Died(id(), code, now()));
            boolean engineActs = subject.restart().equals("always")
                    || subject.restart().equals("unless-stopped")
                    || (subject.restart().equals("on-failure") && code != 0);
            change(c -> engineActs ? c.ended(code, oom).with(ContainerStatus.RESTARTING) : c.ended(code, oom));
        }
    }

    /** As the real rounds: nothing is probed while a remedy is under way. */
    private void probe(Deed.Probed probed) {
        if (runs() && hearing.state().ledger().intent().isEmpty()) {
            tell(new Event.Probed(probed.check(), container.orElseThrow().life(), probed.outcome()));
        }
    }

    private void person(Deed.Act act) {
        switch (act) {
            case STOPS -> end(TERM, 143, true);
            case KILLS -> end(KILL, 137, false);
            case PAUSES -> change(c -> c.runs() ? c.with(ContainerStatus.PAUSED) : c);
            case UNPAUSES -> change(c -> c.status() == ContainerStatus.PAUSED ? c.with(ContainerStatus.RUNNING) : c);
            case STARTS -> begin(now());
            case RESTARTS -> {
                end(TERM, 143, true);
                begin(now());
            }
            case REMOVES -> {
                end(KILL, 137, false);
                container = Optional.empty();
                look();
            }
            case RECREATES -> {
                end(TERM, 143, true);
                container = Optional.empty();
                begin(now());
            }
            case ASKS -> hearing.tell(new Event.Requested(Event.Request.RESTART, "a person", ""));
            case RELEASES -> hearing.tell(new Event.Requested(Event.Request.RELEASE, "a person", ""));
        }
    }

    private void end(int signal, int code, boolean confirmed) {
        if (!runs()) {
            return;
        }
        tell(new Event.Signalled(id(), signal, now()));
        tell(new Event.Died(id(), code, now()));
        if (confirmed) {
            tell(new Event.StopConfirmed(id(), now()));
        }
        change(c -> c.ended(code, false));
    }

    private void parent(String name, Parent.Standing standing) {
        TargetId target = new TargetId(subject.host(), name);
        List<Parent> parents = new ArrayList<>(circumstances.parents());
        parents.removeIf(parent -> parent.target().equals(target));
        parents.add(new Parent(target, Dependency.Via.CONFIG, standing, incident(target, standing)));
        surround(new Circumstances(
                circumstances.holds(),
                circumstances.muted(),
                parents,
                circumstances.networkSince(),
                circumstances.children()));
    }

    private static Optional<String> incident(TargetId parent, Parent.Standing standing) {
        return standing == Parent.Standing.FAILING
                ? Optional.of(parent.host() + "." + parent.name() + ".1")
                : Optional.empty();
    }

    private void hold(Hold hold, boolean on) {
        List<Hold> holds = new ArrayList<>(circumstances.holds());
        holds.removeIf(other -> other.reason() == hold.reason());
        if (on) {
            holds.add(hold);
        }
        surround(new Circumstances(
                holds,
                circumstances.muted(),
                circumstances.parents(),
                circumstances.networkSince(),
                circumstances.children()));
    }

    private void mute(boolean on) {
        surround(new Circumstances(
                circumstances.holds(),
                on,
                circumstances.parents(),
                circumstances.networkSince(),
                circumstances.children()));
    }

    private void surround(Circumstances changed) {
        circumstances = changed;
        hearing.tell(new Event.CircumstancesChanged(changed));
    }
}
