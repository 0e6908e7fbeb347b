package io.dogwatch.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads one mapping of the configuration, key by key, into typed values. An invalid value is reported and replaced
 * by its default, and reading continues to find further errors. Call {@link #rejectUnknown()} last. Not
 * thread-safe.
 */
final class ConfigSection implements SingleValues {

    private final YamlNode.Mapping keys;
    private final String shape;
    private final ParseContext reading;
    private final NodeTypes shapes;
    private final Set<String> knownKeys = new LinkedHashSet<>();

    /** @param shape what sort of section it is, as the documentation calls it, such as {@code http check} */
    ConfigSection(YamlNode.Mapping keys, String shape, ParseContext reading) {
        this.keys = keys;
        this.shape = shape;
        this.reading = reading;
        this.shapes = new NodeTypes(reading);
    }

    ConfigSection as(String otherShape) {
        return new ConfigSection(keys, otherShape, reading);
    }

    SourceLocation origin() {
        return keys.origin();
    }

    /** Where the key is written, or would be. */
    SourceLocation origin(String key) {
        return written(key).map(YamlNode::origin).orElseGet(() -> keys.origin().child(key));
    }

    /** Whether anything but emptiness is written there. Does not count as asking. */
    boolean has(String key) {
        return written(key).isPresent();
    }

    /** Whether what is written there comes from a label of the container. */
    boolean isLabel(String key) {
        return origin(key).isLabel();
    }

    /** Whether there are names below the key, and not a list or a single value. Does not count as asking. */
    boolean hasNames(String key) {
        return written(key)
                .filter(value -> value instanceof YamlNode.Mapping below
                        && below.asList().isEmpty())
                .isPresent();
    }

    /** Whether the text under this key was written in the file itself and not taken from the environment. */
    boolean isLiteral(String key) {
        return written(key)
                .filter(value -> value instanceof YamlNode.Text text && !text.substituted())
                .isPresent();
    }

    void fault(String key, String message) {
        reading.fault(origin(key), message);
    }

    /** About the section as a whole. */
    void faultHere(String message) {
        reading.fault(keys.origin(), message);
    }

    /** About the section as a whole. */
    void warnHere(String message) {
        reading.warn(keys.origin(), message);
    }

    void warn(String key, String message) {
        reading.warn(origin(key), message);
    }

    /**
     * Reports a missing key without a default. Does nothing if the key is written under its former name, which is
     * an error already.
     *
     * @param next the text to write, such as {@code allowed: 1 to 65535}
     */
    void missing(String key, String next) {
        SourceLocation place = keys.origin().child(key);
        boolean isRenamed = RenamedKeys.former(shape, key).filter(this::has).isPresent();
        if (!isRenamed && !reading.hasFaultAt(place)) {
            reading.fault(place, "is required; " + next);
        }
    }

    /** Marks a key as read by another component. */
    void foreign(String key) {
        record(key, "none", "Dropwizard's own keys");
    }

    /** Reports every key that no one has read: its new name if it was renamed, else the nearest known key. */
    void rejectUnknown() {
        keys.values().forEach((key, value) -> {
            if (!knownKeys.contains(key)) {
                reading.fault(
                        value.origin(),
                        RenamedKeys.of(shape, key)
                                .map(RenamedKeys::message)
                                .orElseGet(() -> "unknown key" + UnknownKeyMessage.hint(key, knownKeys)));
            }
        });
    }

    /** What is written, of these keys only, to be merged with what else is written. */
    YamlNode.Mapping only(Set<String> names) {
        return keys.only(names);
    }

    @Override
    public <T> Optional<T> read(String key, String standard, ValueParser<T> notation) {
        record(key, standard, notation.range());
        return written(key)
                .flatMap(value -> shapes.text(value, notation.range()))
                .flatMap(text -> meaning(text, notation));
    }

    private <T> Optional<T> meaning(YamlNode.Text text, ValueParser<T> notation) {
        return switch (notation.read(text.text())) {
            case ValueParser.Answer.Meaning<T>(T value) -> Optional.of(value);
            case ValueParser.Answer.Refusal<T>(String sentence) -> {
                reading.fault(text.origin(), sentence);
                yield Optional.empty();
            }
        };
    }

    /** Patterns; a single one needs no list. */
    List<String> patterns(String key) {
        return list(key, "none", ValueParser.pattern("RE2 patterns"));
    }

    /** Texts; a single one needs no list. */
    List<String> list(String key, String standard, String range) {
        return list(key, standard, ValueParser.text(range));
    }

    /** Times; a single one needs no list. */
    <T> List<T> times(String key, ValueParser<T> notation) {
        return list(key, "none", notation);
    }

    private <T> List<T> list(String key, String standard, ValueParser<T> notation) {
        record(key, standard, notation.range());
        return items(key).stream()
                .flatMap(value -> shapes.text(value, "a text or a list of texts").stream())
                .filter(text -> !text.text().isEmpty())
                .flatMap(text -> meaning(text, notation).stream())
                .toList();
    }

    /** As {@link #list}, with what is empty on purpose: a program may be given an empty argument. */
    List<String> arguments(String key, String standard, String range) {
        record(key, standard, range);
        return items(key).stream()
                .flatMap(value -> shapes.text(value, "a text or a list of texts").stream())
                .map(YamlNode.Text::text)
                .toList();
    }

    /** Texts under names of the operator's choice, such as headers. */
    Map<String, String> words(String key, String range) {
        record(key, "none", range);
        Map<String, String> words = new LinkedHashMap<>();
        below(key, "names with texts")
                .values()
                .forEach((name, value) -> shapes.text(value, "a text").ifPresent(text -> words.put(name, text.text())));
        return words;
    }

    /** Returns the section below this key, or an empty section. */
    ConfigSection section(String key, String itsShape) {
        record(key, "none", "keys: " + itsShape);
        return new ConfigSection(below(key, "keys"), itsShape, reading);
    }

    /** As {@link #section}, for what can be switched off as a whole: empty if {@code off} is written. */
    Optional<ConfigSection> sectionUnlessOff(String key, String itsShape) {
        record(key, "none", "off, or keys: " + itsShape);
        boolean isOff = written(key)
                .filter(value ->
                        value instanceof YamlNode.Text text && text.text().equals("off"))
                .isPresent();
        return isOff ? Optional.empty() : Optional.of(new ConfigSection(below(key, "off, or keys"), itsShape, reading));
    }

    /**
     * Returns a list of sections; a single section needs no list. A bare text is short for {@code {shorthand:
     * text}}.
     */
    List<ConfigSection> sections(String key, String itsShape, String shorthand) {
        record(key, "none", "a list of: " + itsShape);
        List<ConfigSection> sections = new ArrayList<>();
        for (YamlNode value : items(key)) {
            if (value instanceof YamlNode.Text text && !shorthand.isEmpty()) {
                value = new YamlNode.Mapping(Map.of(shorthand, text), text.origin());
            }
            shapes.keys(value, "keys").ifPresent(item -> sections.add(new ConfigSection(item, itsShape, reading)));
        }
        return sections;
    }

    /** Sections under names of the operator's choice, in the order of writing. */
    Map<String, ConfigSection> named(String key, String itsShape) {
        record(key, "none", "names with: " + itsShape);
        Map<String, ConfigSection> sections = new LinkedHashMap<>();
        below(key, "names with keys below")
                .values()
                .forEach((name, value) -> shapes.keysOrNone(value)
                        .ifPresent(keysBelow -> sections.put(name, new ConfigSection(keysBelow, itsShape, reading))));
        return sections;
    }

    private YamlNode.Mapping below(String key, String expected) {
        return written(key)
                .flatMap(value -> shapes.keys(value, expected))
                .orElseGet(() -> new YamlNode.Mapping(Map.of(), keys.origin().child(key)));
    }

    private List<YamlNode> items(String key) {
        return written(key).map(NodeTypes::items).orElse(List.of());
    }

    private void record(String key, String standard, String range) {
        knownKeys.add(key);
        reading.know(shape, key, standard, range);
    }

    private Optional<YamlNode> written(String key) {
        return keys.value(key)
                .filter(value ->
                        !(value instanceof YamlNode.Text text && text.text().isEmpty()));
    }
}
