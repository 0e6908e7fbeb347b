package io.dogwatch.config;

import io.dogwatch.config.ValueParser.Answer.Meaning;
import io.dogwatch.config.ValueParser.Answer.Refusal;
import io.dogwatch.model.ByteSizes;
import io.dogwatch.model.PlainText;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * The textual form of a value.
 *
 * @param range the allowed values, as printed in errors
 * @param reader converts a text, or refuses it with a reason
 */
record ValueParser<T>(String range, Function<String, Answer<T>> reader) {

    /** What becomes of a text. */
    sealed interface Answer<T> {

        record Meaning<T>(T value) implements Answer<T> {}

        /** @param sentence for people, with what was written and what is allowed */
        record Refusal<T>(String sentence) implements Answer<T> {}
    }

    Answer<T> read(String text) {
        return reader.apply(text);
    }

    /** Any text; what it means is up to the caller. */
    static ValueParser<String> text(String range) {
        return new ValueParser<>(range, Meaning::new);
    }

    static ValueParser<Boolean> flag() {
        return new ValueParser<>("true or false", text -> switch (text) {
            case "true" -> new Meaning<>(true);
            case "false" -> new Meaning<>(false);
            default -> new Refusal<>("must be true or false, not " + UnknownKeyMessage.quote(text));
        });
    }

    static ValueParser<Integer> number(int min, int max) {
        return of(
                min + " to " + max,
                "a whole number",
                text -> Optional.of(text)
                        .filter(digits -> digits.matches("-?\\d{1,18}"))
                        .map(digits -> Math.clamp(Long.parseLong(digits), Integer.MIN_VALUE, Integer.MAX_VALUE)),
                number -> min <= number && number <= max);
    }

    static ValueParser<Double> decimal(double min, double max) {
        return of(
                ByteSizes.number(min) + " to " + ByteSizes.number(max),
                "a number",
                ValueParser::decimal,
                number -> min <= number && number <= max);
    }

    private static Optional<Double> decimal(String text) {
        return Optional.of(text)
                .filter(digits -> digits.matches("\\d{1,9}(\\.\\d{1,9})?"))
                .map(Double::parseDouble);
    }

    /** A share of 1, written as such or in percents. */
    static ValueParser<Double> share(double min, double max) {
        return of(
                ByteSizes.share(min) + " to " + ByteSizes.share(max),
                "a share such as 20% or 0.2",
                text -> text.endsWith("%")
                        ? decimal(text.substring(0, text.length() - 1).strip()).map(percents -> percents / 100)
                        : decimal(text),
                share -> min <= share && share <= max);
    }

    static ValueParser<Duration> duration(Duration min, Duration max) {
        String range = Quantities.text(min) + " to " + Quantities.text(max);
        String allowed = "; allowed: " + range;
        return new ValueParser<>(
                range,
                text -> Quantities.duration(text)
                        .<Answer<Duration>>map(duration -> min.compareTo(duration) <= 0 && duration.compareTo(max) <= 0
                                ? new Meaning<>(duration)
                                : new Refusal<>(text + " is out of range" + allowed))
                        .orElseGet(() -> new Refusal<>("must be a duration such as 250ms, 10s, 5m, 1h30m or 2d, not "
                                + UnknownKeyMessage.quote(text) + allowed)));
    }

    /** Bytes. */
    static ValueParser<Integer> size(int min, int max) {
        return of(
                Quantities.sizeText(min) + " to " + Quantities.sizeText(max),
                "a size such as 64KiB or 1MiB",
                text -> Quantities.size(text).map(bytes -> (int) Math.min(bytes, Integer.MAX_VALUE)),
                bytes -> min <= bytes && bytes <= max);
    }

    /** Bytes of something that may be larger than memory. */
    static ValueParser<Long> largeSize(long min, long max) {
        return of(
                Quantities.sizeText(min) + " to " + Quantities.sizeText(max),
                "a size such as 500MiB or 2GiB",
                Quantities::size,
                bytes -> min <= bytes && bytes <= max);
    }

    static <E extends Enum<E>> ValueParser<E> choice(Class<E> type) {
        List<E> all = List.of(type.getEnumConstants());
        List<String> words = all.stream().map(ValueParser::word).toList();
        return new ValueParser<>(String.join(", ", words), text -> {
            int index = words.indexOf(text);
            return index < 0
                    ? new Refusal<>(
                            "unknown value " + UnknownKeyMessage.quote(text) + UnknownKeyMessage.hint(text, words))
                    : new Meaning<>(all.get(index));
        });
    }

    static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** A linear-time pattern. */
    static ValueParser<String> pattern(String range) {
        return new ValueParser<>(
                range,
                text -> LinearPattern.fault(text)
                        .<Answer<String>>map(why ->
                                new Refusal<>("invalid RE2 pattern " + UnknownKeyMessage.quote(text) + ": " + why))
                        .orElseGet(() -> new Meaning<>(text)));
    }

    /** Of a file or folder, which need not be there. */
    static ValueParser<Path> path() {
        return new ValueParser<>("a path", text -> {
            try {
                return new Meaning<>(Path.of(text));
            } catch (InvalidPathException e) {
                return new Refusal<>("invalid path " + UnknownKeyMessage.quote(text));
            }
        });
    }

    /** @param what such as {@code a whole number} */
    private static <T> ValueParser<T> of(
            String range, String what, Function<String, Optional<T>> reader, Predicate<T> isInRange) {
        String allowed = "; allowed: " + range;
        return new ValueParser<>(
                range,
                text -> reader.apply(text)
                        .<Answer<T>>map(value -> isInRange.test(value)
                                ? new Meaning<>(value)
                                : new Refusal<>(PlainText.line(text, 80) + " is out of range" + allowed))
                        .orElseGet(() ->
                                new Refusal<>("must be " + what + ", not " + UnknownKeyMessage.quote(text) + allowed)));
    }
}
