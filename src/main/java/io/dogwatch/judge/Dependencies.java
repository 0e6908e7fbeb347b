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
    private final Map<String, Set<String>> byReference;

    /** Names of the dependents by the reference that they declare. */
    private final Map<String, Set<String>> dependents;

    private Dependencies(
            Map<String, DependencyDeclaration> declarations,
            Map<String, Set<String>> byReference,
            Map<String, Set<String>> dependents) {
        this.declarations = declarations;
        this.byReference = byReference;
        this.dependents = dependents;
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
        return known != null && known.references().contains(id)
                ? this
                : with(DependencyDeclaration.listed(watch, id, labels));
    }

    /** Returns whether a container of this name has been listed or inspected. */
    public boolean isDeclared(String name) {
        return declarations.containsKey(name);
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
        Map<String, Set<String>> newByReference = new HashMap<>(byReference);
        Map<String, Set<String>> newDependents = new HashMap<>(dependents);
        Optional.ofNullable(declarations.get(name)).ifPresent(old -> {
            old.references().forEach(key -> remove(newByReference, key, name));
            old.requirements().forEach(requirement -> remove(newDependents, requirement.parent(), name));
        });
        Optional.ofNullable(now.get(name)).ifPresent(one -> {
            one.references().forEach(key -> add(newByReference, key, name));
            one.requirements().forEach(requirement -> add(newDependents, requirement.parent(), name));
        });
        return new Dependencies(now, newByReference, newDependents);
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
        for (DependencyDeclaration.Requirement requirement : requirements(name)) {
            List<String> parents = resolve(requirement, name).stream()
                    .filter(parent -> !isIgnored(name, parent))
                    .toList();
            if (!parents.isEmpty()) {
                ties.merge(parents, new Tie(requirement.need(), requirement.via(), parents), Dependencies::merge);
            }
        }
        return List.copyOf(ties.values());
    }

    private static Tie merge(Tie one, Tie other) {
        Need need = one.need() == Need.HEALTHY || other.need() != Need.HEALTHY ? one.need() : other.need();
        Via via = other.via() == Via.NETWORK ? Via.NETWORK : one.via();
        return new Tie(need, via, one.parents());
    }

    /** Returns the direct dependents of a container. */
    public SortedSet<String> children(String name) {
        SortedSet<String> children = new TreeSet<>();
        for (String key : references(name)) {
            children.addAll(dependents.getOrDefault(key, Set.of()));
        }
        children.removeIf(child -> child.equals(name) || isIgnored(child, name));
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
        List<String> rotated = new ArrayList<>(cycle.subList(first, cycle.size()));
        rotated.addAll(cycle.subList(0, first));
        return List.copyOf(rotated);
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
    private boolean isIgnored(String child, String parent) {
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
        requirements(name).forEach(requirement -> parents.addAll(resolve(requirement, name)));
        return parents;
    }

    private List<DependencyDeclaration.Requirement> requirements(String name) {
        return Optional.ofNullable(declarations.get(name))
                .map(DependencyDeclaration::requirements)
                .orElse(List.of());
    }

    /**
     * Resolves a reference, without self-references. A dependency from the configuration is known by name before its
     * container exists.
     */
    private SortedSet<String> resolve(DependencyDeclaration.Requirement requirement, String child) {
        SortedSet<String> names = new TreeSet<>(byReference.getOrDefault(requirement.parent(), Set.of()));
        if (requirement.via() == Via.CONFIG) {
            names.add(requirement.parent());
        }
        names.remove(child);
        return names;
    }

    private Set<String> references(String name) {
        return Optional.ofNullable(declarations.get(name))
                .map(DependencyDeclaration::references)
                .orElse(Set.of(name));
    }
}
