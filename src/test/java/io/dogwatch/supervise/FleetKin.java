package io.dogwatch.supervise;

import io.dogwatch.judge.Dependencies;
import io.dogwatch.judge.DependencyStatus;
import io.dogwatch.judge.Hold;
import io.dogwatch.judge.Incident;
import io.dogwatch.judge.Reason;
import io.dogwatch.judge.ResolvedDependency;
import io.dogwatch.judge.TargetContext;
import io.dogwatch.judge.TargetState;
import io.dogwatch.model.ContainerStatus;
import io.dogwatch.model.Dependency.Via;
import io.dogwatch.model.TargetId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/** Who of the fleet needs whom, and how they stand: what {@link DependencyGraph} reads from the loops. */
final class FleetKin {

    private final Map<String, FleetMember> members;
    private final Map<String, List<Dependencies.Tie>> parents = new HashMap<>();
    private final Map<String, SortedSet<String>> children = new HashMap<>();
    private final Map<String, List<FleetMember>> relatives = new HashMap<>();
    private Dependencies graph = Dependencies.NONE;

    FleetKin(Map<String, FleetMember> members) {
        this.members = members;
    }

    /** Ids change when a container is replaced, but here nobody is named by them for longer than that. */
    void learn(FleetMember member) {
        graph = graph.with(member.watch, member.container.snapshot());
        parents.clear();
        children.clear();
        relatives.clear();
    }

    static boolean looksOtherwise(TargetState before, TargetState after) {
        return before.phase() != after.phase()
                || before.reason() != after.reason()
                || !before.ledger().incident().equals(after.ledger().incident())
                || !before.circumstances()
                        .parents()
                        .equals(after.circumstances().parents())
                || !before.container().equals(after.container());
    }

    private List<Dependencies.Tie> ties(String name) {
        return parents.computeIfAbsent(name, graph::parents);
    }

    private SortedSet<String> children(String name) {
        return children.computeIfAbsent(name, graph::children);
    }

    List<FleetMember> relatives(FleetMember member) {
        return relatives.computeIfAbsent(member.container.name, name -> {
            SortedSet<String> names = new TreeSet<>(graph.ancestors(name));
            names.addAll(graph.children(name));
            names.remove(name);
            return names.stream().flatMap(one -> find(one).stream()).toList();
        });
    }

    /** Whether it or one of those it needs, and so on, is not as it should be in the world. */
    boolean hasTroubledAncestor(FleetMember member) {
        return graph.ancestors(member.container.name).stream()
                .flatMap(name -> find(name).stream())
                .anyMatch(one ->
                        !one.container.isWell() || one.state.ledger().incident().isPresent());
    }

    TargetContext circumstances(FleetMember member, List<Hold> holds, boolean muted) {
        String name = member.container.name;
        if (ties(name).isEmpty() && children(name).isEmpty()) {
            return holds.isEmpty() && !muted
                    ? TargetContext.PLAIN
                    : new TargetContext(holds, muted, List.of(), Optional.empty(), List.of());
        }
        List<ResolvedDependency> standing = new ArrayList<>();
        for (Dependencies.Tie tie : ties(name)) {
            for (String parent : tie.parents()) {
                standing.add(new ResolvedDependency(
                        new TargetId("local", parent), tie.via(), standing(tie, parent), told(parent)));
            }
        }
        return new TargetContext(holds, muted, standing, networkSince(name), failingChildren(name));
    }

    private ResolvedDependency.Status standing(Dependencies.Tie tie, String parent) {
        return find(parent)
                .map(member -> DependencyStatus.of(tie.need(), member.state))
                .orElse(ResolvedDependency.Status.HEALTHY);
    }

    private Optional<String> told(String parent) {
        return find(parent)
                .map(member -> member.state)
                .flatMap(state -> state.ledger()
                        .incident()
                        .filter(incident -> incident.notices() > 0)
                        .map(Incident::id)
                        .or(() -> failsWithParent(state)
                                ? state.circumstances().parents().stream()
                                        .flatMap(grandparent -> grandparent.incident().stream())
                                        .findFirst()
                                : Optional.empty()));
    }

    private Optional<Instant> networkSince(String name) {
        return ties(name).stream()
                .filter(tie -> tie.via() == Via.NETWORK)
                .flatMap(tie -> tie.parents().stream())
                .flatMap(parent -> find(parent).stream())
                .flatMap(member -> member.state.container().stream())
                .filter(container -> container.status() == ContainerStatus.RUNNING)
                .flatMap(container -> container.startedAt().stream())
                .findFirst();
    }

    private List<TargetId> failingChildren(String name) {
        return children(name).stream()
                .flatMap(child -> find(child).stream())
                .filter(child -> failsWithParent(child.state))
                .map(child -> child.watch.target())
                .toList();
    }

    private static boolean failsWithParent(TargetState state) {
        return state.reason() == Reason.DEPENDENCY_FAILING;
    }

    private Optional<FleetMember> find(String name) {
        return Optional.ofNullable(members.get(name));
    }
}
