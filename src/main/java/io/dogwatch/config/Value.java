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
 * The common shape of a YAML file and of a container's labels, in which every value knows where it was written. All
 * scalars are text: what a scalar means is up to the key that asks for it, so {@code on} or {@code 012} hold no
 * surprise. Immutable.
 */
sealed interface Value {

    Origin origin();

    /**
     * A scalar; empty text means that nothing was said.
     *
     * @param quoted whether it was written in quotes
     * @param substituted whether a part of it came from an environment variable
     */
    record Text(String text, boolean quoted, boolean substituted, Origin origin) implements Value {
        Text(String text, Origin origin) {
            this(text, true, false, origin);
        }
    }

    record Items(List<Value> items, Origin origin) implements Value {
        public Items {
            items = List.copyOf(items);
        }
    }

    /** @param values in the order of writing */
    record Keys(Map<String, Value> values, Origin origin) implements Value {

        static final Keys EMPTY = new Keys(Map.of(), Origin.ROOT);

        public Keys {
            values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
        }

        Optional<Value> value(String key) {
            return Optional.ofNullable(values.get(key));
        }

        /** With only those keys. */
        Keys only(Collection<String> names) {
            Map<String, Value> kept = new LinkedHashMap<>(values);
            kept.keySet().retainAll(names);
            return new Keys(kept, origin);
        }

        Keys with(String key, Value value) {
            Map<String, Value> more = new LinkedHashMap<>(values);
            more.put(key, value);
            return new Keys(more, origin);
        }

        /** These values, and where nothing is said here, those: key by key, to any depth. Lists are not merged. */
        Keys over(Keys below) {
            Map<String, Value> merged = new LinkedHashMap<>(values);
            below.values.forEach((key, value) -> merged.merge(key, value, Keys::upper));
            return new Keys(merged, values.isEmpty() ? below.origin : origin);
        }

        private static Value upper(Value above, Value below) {
            return switch (above) {
                case Keys keys when below instanceof Keys others -> keys.over(others);
                case Text text when text.text.isEmpty() -> below;
                default -> above;
            };
        }

        /** If all keys are numbers (as labels write lists), the values in the order of those numbers. */
        Optional<List<Value>> asList() {
            if (values.isEmpty() || !values.keySet().stream().allMatch(key -> key.matches("\\d{1,3}"))) {
                return Optional.empty();
            }
            List<String> numbers = new ArrayList<>(values.keySet());
            numbers.sort(Comparator.comparingInt(Integer::parseInt));
            List<Value> list = new ArrayList<>();
            numbers.forEach(number -> value(number).ifPresent(list::add));
            return Optional.of(list);
        }
    }
}
