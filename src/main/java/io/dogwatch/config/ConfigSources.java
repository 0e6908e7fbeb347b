package io.dogwatch.config;

import io.dogwatch.model.Check;
import io.dogwatch.model.Schedule;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;

/**
 * Collects the sources of a target's values, for display, under the names that {@link
 * io.dogwatch.model.EffectiveValues} gives them. Reads the parsed tree directly, in which every value knows its
 * location. Not thread-safe.
 */
final class ConfigSources {

    /** Stands for every probed check in what {@code defaults.checks} says. */
    private static final String EACH = "*";

    /** Keys shown as one value. */
    private static final Set<String> WHOLE =
            Set.of("headers", "steps", "failure", "heartbeat", "before", "after", DependenciesReader.KEY);

    /** Sorted, which keeps all values below a path together. */
    private final NavigableMap<String, String> sources = new TreeMap<>();

    /** Of the section {@code defaults}. */
    static Map<String, String> ofDefaults(YamlNode.Mapping written) {
        ConfigSources sources = new ConfigSources();
        Map<String, YamlNode> values = new HashMap<>(written.values());
        if (values.remove("checks") instanceof YamlNode.Mapping checks) {
            sources.below("checks." + EACH, checks, "defaults");
        }
        sources.policy(values, "defaults");
        return Map.copyOf(sources.sources);
    }

    /**
     * Of one target.
     *
     * @param written by its rule and its labels
     * @param rule the rule's name, such as {@code rule 2}
     * @param checks as they were read
     */
    static Map<String, String> ofTarget(YamlNode.Mapping written, String rule, List<Check> checks, Defaults defaults) {
        ConfigSources sources = new ConfigSources();
        sources.inherit(defaults.sources(), checks);
        Map<String, YamlNode> values = new HashMap<>(written.values());
        values.remove(DependenciesReader.KEY);
        written.value(DependenciesReader.KEY)
                .ifPresent(value -> sources.value(DependenciesReader.KEY, DependenciesReader.KEY, value, rule));
        if (values.remove("checks") instanceof YamlNode.Mapping named) {
            named.values().forEach((name, check) -> sources.check("checks." + name, check, rule));
        }
        sources.policy(values, rule);
        checks.stream()
                .filter(check -> check instanceof Check.Probed)
                .forEach(check -> sources.derived((Check.Probed) check, defaults.schedule()));
        return Map.copyOf(sources.sources);
    }

    private void inherit(Map<String, String> defaults, List<Check> checks) {
        String each = "checks." + EACH + ".";
        defaults.forEach((key, source) -> {
            if (key.startsWith(each)) {
                checks.stream()
                        .filter(check -> check instanceof Check.Probed)
                        .forEach(check ->
                                sources.put("checks." + check.name() + "." + key.substring(each.length()), source));
            } else {
                sources.put(key, source);
            }
        });
    }

    private void policy(Map<String, YamlNode> values, String whose) {
        values.forEach((key, value) -> value("policy." + key, key, value, whose));
    }

    private void check(String place, YamlNode check, String whose) {
        put(place + ".kind", check.origin(), whose);
        if (check instanceof YamlNode.Mapping keys) {
            below(place, keys, whose);
        }
    }

    private void below(String place, YamlNode.Mapping keys, String whose) {
        keys.values().forEach((key, value) -> value(place + "." + key, key, value, whose));
    }

    private void value(String place, String key, YamlNode value, String whose) {
        switch (value) {
            case YamlNode.Text text -> {
                if (!text.text().isEmpty()) {
                    put(place, text.origin(), whose);
                }
            }
            case YamlNode.Items items -> put(place, items.origin(), whose);
            case YamlNode.Mapping keys
            when WHOLE.contains(key) || keys.asList().isPresent() -> put(place, keys.origin(), whose);
            case YamlNode.Mapping keys -> below(place, keys, whose);
        }
    }

    /** What was inherited for the whole of it, or for its parts, does not count any more. */
    private void put(String place, SourceLocation origin, String whose) {
        // The character after the dot ends the stretch of all that begins with the place and a dot.
        sources.subMap(place + ".", place + (char) ('.' + 1)).clear();
        for (int dot = place.lastIndexOf('.'); dot > 0; dot = place.lastIndexOf('.', dot - 1)) {
            sources.remove(place.substring(0, dot));
        }
        sources.put(place, text(origin, whose));
    }

    /** A timeout or startInterval that gave way to a short interval. */
    private void derived(Check.Probed check, Schedule standard) {
        String place = "checks." + check.name() + ".";
        String interval = sources.getOrDefault(place + "interval", "");
        if (isInherited(place + "timeout") && !check.schedule().timeout().equals(standard.timeout())) {
            sources.put(place + "timeout", "half of interval, " + interval);
        }
        if (isInherited(place + "startInterval")
                && !check.schedule().startInterval().equals(standard.startInterval())) {
            sources.put(place + "startInterval", "as interval, " + interval);
        }
    }

    private boolean isInherited(String place) {
        String source = sources.getOrDefault(place, "defaults");
        return source.startsWith("defaults");
    }

    private static String text(SourceLocation origin, String whose) {
        if (origin.isLabel()) {
            return "label " + origin.path();
        }
        if (origin.line() > 0) {
            return whose + " (line " + origin.line() + ")";
        }
        return origin.path().isEmpty() ? whose : "system property " + origin.path();
    }
}
