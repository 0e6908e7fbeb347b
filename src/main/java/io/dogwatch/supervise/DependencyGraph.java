package io.dogwatch.supervise;

import io.dogwatch.docker.ContainerSummary;
import io.dogwatch.judge.Dependencies;
import io.dogwatch.judge.DependencyStatus;
import io.dogwatch.judge.Incident;
import io.dogwatch.judge.Reason;
import io.dogwatch.judge.ResolvedDependency;
import io.dogwatch.judge.ResolvedDependency.Status;
import io.dogwatch.judge.TargetState;
import io.dogwatch.model.ContainerSnapshot;
import io.dogwatch.model.ContainerStatus;
import io.dogwatch.model.Dependency.Need;
import io.dogwatch.model.Dependency.Via;
import io.dogwatch.model.TargetId;
import io.dogwatch.model.Watch;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Dependencies between the containers of one host, with their current status. Reads the loops' latest states without
 * changing them. Thread-safe; the cost grows with the number of related targets.
 */
final class DependencyGraph {

    private static final Logger LOG = LoggerFactory.getLogger(DependencyGraph.class);

    private final String host;
    private final Map<TargetId, TargetLoop> loops;
    private final AtomicState<Dependencies> graph = new AtomicState<>(Dependencies.NONE);
    private final Set<List<String>> reportedCycles = ConcurrentHashMap.newKeySet();

    /** @param loops live map of the current loops */
    DependencyGraph(String host, Map<TargetId, TargetLoop> loops) {
        this.host = host;
        this.loops = loops;
    }

    /** @return the related targets before and after the change; empty if no relation has changed */
    Set<TargetId> update(Watch watch, ContainerSnapshot container) {
        return change(watch.target(), known -> known.with(watch, container));
    }

    Set<TargetId> updateListed(Watch watch, ContainerSummary container) {
        return change(watch.target(), known -> known.withListed(watch, container.id(), container.labels()));
    }

    /** Removes a container. One with dependents stays in the graph, as a dependency that is not available. */
    Set<TargetId> remove(TargetId target) {
        if (!graph.get().children(target.name()).isEmpty()) {
            return relatives(target);
        }
        return change(target, known -> known.without(target.name()));
    }

    private Set<TargetId> change(TargetId target, UnaryOperator<Dependencies> change) {
        AtomicState.Step<Dependencies> step = graph.change(change);
        if (step.isUnchanged()) {
            return Set.of();
        }
        warnOfCycle(step.after(), target.name());
        Set<TargetId> relatives = new TreeSet<>(relatives(step.before(), target));
        relatives.addAll(relatives(step.after(), target));
        return relatives;
    }

    private void warnOfCycle(Dependencies known, String name) {
        known.cycle(name).filter(reportedCycles::add).ifPresent(cycle -> {
            String names = String.join(" -> ", cycle) + " -> " + cycle.getFirst();
            LOG.warn("dependency cycle ignored host={} cycle=\"{}\"", host, names);
        });
    }

    /** Returns the targets with a context that depends on the status of this target. */
    Set<TargetId> relatives(TargetId target) {
        return relatives(graph.get(), target);
    }

    private Set<TargetId> relatives(Dependencies known, TargetId target) {
        Set<TargetId> relatives = new TreeSet<>();
        known.children(target.name()).forEach(child -> relatives.add(new TargetId(host, child)));
        known.ancestors(target.name()).forEach(parent -> relatives.add(new TargetId(host, parent)));
        relatives.remove(target);
        return relatives;
    }

    /**
     * Returns the dependencies of a target with their current status. A Compose service has the status of its best
     * replica.
     */
    List<ResolvedDependency> parents(TargetId child) {
        List<ResolvedDependency> parents = new ArrayList<>();
        for (Dependencies.Tie tie : graph.get().parents(child.name())) {
            Status best = tie.parents().stream()
                    .map(name -> status(tie, name))
                    .min(Comparator.naturalOrder())
                    .orElse(Status.HEALTHY);
            tie.parents()
                    .forEach(name -> parents.add(
                            new ResolvedDependency(new TargetId(host, name), tie.via(), best, reportedIncident(name))));
        }
        return parents;
    }

    /**
     * Returns the status of a dependency. Containers that are not watched count as healthy, and removed ones as failing,
     * unless their completion was needed.
     */
    private Status status(Dependencies.Tie tie, String parent) {
        if (loop(parent).isEmpty() && graph.get().isDeclared(parent)) {
            return tie.need() == Need.COMPLETED ? Status.HEALTHY : Status.FAILING;
        }
        return loop(parent)
                .filter(loop -> loop.watch().policy().announce())
                .map(loop -> DependencyStatus.of(tie.need(), loop.state()))
                .orElse(Status.HEALTHY);
    }

    /**
     * Returns the reported incident; for a dependency that fails because of its own dependency, the incident of the
     * latter.
     */
    private Optional<String> reportedIncident(String parent) {
        return loop(parent)
                .map(TargetLoop::state)
                .flatMap(state -> state.ledger()
                        .incident()
                        .filter(incident -> incident.notices() > 0)
                        .map(Incident::id)
                        .or(() -> failsWithParent(state)
                                ? state.circumstances().parents().stream()
                                        .flatMap(indirect -> indirect.incident().stream())
                                        .findFirst()
                                : Optional.empty()));
    }

    /** Returns the start time of the running container that provides the network namespace; empty if none. */
    Optional<Instant> networkSince(TargetId child) {
        return graph.get().parents(child.name()).stream()
                .filter(tie -> tie.via() == Via.NETWORK)
                .flatMap(tie -> tie.parents().stream())
                .flatMap(parent -> loop(parent).stream())
                .flatMap(loop -> loop.state().container().stream())
                .filter(container -> container.status() == ContainerStatus.RUNNING)
                .flatMap(container -> container.startedAt().stream())
                .findFirst();
    }

    /** Returns the targets that fail because of this one, directly or transitively, sorted. */
    List<TargetId> failingDependents(TargetId parent) {
        Dependencies known = graph.get();
        SortedSet<TargetId> failing = new TreeSet<>();
        Deque<String> next = new ArrayDeque<>(List.of(parent.name()));
        while (!next.isEmpty()) {
            String current = next.remove();
            for (String child : known.children(current)) {
                if (failsBecauseOf(known, child, current) && failing.add(new TargetId(host, child))) {
                    next.add(child);
                }
            }
        }
        failing.remove(parent);
        return List.copyOf(failing);
    }

    private boolean failsBecauseOf(Dependencies known, String child, String parent) {
        return loop(child).filter(loop -> failsWithParent(loop.state())).isPresent()
                && known.parents(child).stream()
                        .filter(tie -> tie.parents().contains(parent))
                        .anyMatch(tie -> status(tie, parent) == Status.FAILING);
    }

    private static boolean failsWithParent(TargetState state) {
        return state.reason() == Reason.DEPENDENCY_FAILING;
    }

    private Optional<TargetLoop> loop(String name) {
        return Optional.ofNullable(loops.get(new TargetId(host, name)));
    }
}
