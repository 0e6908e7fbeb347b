package io.dogwatch.config;

import io.dogwatch.model.ContainerSelector;
import io.dogwatch.model.Dependency;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Finds the circles in what the rules of the file say about dependencies, on one host. Only what is certain counts: where it
 * depends on more than a container's name which rule is about it, there is no circle to be seen here.
 */
final class DependencyCycles {

    private final String host;
    private final List<WatchRule> rules;

    private DependencyCycles(String host, List<WatchRule> rules) {
        this.host = host;
        this.rules = rules;
    }

    /** @return each circle once, as the names on the way from one back to itself: web, db, web */
    static List<List<String>> of(String host, List<WatchRule> rules) {
        return new DependencyCycles(host, rules).find();
    }

    private List<List<String>> find() {
        Map<String, Set<String>> parents = graph();
        List<List<String>> cycles = new ArrayList<>();
        dropThoseThatEnd(parents);
        while (!parents.isEmpty()) {
            List<String> cycle = walk(parents);
            cycles.add(cycle);
            cycle.forEach(parents::remove);
            dropThoseThatEnd(parents);
        }
        return cycles;
    }

    /** Every container that the rules name, with its parents, in the order of the file. */
    private Map<String, Set<String>> graph() {
        Set<String> names = new LinkedHashSet<>();
        rules.stream()
                .filter(rule -> rule.isAbout(host))
                .filter(rule -> rule.match().isPlainName())
                .forEach(rule -> rule.match().name().ifPresent(names::add));
        rules.stream()
                .filter(rule -> rule.isAbout(host))
                .flatMap(rule -> rule.dependsOn().stream())
                .forEach(dependency -> names.add(dependency.parent()));
        Map<String, Set<String>> graph = new LinkedHashMap<>();
        names.forEach(name -> graph.put(name, parents(name)));
        return graph;
    }

    private Set<String> parents(String name) {
        Set<String> parents = new LinkedHashSet<>();
        ruleFor(name)
                .ifPresent(rule -> rule.dependsOn().stream()
                        .map(Dependency::parent)
                        // A rule about many may name one of them.
                        .filter(parent -> rule.match().isPlainName() || !parent.equals(name))
                        .forEach(parents::add));
        return parents;
    }

    /** Empty if there is none, or if it depends on more than the name. */
    private Optional<WatchRule> ruleFor(String name) {
        return rules.stream()
                .filter(rule -> rule.isAbout(host))
                .filter(rule -> rule.match()
                        .name()
                        .map(glob -> ContainerSelector.glob(glob, name))
                        .orElse(true))
                .findFirst()
                .filter(rule -> rule.match().isNameOnly());
    }

    /** Removes all nodes outside a cycle; each remaining node has a remaining dependency. */
    private static void dropThoseThatEnd(Map<String, Set<String>> parents) {
        boolean isChanged = true;
        while (isChanged) {
            parents.values().forEach(names -> names.retainAll(parents.keySet()));
            isChanged = parents.values().removeIf(Set::isEmpty);
        }
    }

    private static List<String> walk(Map<String, Set<String>> parents) {
        List<String> way = new ArrayList<>();
        String name = parents.keySet().iterator().next();
        while (!way.contains(name)) {
            way.add(name);
            name = parents.getOrDefault(name, Set.of()).iterator().next();
        }
        List<String> cycle = new ArrayList<>(way.subList(way.indexOf(name), way.size()));
        cycle.add(name);
        return cycle;
    }
}
