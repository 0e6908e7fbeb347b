package io.dogwatch.config;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Takes a written value for the shape that its key expects: a text, keys or a list; reports it if it has another. */
final class NodeTypes {

    private final ParseContext reading;

    NodeTypes(ParseContext reading) {
        this.reading = reading;
    }

    Optional<YamlNode.Text> text(YamlNode value, String expected) {
        if (value instanceof YamlNode.Text text) {
            return Optional.of(text);
        }
        return another(value, expected);
    }

    Optional<YamlNode.Mapping> keys(YamlNode value, String expected) {
        if (value instanceof YamlNode.Mapping keys) {
            return Optional.of(keys);
        }
        return another(value, expected);
    }

    /** As {@link #keys(YamlNode, String)}, where nothing written after a name means that there are none. */
    Optional<YamlNode.Mapping> keysOrNone(YamlNode value) {
        boolean isEmpty = value instanceof YamlNode.Text text && text.text().isEmpty();
        return isEmpty ? Optional.of(new YamlNode.Mapping(Map.of(), value.origin())) : keys(value, "keys");
    }

    /**
     * Returns a list; a single value is a list of one. Numeric keys are a list too, which is how labels write
     * lists.
     */
    static List<YamlNode> items(YamlNode value) {
        return switch (value) {
            case YamlNode.Items items -> items.items();
            case YamlNode.Mapping map -> map.asList().orElseGet(() -> List.of(map));
            case YamlNode.Text text -> List.of(text);
        };
    }

    private <T> Optional<T> another(YamlNode value, String expected) {
        String found =
                switch (value) {
                    case YamlNode.Text text -> "a single value";
                    case YamlNode.Items items -> "a list";
                    case YamlNode.Mapping keys -> "keys";
                };
        reading.fault(value.origin(), "must be " + expected + ", not " + found);
        return Optional.empty();
    }
}
