package io.dogwatch.judge;

import io.dogwatch.model.ContainerSnapshot;
import io.dogwatch.model.Dependency.Need;
import io.dogwatch.model.Dependency.Via;
import io.dogwatch.model.Watch;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Dependency graph of the containers of one host. Pure and immutable. Resolves references on each query; the order in
 * which containers are discovered is therefore irrelevant, and a recreated dependency is found under its new id.
 *
 * <p>The configuration rejects cycles, but labels and links can create them. Within a cycle, a container depends only
 * on containers with a lexicographically smaller name. This rule depends on the names only, and leaves no cycle.
 */
public final class Dependencies {

    public static final Dependencies NONE = new Dependencies(Map.of(), Map.of(), Map.of());

    private final Map<String, DependencyDeclaration> declarations;

    /** Container names by reference (name, id or Compose service). */
    private final Map<String, Set<String>> called;

    /** Names of the dependents by the reference that they declare. */
    private final Map<String, Set<String>> wanted;

    private Dependencies(
            Map<String, DependencyDeclaration> kin, Map<String, Set<String>> called, Map<String, Set<String>> wanted) {
        this.declarations = kin;
        this.called = called;
        this.wanted = wanted;
    }

    /**
     * One dependency of a container.
     *
     * @param parents names of the containers that satisfy it, sorted; several for a Compose service with replicas
     */
    public record Tie(Need need, Via via, List<String> parents) {
        public Tie {
            parents = List.copyOf(parents);
        }
    }

    /** Returns a graph updated from an inspected container; this graph if nothing changes. */
    public Dependencies with(Watch watch, ContainerSnapshot container) {
        return with(DependencyDeclaration.of(watch, container));
    }

    /** Returns a graph updated from a listed container, unless the container has already been inspected. */
    public Dependencies withListed(Watch watch, String id, Map<String, String> labels) {
        DependencyDeclaration known = declarations.get(watch.target().name());
        return known != null && known.called().contains(id)
                ? this
                : with(DependencyDeclaration.listed(watch, id, labels));
    }

    public Dependencies without(String name) {
        if (!declarations.containsKey(name)) {
            return this;
        }
        Map<String, DependencyDeclaration> fewer = new HashMap<>(declarations);
        fewer.remove(name);
        return changed(name, fewer);
    }

    private Dependencies with(DependencyDeclaration one) {
        if (one.equals(declarations.get(one.name()))) {
            return this;
        }
        Map<String, DependencyDeclaration> more = new HashMap<>(declarations);
        more.put(one.name(), one);
        return changed(one.name(), more);
    }

    /** Updates both indexes for one container. */
    private Dependencies changed(String name, Map<String, DependencyDeclaration> now) {
        Map<String, Set<String>> calledNow = new HashMap<>(called);
        Map<String, Set<String>> wantedNow = new HashMap<>(wanted);
        Optional.ofNullable(declarations.get(name)).ifPresent(old -> {
            old.called().forEach(key -> remove(calledNow, key, name));
            old.wants().forEach(want -> remove(wantedNow, want.parent(), name));
        });
        Optional.ofNullable(now.get(name)).ifPresent(one -> {
            one.called().forEach(key -> add(calledNow, key, name));
            one.wants().forEach(want -> add(wantedNow, want.parent(), name));
        });
        return new Dependencies(now, calledNow, wantedNow);
    }

    private static void add(Map<String, Set<String>> index, String key, String name) {
        Set<String> names = new HashSet<>(index.getOrDefault(key, Set.of()));
        names.add(name);
        index.put(key, names);
    }

    private static void remove(Map<String, Set<String>> index, String key, String name) {
        Set<String> names = new HashSet<>(index.getOrDefault(key, Set.of()));
        names.remove(name);
        if (names.isEmpty()) {
            index.remove(key);
        } else {
            index.put(key, names);
        }
    }

    /**
     * Returns the dependencies of a container without unknown ones. If a dependency is declared twice, the network
     * relation and the stricter need win.
     */
    public List<Tie> parents(String name) {
        Map<List<String>, Tie> ties = new LinkedHashMap<>();
        for (DependencyDeclaration.Want want : wants(name)) {
            List<String> parents = named(want, name).stream()
                    .filter(parent -> !cuts(name, parent))
                    .toList();
            if (!parents.isEmpty()) {
                ties.merge(parents, new Tie(want.need(), want.via(), parents), Dependencies::both);
            }
        }
        return List.copyOf(ties.values());
    }

