package io.dogwatch.config;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The common form of a YAML file and of a container's labels, with the source location of every value. All scalars
 * are text: the key that reads a scalar decides its meaning, so {@code on} or {@code 012} cause no surprise.
 * Immutable.
 */
sealed interface YamlNode {

    SourceLocation origin();

    /**
     * A scalar; empty text means that nothing was said.
     *
     * @param quoted whether it was written in quotes
     * @param substituted whether a part of it came from an environment variable
     */
    record Text(String text, boolean quoted, boolean substituted, SourceLocation origin) implements YamlNode {
        Text(String text, SourceLocation origin) {
            this(text, true, false, origin);
        }
    }

    record Items(List<YamlNode> items, SourceLocation origin) implements YamlNode {
        public Items {
            items = List.copyOf(items);
        }
    }

    /** @param values in the order of writing */
    record Mapping(Map<String, YamlNode> values, SourceLocation origin) implements YamlNode {

        static final Mapping EMPTY = new Mapping(Map.of(), SourceLocation.ROOT);

        public Mapping {
            values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
        }

        Optional<YamlNode> value(String key) {
            return Optional.ofNullable(values.get(key));
        }

        /** With only those keys. */
        Mapping only(Collection<String> names) {
            Map<String, YamlNode> kept = new LinkedHashMap<>(values);
            kept.keySet().retainAll(names);
            return new Mapping(kept, origin);
        }

        Mapping with(String key, YamlNode value) {
            Map<String, YamlNode> more = new LinkedHashMap<>(values);
            more.put(key, value);
            return new Mapping(more, origin);
        }

        /** Merges these values over the others, key by key, to any depth. Lists are not merged. */
        Mapping over(Mapping below) {
            Map<String, YamlNode> merged = new LinkedHashMap<>(values);
            below.values.forEach((key, value) -> merged.merge(key, value, Mapping::upper));
            return new Mapping(merged, values.isEmpty() ? below.origin : origin);
        }

        private static YamlNode upper(YamlNode above, YamlNode below) {
            return switch (above) {
                case Mapping keys when below instanceof Mapping others -> keys.over(others);
                case Text text when text.text.isEmpty() -> below;
                default -> above;
            };
        }

        /** If all keys are numbers (as labels write lists), the values in the order of those numbers. */
        Optional<List<YamlNode>> asList() {
            if (values.isEmpty() || !values.keySet().stream().allMatch(key -> key.matches("\\d{1,3}"))) {
                return Optional.empty();
            }
            List<String> numbers = new ArrayList<>(values.keySet());
            numbers.sort(Comparator.comparingInt(Integer::parseInt));
            List<YamlNode> list = new ArrayList<>();
            numbers.forEach(number -> value(number).ifPresent(list::add));
            return Optional.of(list);
        }
    }
}
