package io.dogwatch.config;

import io.dogwatch.model.ByteSizes;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** Typed single values of a section. A fallback replaces a missing or invalid value. */
interface SingleValues {

    /**
     * The value under the key, in that notation; empty if nothing, or nothing sensible, is written.
     *
     * @param standard the default as the documentation has it; {@code required}, or {@code none}
     */
    <T> Optional<T> read(String key, String standard, ValueParser<T> notation);

    default Optional<String> text(String key) {
        return text(key, "none", "text");
    }

    default String text(String key, String fallback) {
        return text(key, fallback, "text").orElse(fallback);
    }

    /** A text with a meaning that the caller checks. */
    default Optional<String> text(String key, String standard, String range) {
        return read(key, standard, ValueParser.text(range));
    }

    /** The path of a file or folder, which need not be there. */
    default Optional<Path> file(String key) {
        return read(key, "none", ValueParser.path());
    }

    default Path file(String key, Path fallback) {
        return read(key, fallback.toString(), ValueParser.path()).orElse(fallback);
    }

    default boolean flag(String key, boolean fallback) {
        return read(key, Boolean.toString(fallback), ValueParser.flag()).orElse(fallback);
    }

    default int number(String key, int fallback, int min, int max) {
        return number(key, Integer.toString(fallback), min, max).orElse(fallback);
    }

    default Optional<Integer> number(String key, String standard, int min, int max) {
        return read(key, standard, ValueParser.number(min, max));
    }

    default double decimal(String key, double fallback, double min, double max) {
        return read(key, ByteSizes.number(fallback), ValueParser.decimal(min, max))
                .orElse(fallback);
    }

    /** A share of 1, written as such or in percents. */
    default double share(String key, double fallback, double min, double max) {
        return read(key, ByteSizes.share(fallback), ValueParser.share(min, max)).orElse(fallback);
    }

    default Duration duration(String key, Duration fallback, Duration min, Duration max) {
        return duration(key, Quantities.text(fallback), min, max).orElse(fallback);
    }

    default Optional<Duration> duration(String key, String standard, Duration min, Duration max) {
        return read(key, standard, ValueParser.duration(min, max));
    }

    /** Bytes. */
    default int size(String key, int fallback, int min, int max) {
        return read(key, Quantities.sizeText(fallback), ValueParser.size(min, max))
                .orElse(fallback);
    }

    /** Bytes of something that may be larger than memory. */
    default Optional<Long> largeSize(String key, long min, long max) {
        return read(key, "none", ValueParser.largeSize(min, max));
    }

    default <E extends Enum<E>> E choice(String key, E fallback) {
        return read(key, ValueParser.word(fallback), ValueParser.choice(fallback.getDeclaringClass()))
                .orElse(fallback);
    }

    /** A linear-time pattern. */
    default Optional<String> pattern(String key) {
        return pattern(key, "none");
    }

    default Optional<String> pattern(String key, String standard) {
        return read(key, standard, ValueParser.pattern("an RE2 pattern"));
    }
}
