package io.dogwatch.config;

import io.dogwatch.target.Amounts;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads one mapping of the configuration, key by key, into typed values. A value that is wrong is reported and its
 * default used, so that reading goes on and finds the next fault. Call {@link #rejectUnknown()} last. Not thread-safe.
 */
final class Section {

    private final Value.Keys keys;
    private final String shape;
    private final Reading reading;
    private final Set<String> asked = new LinkedHashSet<>();

    /** @param shape what sort of section it is, as the documentation calls it, such as {@code http check} */
    Section(Value.Keys keys, String shape, Reading reading) {
        this.keys = keys;
        this.shape = shape;
        this.reading = reading;
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

    void fault(String key, String message) {
        reading.fault(origin(key), message);
    }

    /** About the section as a whole. */
    void faultHere(String message) {
        reading.fault(keys.origin(), message);
    }

    void warn(String key, String message) {
        reading.warn(origin(key), message);
    }

    /** A key that somebody else reads. */
    void foreign(String key) {
        ask(key, "none", "Dropwizard's own keys");
    }

    Section as(String otherShape) {
        return new Section(keys, otherShape, reading);
    }

    Optional<String> text(String key) {
        return text(key, "none", "text");
    }

    String text(String key, String fallback) {
        return text(key, fallback, "text").orElse(fallback);
    }

    /** A text with a meaning that the caller checks. */
    Optional<String> text(String key, String standard, String range) {
        ask(key, standard, range);
        return scalar(key, range).map(Value.Text::text);
    }

    /** The path of a file or folder, which need not be there. */
    Optional<Path> file(String key) {
        return path(key, "none");
    }

    Path file(String key, Path fallback) {
        return path(key, fallback.toString()).orElse(fallback);
    }

    private Optional<Path> path(String key, String standard) {
        ask(key, standard, "a path");
        return scalar(key, "a path").flatMap(text -> {
            try {
                return Optional.of(Path.of(text.text()));
            } catch (InvalidPathException e) {
                notAllowed(text, "is not a path");
                return Optional.empty();
            }
        });
    }

    /** Whether the text under this key was written in the file itself and not taken from the environment. */
    boolean isLiteral(String key) {
        return written(key)
                .filter(value -> value instanceof Value.Text text && !text.substituted())
                .isPresent();
    }

    /** Reports that a key without default is not there. */
    void missing(String key, String range) {
        Origin place = keys.origin().child(key);
        if (!reading.hasFaultAt(place)) {
            reading.fault(place, "missing; " + range);
        }
    }

    boolean flag(String key, boolean fallback) {
        ask(key, Boolean.toString(fallback), "true or false");
        return scalar(key, "true or false")
                .map(text -> switch (text.text()) {
                    case "true" -> true;
                    case "false" -> false;
                    default -> {
                        notAllowed(text, "is neither true nor false");
                        yield fallback;
                    }
                })
                .orElse(fallback);
    }

    int number(String key, int fallback, int min, int max) {
        return number(key, Integer.toString(fallback), min, max).orElse(fallback);
    }

    /** A whole number; empty if nothing (or nothing sensible) is written. */
    Optional<Integer> number(String key, String standard, int min, int max) {
        String range = min + " to " + max;
        ask(key, standard, range);
        return scalar(key, range).flatMap(text -> {
            if (text.text().matches("-?\\d{1,9}")) {
                int number = Integer.parseInt(text.text());
                if (min <= number && number <= max) {
                    return Optional.of(number);
                }
            }
            notAllowed(text, "is not a whole number in range; allowed: " + range);
            return Optional.empty();
        });
    }

    double decimal(String key, double fallback, double min, double max) {
        String range = Amounts.number(min) + " to " + Amounts.number(max);
        ask(key, Amounts.number(fallback), range);
        return scalar(key, range)
                .flatMap(text -> {
                    if (text.text().matches("\\d{1,9}(\\.\\d{1,9})?")) {
                        double number = Double.parseDouble(text.text());
                        if (min <= number && number <= max) {
                            return Optional.of(number);
                        }
                    }
                    notAllowed(text, "is not a number in range; allowed: " + range);
                    return Optional.empty();
                })
                .orElse(fallback);
    }

    Duration duration(String key, Duration fallback, Duration min, Duration max) {
        return duration(key, Quantities.text(fallback), min, max).orElse(fallback);
    }

    Optional<Duration> duration(String key, String standard, Duration min, Duration max) {
        String range = Quantities.text(min) + " to " + Quantities.text(max);
        ask(key, standard, range);
        return scalar(key, range).flatMap(text -> {
            Optional<Duration> duration = Quantities.duration(text.text());
            if (duration.isEmpty()) {
                notAllowed(text, "is not a duration such as 250ms, 10s, 5m, 1h30m or 2d; allowed: " + range);
            } else if (duration.get().compareTo(min) < 0 || duration.get().compareTo(max) > 0) {
                reading.fault(text.origin(), text.text() + " is out of range; allowed: " + range);
                return Optional.empty();
            }
            return duration;
        });
    }

    /** Bytes. */
    int size(String key, int fallback, int min, int max) {
        String range = Quantities.sizeText(min) + " to " + Quantities.sizeText(max);
        ask(key, Quantities.sizeText(fallback), range);
        return scalar(key, range)
                .flatMap(text -> {
                    Optional<Long> size = Quantities.size(text.text()).filter(bytes -> min <= bytes && bytes <= max);
                    if (size.isEmpty()) {
                        notAllowed(text, "is not a size such as 64KiB or 1MiB in range; allowed: " + range);
                    }
                    return size.map(Math::toIntExact);
                })
                .orElse(fallback);
    }

    <E extends Enum<E>> E choice(String key, E fallback) {
        List<E> all = List.of(fallback.getDeclaringClass().getEnumConstants());
        List<String> words = all.stream().map(Section::word).toList();
        ask(key, word(fallback), String.join(", ", words));
        return scalar(key, String.join(", ", words))
                .map(text -> {
                    int index = words.indexOf(text.text());
                    if (index < 0) {
                        notAllowed(text, "is not known" + Words.hint(text.text(), words));
                        return fallback;
                    }
                    return all.get(index);
                })
                .orElse(fallback);
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** A linear-time pattern. */
    Optional<String> pattern(String key) {
        return pattern(key, "none");
    }

    Optional<String> pattern(String key, String standard) {
        ask(key, standard, "an RE2 pattern");
        return scalar(key, "an RE2 pattern").flatMap(this::pattern);
    }

    private Optional<String> pattern(Value.Text text) {
        Optional<String> fault = LinearPattern.fault(text.text());
        fault.ifPresent(why -> notAllowed(text, why));
        return fault.isPresent() ? Optional.empty() : Optional.of(text.text());
    }

    /** Patterns; a single one needs no list. */
    List<String> patterns(String key) {
        ask(key, "none", "RE2 patterns");
        return texts(key).stream().flatMap(text -> pattern(text).stream()).toList();
    }

    /** Texts; a single one needs no list. */
    List<String> list(String key, String standard, String range) {
        ask(key, standard, range);
        return texts(key).stream().map(Value.Text::text).toList();
    }

    private List<Value.Text> texts(String key) {
        return values(key).stream()
                .flatMap(value -> textOf(value, "a text or a list of texts").stream())
                .filter(text -> !text.text().isEmpty())
                .toList();
    }

    private List<Value> values(String key) {
        return written(key)
                .map(value -> switch (value) {
                    case Value.Items items -> items.items();
                    case Value.Keys map -> map.asList().orElseGet(() -> List.of(map));
                    case Value.Text text -> List.<Value>of(text);
                })
                .orElse(List.of());
    }

    /** What is below this key; without keys if nothing is. */
    Section section(String key, String itsShape) {
        ask(key, "none", "keys: " + itsShape);
        Value.Keys nothing = new Value.Keys(Map.of(), keys.origin().child(key));
        Value.Keys below = written(key).flatMap(value -> keysOf(value, "keys")).orElse(nothing);
        return new Section(below, itsShape, reading);
    }

    /** A list of sections; a single one needs no list. A bare text stands for {@code {shorthand: text}}. */
    List<Section> sections(String key, String itsShape, String shorthand) {
        ask(key, "none", "a list of: " + itsShape);
        List<Section> sections = new ArrayList<>();
        for (Value value : values(key)) {
            if (value instanceof Value.Text text && !shorthand.isEmpty()) {
                value = new Value.Keys(Map.of(shorthand, text), text.origin());
            }
            keysOf(value, "a list of keys").ifPresent(item -> sections.add(new Section(item, itsShape, reading)));
        }
        return sections;
    }

    /** Sections under names of the operator's choice, in the order of writing. */
    Map<String, Section> named(String key, String itsShape) {
        ask(key, "none", "names with: " + itsShape);
        Map<String, Section> sections = new LinkedHashMap<>();
        written(key)
                .flatMap(value -> keysOf(value, "names with keys below"))
                .ifPresent(map -> map.values().forEach((name, value) -> {
                    if (value instanceof Value.Text text && text.text().isEmpty()) {
                        value = new Value.Keys(Map.of(), text.origin());
                    }
                    keysOf(value, "keys").ifPresent(below -> sections.put(name, new Section(below, itsShape, reading)));
                }));
        return sections;
    }

    /** Texts under names of the operator's choice, such as headers. */
    Map<String, String> words(String key, String range) {
        ask(key, "none", range);
        Map<String, String> words = new LinkedHashMap<>();
        written(key)
                .flatMap(value -> keysOf(value, "names with texts"))
                .ifPresent(map -> map.values()
                        .forEach((name, value) ->
                                textOf(value, "a text").ifPresent(text -> words.put(name, text.text()))));
        return words;
    }

    /** Reports every key that nobody asked for, with the nearest one that is known. */
    void rejectUnknown() {
        keys.values().forEach((key, value) -> {
            if (!asked.contains(key)) {
                reading.fault(value.origin(), "unknown key" + Words.hint(key, asked));
            }
        });
    }

    /** What is written, of these keys only, to be merged with what else is written. */
    Value.Keys only(Set<String> names) {
        return keys.only(names);
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

    private Optional<Value.Text> scalar(String key, String range) {
        return written(key).flatMap(value -> textOf(value, range));
    }

    private Optional<Value.Text> textOf(Value value, String range) {
        if (value instanceof Value.Text text) {
            return Optional.of(text);
        }
        reading.fault(value.origin(), "expected " + range + ", found " + nameOf(value));
        return Optional.empty();
    }

    private Optional<Value.Keys> keysOf(Value value, String expected) {
        if (value instanceof Value.Keys map) {
            return Optional.of(map);
        }
        reading.fault(value.origin(), "expected " + expected + ", found " + nameOf(value));
        return Optional.empty();
    }

    private static String nameOf(Value value) {
        return switch (value) {
            case Value.Text text -> "a single value";
            case Value.Items items -> "a list";
            case Value.Keys keys -> "keys";
        };
    }

    private void notAllowed(Value.Text text, String why) {
        reading.fault(text.origin(), Words.quote(text.text()) + " " + why);
    }
}
