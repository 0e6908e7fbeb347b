package io.dogwatch.supervise;

import io.dogwatch.docker.ContainerSummary;
import io.dogwatch.judge.Breaker;
import io.dogwatch.judge.BreakerPolicy;
import io.dogwatch.judge.Hold;
import io.dogwatch.judge.Incident;
import io.dogwatch.judge.Intent;
import io.dogwatch.judge.TargetContext;
import io.dogwatch.judge.TargetState;
import io.dogwatch.model.ContainerSnapshot;
import io.dogwatch.model.TargetId;
import io.dogwatch.model.Watch;
import io.dogwatch.remediation.PreflightGate;
import io.dogwatch.silence.ActiveHolds;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Builds the context of each target of one host from holds, breaker and related targets. Loops read their context on
 * their own threads, and are notified when it may have changed. In any order of the two, the latest context is read
 * last. Thread-safe; lock-free and non-blocking.
 */
final class TargetContexts implements PreflightGate, HostBreaker.Listener {

    private final TargetServices services;
    private final Map<TargetId, TargetLoop> loops;
    private final DependencyGraph relations;
    private final HostBreaker breaker;
    private final Runnable breakerListener;

    /**
     * @param loops live map of the current loops
     * @param breakerListener run when the breaker opens, closes or changes its probe; must return quickly
     */
    TargetContexts(
            TargetServices services, BreakerPolicy policy, Map<TargetId, TargetLoop> loops, Runnable breakerListener) {
        this.services = services;
        this.loops = loops;
        this.relations = new DependencyGraph(services.engine().host(), loops);
        this.breakerListener = breakerListener;
        this.breaker = new HostBreaker(services.engine().host(), policy, services, this);
    }

    void start() {
        services.holds().onChange(this::changedForAll);
    }

    void follow(BreakerPolicy policy) {
        breaker.follow(policy);
    }

    Breaker breaker() {
        return breaker.now();
    }

    /** Records the information from the container list, which dependents need before the first inspection. */
    void listed(Watch watch, ContainerSummary container) {
        changed(relations.updateListed(watch, container));
    }

    /** Returns the context of a target with this container. */
    TargetContext of(Watch watch, Optional<ContainerSnapshot> container) {
        TargetId target = watch.target();
        container.ifPresent(seen -> changed(relations.update(watch, seen)));
        ActiveHolds held = held(target, container);
        Breaker now = breaker.now();
        List<Hold> holds = new ArrayList<>(held.holds());
        now.hold(target).ifPresent(holds::add);
        return new TargetContext(
                holds,
                held.muted() || now.covers(target),
                relations.parents(target),
                relations.networkSince(target),
                relations.failingDependents(target));
    }

    boolean isPaused(TargetId target, Optional<ContainerSnapshot> container) {
        return held(target, container).paused();
    }

    private ActiveHolds held(TargetId target, Optional<ContainerSnapshot> container) {
        return services.holds()
                .on(target, container.map(ContainerSnapshot::labels).orElse(Map.of()));
    }

    /** Records the new state of a target. Called before the decisions of that verdict are executed. */
    void judged(Watch watch, TargetState before, TargetState after) {
        breaker.update(watch, after);
        if (hasChanged(before, after)) {
            changed(relations.relatives(watch.target()));
        }
    }

    private static boolean hasChanged(TargetState before, TargetState after) {
        return before.phase() != after.phase()
                || before.reason() != after.reason()
                || !incident(before).equals(incident(after))
                || !before.circumstances()
                        .parents()
                        .equals(after.circumstances().parents())
                || !before.container()
                        .map(container -> List.of(container.status(), container.incarnation()))
                        .equals(after.container()
                                .map(container -> List.of(container.status(), container.incarnation())));
    }

    private static Optional<List<Object>> incident(TargetState state) {
        return state.ledger()
                .incident()
                .map(incident -> List.<Object>of(incident.id(), incident.severity(), isReported(incident)));
    }

    private static boolean isReported(Incident incident) {
        return incident.notices() > 0;
    }

    void retired(TargetId target) {
        breaker.remove(target);
        changed(relations.remove(target));
    }

    @Override
    public Optional<String> objection(TargetId target, Intent intent) {
        if (services.holds().isStopped()) {
            return Optional.of("all restarts are disabled");
        }
        Optional<TargetLoop> loop = Optional.ofNullable(loops.get(target));
        if (loop.filter(known -> known.isManual(intent)).isPresent()) {
            return Optional.empty();
        }
        if (loop.filter(known -> known.hasRecoveredSince(intent)).isPresent()) {
            return Optional.of("all its checks pass again");
        }
        Breaker now = breaker.now();
        if (now.holds(target)) {
            return Optional.of(now.summary() + ", so restarts are blocked");
        }
        return held(target, loop.flatMap(known -> known.state().container())).holds().stream()
                .findFirst()
                .map(hold -> hold.reason().meaning());
    }

    private void changed(Collection<TargetId> targets) {
        targets.forEach(this::changed);
    }

    @Override
    public void changed(TargetId target) {
        Optional.ofNullable(loops.get(target)).ifPresent(TargetLoop::requestRefresh);
    }

    @Override
    public void changedForAll() {
        loops.values().forEach(TargetLoop::requestRefresh);
    }

    @Override
    public void breakerChanged() {
        breakerListener.run();
    }
}
