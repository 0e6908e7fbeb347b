package io.dogwatch.config;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Takes a written value for the shape that its key expects: a text, keys or a list; reports it if it has another. */
final class Shapes {

    private final Reading reading;

    Shapes(Reading reading) {
        this.reading = reading;
    }

    Optional<Value.Text> text(Value value, String expected) {
        if (value instanceof Value.Text text) {
            return Optional.of(text);
        }
        return another(value, expected);
    }

    Optional<Value.Keys> keys(Value value, String expected) {
        if (value instanceof Value.Keys keys) {
            return Optional.of(keys);
        }
        return another(value, expected);
    }

    /** As {@link #keys(Value, String)}, where nothing written after a name means that there are none. */
    Optional<Value.Keys> keysOrNone(Value value) {
        boolean isEmpty = value instanceof Value.Text text && text.text().isEmpty();
        return isEmpty ? Optional.of(new Value.Keys(Map.of(), value.origin())) : keys(value, "keys");
    }

    /** A single value is a list of one; keys that are numbers are a list too, since labels write it so. */
    static List<Value> items(Value value) {
        return switch (value) {
            case Value.Items items -> items.items();
            case Value.Keys map -> map.asList().orElseGet(() -> List.of(map));
            case Value.Text text -> List.of(text);
        };
    }

    private <T> Optional<T> another(Value value, String expected) {
        String found =
                switch (value) {
                    case Value.Text text -> "a single value";
                    case Value.Items items -> "a list";
                    case Value.Keys keys -> "keys";
                };
        reading.fault(value.origin(), "must be " + expected + ", not " + found);
        return Optional.empty();
    }
}
