package io.dogwatch.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads one mapping of the configuration, key by key, into typed values. A value that is wrong is reported and its
 * default used, so that reading goes on and finds the next fault. Call {@link #rejectUnknown()} last. Not thread-safe.
 */
final class Section implements SingleValues {

    private final Value.Keys keys;
    private final String shape;
    private final Reading reading;
    private final Shapes shapes;
    private final Set<String> asked = new LinkedHashSet<>();

    /** @param shape what sort of section it is, as the documentation calls it, such as {@code http check} */
    Section(Value.Keys keys, String shape, Reading reading) {
        this.keys = keys;
        this.shape = shape;
        this.reading = reading;
        this.shapes = new Shapes(reading);
    }

    Section as(String otherShape) {
        return new Section(keys, otherShape, reading);
    }

    Origin origin() {
        return keys.origin();
    }

    /** Where the key is written, or would be. */
    Origin origin(String key) {
        return written(key).map(Value::origin).orElseGet(() -> keys.origin().child(key));
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
                .filter(value ->
                        value instanceof Value.Keys below && below.asList().isEmpty())
                .isPresent();
    }

    /** Whether the text under this key was written in the file itself and not taken from the environment. */
    boolean isLiteral(String key) {
        return written(key)
                .filter(value -> value instanceof Value.Text text && !text.substituted())
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
     * Reports a missing key that has no default. Says nothing if the key is written under its former name, which is an
     * error already.
     *
     * @param next what to write, such as {@code allowed: 1 to 65535}
     */
    void missing(String key, String next) {
        Origin place = keys.origin().child(key);
        boolean isRenamed = RenamedKeys.former(shape, key).filter(this::has).isPresent();
        if (!isRenamed && !reading.hasFaultAt(place)) {
            reading.fault(place, "is required; " + next);
        }
    }

    /** A key that somebody else reads. */
    void foreign(String key) {
        ask(key, "none", "Dropwizard's own keys");
    }

    /** Reports every key that was not read: its new name if it was renamed, else the nearest known key. */
    void rejectUnknown() {
        keys.values().forEach((key, value) -> {
            if (!asked.contains(key)) {
                reading.fault(
                        value.origin(),
                        RenamedKeys.of(shape, key)
                                .map(RenamedKeys::message)
                                .orElseGet(() -> "unknown key" + Words.hint(key, asked)));
            }
        });
    }

    /** What is written, of these keys only, to be merged with what else is written. */
    Value.Keys only(Set<String> names) {
        return keys.only(names);
    }

    @Override
    public <T> Optional<T> read(String key, String standard, Notation<T> notation) {
        ask(key, standard, notation.range());
        return written(key)
                .flatMap(value -> shapes.text(value, notation.range()))
                .flatMap(text -> meaning(text, notation));
    }

    private <T> Optional<T> meaning(Value.Text text, Notation<T> notation) {
        return switch (notation.read(text.text())) {
            case Notation.Answer.Meaning<T>(T value) -> Optional.of(value);
            case Notation.Answer.Refusal<T>(String sentence) -> {
                reading.fault(text.origin(), sentence);
                yield Optional.empty();
            }
        };
    }

    /** Patterns; a single one needs no list. */
    List<String> patterns(String key) {
        return list(key, "none", Notation.pattern("RE2 patterns"));
    }

    /** Texts; a single one needs no list. */
    List<String> list(String key, String standard, String range) {
        return list(key, standard, Notation.text(range));
    }

    /** Times; a single one needs no list. */
    <T> List<T> times(String key, Notation<T> notation) {
        return list(key, "none", notation);
    }

    private <T> List<T> list(String key, String standard, Notation<T> notation) {
        ask(key, standard, notation.range());
        return items(key).stream()
                .flatMap(value -> shapes.text(value, "a text or a list of texts").stream())
                .filter(text -> !text.text().isEmpty())
                .flatMap(text -> meaning(text, notation).stream())
                .toList();
    }

    /** As {@link #list}, with what is empty on purpose: a program may be given an empty argument. */
    List<String> arguments(String key, String standard, String range) {
        ask(key, standard, range);
        return items(key).stream()
                .flatMap(value -> shapes.text(value, "a text or a list of texts").stream())
                .map(Value.Text::text)
                .toList();
    }

    /** Texts under names of the operator's choice, such as headers. */
    Map<String, String> words(String key, String range) {
        ask(key, "none", range);
        Map<String, String> words = new LinkedHashMap<>();
        below(key, "names with texts")
                .values()
                .forEach((name, value) -> shapes.text(value, "a text").ifPresent(text -> words.put(name, text.text())));
        return words;
    }

    /** What is below this key; without keys if nothing is. */
    Section section(String key, String itsShape) {
        ask(key, "none", "keys: " + itsShape);
        return new Section(below(key, "keys"), itsShape, reading);
    }

    /** As {@link #section}, for what can be switched off as a whole: empty if {@code off} is written. */
    Optional<Section> sectionUnlessOff(String key, String itsShape) {
        ask(key, "none", "off, or keys: " + itsShape);
        boolean isOff = written(key)
                .filter(value -> value instanceof Value.Text text && text.text().equals("off"))
                .isPresent();
        return isOff ? Optional.empty() : Optional.of(new Section(below(key, "off, or keys"), itsShape, reading));
    }

    /** A list of sections; a single one needs no list. A bare text stands for {@code {shorthand: text}}. */
    List<Section> sections(String key, String itsShape, String shorthand) {
        ask(key, "none", "a list of: " + itsShape);
        List<Section> sections = new ArrayList<>();
        for (Value value : items(key)) {
            if (value instanceof Value.Text text && !shorthand.isEmpty()) {
                value = new Value.Keys(Map.of(shorthand, text), text.origin());
            }
            shapes.keys(value, "keys").ifPresent(item -> sections.add(new Section(item, itsShape, reading)));
        }
        return sections;
    }

    /** Sections under names of the operator's choice, in the order of writing. */
    Map<String, Section> named(String key, String itsShape) {
        ask(key, "none", "names with: " + itsShape);
        Map<String, Section> sections = new LinkedHashMap<>();
        below(key, "names with keys below")
                .values()
                .forEach((name, value) -> shapes.keysOrNone(value)
                        .ifPresent(keysBelow -> sections.put(name, new Section(keysBelow, itsShape, reading))));
        return sections;
    }

    private Value.Keys below(String key, String expected) {
        return written(key)
                .flatMap(value -> shapes.keys(value, expected))
                .orElseGet(() -> new Value.Keys(Map.of(), keys.origin().child(key)));
    }

    private List<Value> items(String key) {
        return written(key).map(Shapes::items).orElse(List.of());
    }

    private void ask(String key, String standard, String range) {
        asked.add(key);
        reading.know(shape, key, standard, range);
    }

    private Optional<Value> written(String key) {
        return keys.value(key)
                .filter(value ->
                        !(value instanceof Value.Text text && text.text().isEmpty()));
    }
}
