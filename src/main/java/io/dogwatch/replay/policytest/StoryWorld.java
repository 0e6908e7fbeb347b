package io.dogwatch.replay.policytest;

import io.dogwatch.judge.Event;
import io.dogwatch.judge.Hold;
import io.dogwatch.judge.ResolvedDependency;
import io.dogwatch.judge.TargetContext;
import io.dogwatch.model.ContainerStatus;
import io.dogwatch.model.Dependency;
import io.dogwatch.model.TargetId;
import io.dogwatch.replay.JudgeSession;
import io.dogwatch.replay.TimedDecision;
import io.dogwatch.replay.Watches;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * The simulated world of a test: an engine with one container. Impossible events do not occur: a stopped container
 * cannot die or be probed, and a lost engine reports nothing. Not thread-safe.
 */
final class StoryWorld {

    private static final Duration A_LONG_TIME = Duration.ofHours(1);
    private static final int TERM = 15;
    private static final int KILL = 9;

    private final Subject subject;
    private final JudgeSession hearing;
    private final SimulatedRestarts surgery;
    private Optional<Container> container = Optional.empty();
    private int containers;
    private boolean engineLost;
    private TargetContext circumstances = TargetContext.PLAIN;

    StoryWorld(Subject subject, Watches watches, Instant begin) {
        this.subject = subject;
        this.hearing = new JudgeSession(watches, begin, this::decided);
        this.surgery = new SimulatedRestarts(this, hearing);
    }

    JudgeSession hearing() {
        return hearing;
    }

    private void decided(TimedDecision ruled) {
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
        inspect();
    }

    void inspect() {
        if (!engineLost) {
            hearing.apply(new Event.Observed(container.map(Container::snapshot)));
        }
    }

    private void apply(Event event) {
        if (!engineLost) {
            hearing.apply(event);
        }
    }

    void happen(StoryAction deed) {
        switch (deed) {
            case StoryAction.Running(boolean sinceLong) -> begin(sinceLong ? now().minus(A_LONG_TIME) : now());
            case StoryAction.Dies(int code, boolean oom) -> dies(code, oom);
            case StoryAction.Probed probed -> probe(probed);
            case StoryAction.DockerSays(var status) -> change(c -> c.with(status));
            case StoryAction.Person(StoryAction.Act act) -> person(act);
            case StoryAction.Answers answers -> surgery.learn(answers);
            case StoryAction.EngineLost lost -> {
                engineLost = true;
                hearing.apply(new Event.EngineLost());
            }
            case StoryAction.EngineBack back -> {
                engineLost = false;
                inspect();
            }
            case StoryAction.EngineRestarts restarts -> change(c -> c.again(now(), c.engineRestarts() + 1));
            case StoryAction.ParentIs(String name, ResolvedDependency.Status standing) -> parent(name, standing);
            case StoryAction.NetworkRestarted restarted ->
                surround(new TargetContext(
                        circumstances.holds(),
                        circumstances.muted(),
                        circumstances.parents(),
                        Optional.of(now()),
                        circumstances.children()));
            case StoryAction.Held(var reason, boolean on) -> hold(new Hold(reason, "", Optional.empty()), on);
            case StoryAction.Muted(boolean on) -> mute(on);
            case StoryAction.DogwatchRestarts restarts -> {
                hearing.forgetAllButTheLedger();
                hearing.apply(new Event.ContextChanged(circumstances));
                inspect();
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
        inspect();
    }

    private boolean runs() {
        return container.filter(Container::runs).isPresent();
    }

    private String id() {
        return container.map(Container::id).orElse("");
    }

    private void dies(int code, boolean oom) {
        if (runs()) {
            apply(new Event.Died(id(), code, now()));
            boolean engineActs = subject.restart().equals("always")
                    || subject.restart().equals("unless-stopped")
                    || (subject.restart().equals("on-failure") && code != 0);
            change(c -> engineActs ? c.ended(code, oom).with(ContainerStatus.RESTARTING) : c.ended(code, oom));
        }
    }

    /** Like the real probe rounds: no probes during a restart. */
    private void probe(StoryAction.Probed probed) {
        if (runs() && hearing.state().ledger().intent().isEmpty()) {
            apply(new Event.Probed(probed.check(), container.orElseThrow().life(), probed.outcome()));
        }
    }

    private void person(StoryAction.Act act) {
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
                inspect();
            }
            case RECREATES -> {
                end(TERM, 143, true);
                container = Optional.empty();
                begin(now());
            }
            case ASKS -> hearing.apply(new Event.Requested(Event.Request.RESTART, "a person", ""));
            case RELEASES -> hearing.apply(new Event.Requested(Event.Request.RELEASE, "a person", ""));
        }
    }

    private void end(int signal, int code, boolean confirmed) {
        if (!runs()) {
            return;
        }
        apply(new Event.Signalled(id(), signal, now()));
        apply(new Event.Died(id(), code, now()));
        if (confirmed) {
            apply(new Event.StopConfirmed(id(), now()));
        }
        change(c -> c.ended(code, false));
    }

    private void parent(String name, ResolvedDependency.Status standing) {
        TargetId target = new TargetId(subject.host(), name);
        List<ResolvedDependency> parents = new ArrayList<>(circumstances.parents());
        parents.removeIf(parent -> parent.target().equals(target));
        parents.add(new ResolvedDependency(target, Dependency.Via.CONFIG, standing, incident(target, standing)));
        surround(new TargetContext(
                circumstances.holds(),
                circumstances.muted(),
                parents,
                circumstances.networkSince(),
                circumstances.children()));
    }

    private static Optional<String> incident(TargetId parent, ResolvedDependency.Status standing) {
        return standing == ResolvedDependency.Status.FAILING
                ? Optional.of(parent.host() + "." + parent.name() + ".1")
                : Optional.empty();
    }

    private void hold(Hold hold, boolean on) {
        List<Hold> holds = new ArrayList<>(circumstances.holds());
        holds.removeIf(other -> other.reason() == hold.reason());
        if (on) {
            holds.add(hold);
        }
        surround(new TargetContext(
                holds,
                circumstances.muted(),
                circumstances.parents(),
                circumstances.networkSince(),
                circumstances.children()));
    }

    private void mute(boolean on) {
        surround(new TargetContext(
                circumstances.holds(),
                on,
                circumstances.parents(),
                circumstances.networkSince(),
                circumstances.children()));
    }

    private void surround(TargetContext changed) {
        circumstances = changed;
        hearing.apply(new Event.ContextChanged(changed));
    }
}