    private static Tie both(Tie one, Tie other) {
        Need need = one.need() == Need.HEALTHY || other.need() != Need.HEALTHY ? one.need() : other.need();
        Via via = other.via() == Via.NETWORK ? Via.NETWORK : one.via();
        return new Tie(need, via, one.parents());
    }

    /** Returns the direct dependents of a container. */
    public SortedSet<String> children(String name) {
        SortedSet<String> children = new TreeSet<>();
        for (String key : keys(name)) {
            children.addAll(wanted.getOrDefault(key, Set.of()));
        }
        children.removeIf(child -> child.equals(name) || cuts(child, name));
        return children;
    }

    /** Returns the direct and transitive dependents of a container. */
    public SortedSet<String> descendants(String name) {
        return closure(name, this::children);
    }

    /** Returns the direct and transitive dependencies of a container. */
    public SortedSet<String> ancestors(String name) {
        return closure(
                name,
                one -> parents(one).stream()
                        .flatMap(tie -> tie.parents().stream())
                        .toList());
    }

    /** Returns a cycle through this container as names in order, starting with the lexicographically smallest. */
    public Optional<List<String>> cycle(String name) {
        for (String parent : rawParents(name)) {
            Optional<List<String>> back = path(parent, name);
            if (back.isPresent()) {
                return Optional.of(fromFirst(back.get()));
            }
        }
        return Optional.empty();
    }

    private static List<String> fromFirst(List<String> cycle) {
        int first = cycle.indexOf(cycle.stream().min(String::compareTo).orElseThrow());
        List<String> turned = new ArrayList<>(cycle.subList(first, cycle.size()));
        turned.addAll(cycle.subList(0, first));
        return List.copyOf(turned);
    }

    private interface Step {
        Iterable<String> from(String name);
    }

    private static SortedSet<String> closure(String name, Step step) {
        SortedSet<String> reached = new TreeSet<>();
        Deque<String> next = new ArrayDeque<>(List.of(name));
        while (!next.isEmpty()) {
            for (String one : step.from(next.remove())) {
                if (reached.add(one)) {
                    next.add(one);
                }
            }
        }
        return reached;
    }

    /** Returns whether the edge is ignored because it closes a cycle and leads to a larger name. */
    private boolean cuts(String child, String parent) {
        return parent.compareTo(child) > 0 && path(parent, child).isPresent();
    }

    /**
     * Returns the path between two containers, both included, without regard to ignored edges. Searches breadth-first
     * in name order.
     */
    private Optional<List<String>> path(String from, String to) {
        Map<String, String> cameFrom = new HashMap<>();
        Deque<String> next = new ArrayDeque<>(List.of(from));
        while (!next.isEmpty()) {
            String one = next.remove();
            if (one.equals(to)) {
                List<String> path = new ArrayList<>(List.of(to));
                for (String step = to; !step.equals(from); step = cameFrom.getOrDefault(step, from)) {
                    path.addFirst(cameFrom.getOrDefault(step, from));
                }
                return Optional.of(path);
            }
            for (String parent : rawParents(one)) {
                if (!parent.equals(from) && cameFrom.putIfAbsent(parent, one) == null) {
                    next.add(parent);
                }
            }
        }
        return Optional.empty();
    }

    private SortedSet<String> rawParents(String name) {
        SortedSet<String> parents = new TreeSet<>();
        wants(name).forEach(want -> parents.addAll(named(want, name)));
        return parents;
    }

    private List<DependencyDeclaration.Want> wants(String name) {
        return Optional.ofNullable(declarations.get(name))
                .map(DependencyDeclaration::wants)
                .orElse(List.of());
    }

    /**
     * Resolves a reference, without self-references. A dependency from the configuration is known by name before its
     * container exists.
     */
    private SortedSet<String> named(DependencyDeclaration.Want want, String child) {
        SortedSet<String> names = new TreeSet<>(called.getOrDefault(want.parent(), Set.of()));
        if (want.via() == Via.CONFIG) {
            names.add(want.parent());
        }
        names.remove(child);
        return names;
    }

    private Set<String> keys(String name) {
        return Optional.ofNullable(declarations.get(name))
                .map(DependencyDeclaration::called)
                .orElse(Set.of(name));
    }
}
