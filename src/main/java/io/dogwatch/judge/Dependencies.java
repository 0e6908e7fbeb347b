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
 * Which containers of one host need which. Pure and immutable. Relations are resolved when they are asked for, so that it
 * does not matter in which order containers become known, and a parent that is created anew is found under its new id.
 *
 * <p>Cycles cannot be written in the configuration, but labels and links can make them. Then, within the cycle, a container
 * only needs those whose name sorts before its own: this depends on nothing but the names, and leaves no cycle.
 */
public final class Dependencies {

    public static final Dependencies NONE = new Dependencies(Map.of(), Map.of(), Map.of());

    private final Map<String, DependencyDeclaration> declarations;

    /** Names of containers by what they are called. */
    private final Map<String, Set<String>> called;

    /** Names of the containers that need what is called so. */
    private final Map<String, Set<String>> wanted;

    private Dependencies(
            Map<String, DependencyDeclaration> kin, Map<String, Set<String>> called, Map<String, Set<String>> wanted) {
        this.declarations = kin;
        this.called = called;
        this.wanted = wanted;
    }

    /**
     * One of the things that a container needs.
     *
     * @param parents the names of the containers that give it, sorted; several where a Compose service has replicas
     */
    public record Tie(Need need, Via via, List<String> parents) {
        public Tie {
            parents = List.copyOf(parents);
        }
    }

    /** With what an inspect of this container told. The same graph if that is not new. */
    public Dependencies with(Watch watch, ContainerSnapshot container) {
        return with(DependencyDeclaration.of(watch, container));
    }

    /** With what the list told of this container, unless it was inspected already. */
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

    /** Both indices, put right for one container. */
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
     * What this container needs. A parent that nobody knows is left out. Of one parent that is named twice, the network is
     * kept rather than the other, and the greater need.
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

    /** The containers that need this one. */
    public SortedSet<String> children(String name) {
        SortedSet<String> children = new TreeSet<>();
        for (String key : keys(name)) {
            children.addAll(wanted.getOrDefault(key, Set.of()));
        }
        children.removeIf(child -> child.equals(name) || cuts(child, name));
        return children;
    }

    /** The containers that need this one, and those that need them, and so on. */
    public SortedSet<String> descendants(String name) {
        return closure(name, this::children);
    }

    /** The containers that this one needs, and those that they need, and so on. */
    public SortedSet<String> ancestors(String name) {
        return closure(
                name,
                one -> parents(one).stream()
                        .flatMap(tie -> tie.parents().stream())
                        .toList());
    }

    /** A cycle that this container is part of: the names in order, beginning with the first by name. */
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

    /** Whether the tie is left out because it lies on a cycle and leads to a later name. */
    private boolean cuts(String child, String parent) {
        return parent.compareTo(child) > 0 && path(parent, child).isPresent();
    }

    /** The way up from one to another, both included, whatever is cut; the first found in the order of the names. */
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

    /** Nobody needs himself. A parent of the configuration's is known by its name even before its container is. */
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
