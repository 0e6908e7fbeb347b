package io.dogwatch.inside;

import io.dogwatch.target.ContainerSnapshot;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Up to which size a container's log can grow, by its driver and options. Pure.
 *
 * @param isBounded false if it can grow for as long as the container exists
 * @param most bytes with all rotated files; empty where it is not bounded, or not a file on this machine
 */
public record LogBound(boolean isBounded, OptionalLong most) {

    private static final Pattern SIZE = Pattern.compile("(\\d{1,12})(?:\\.\\d+)?\\s*([kmgtp]?)(?:i?b)?");
    private static final String UNITS = "kmgtp";

    /** The defaults of the driver local: five files of 20 MiB. */
    private static final long LOCAL_SIZE = 20 << 20;

    private static final long LOCAL_FILES = 5;

    public static LogBound of(ContainerSnapshot.Log log) {
        return switch (log.driver()) {
            case "json-file" -> bytes(log.options(), -1) > 0 ? files(log.options(), bytes(log.options(), -1), 1) : NONE;
            case "local" -> files(log.options(), bytes(log.options(), LOCAL_SIZE), LOCAL_FILES);
            // The others keep it elsewhere, by rules of their own.
            default -> new LogBound(true, OptionalLong.empty());
        };
    }

    private static final LogBound NONE = new LogBound(false, OptionalLong.empty());

    private static LogBound files(Map<String, String> options, long size, long standard) {
        long files = Numbers.read(options.getOrDefault("max-file", "")).orElse(standard);
        return new LogBound(true, OptionalLong.of(size * Math.clamp(files, 1, 1000)));
    }

    /** As the engine reads sizes: in powers of 1024. -1 and what is none mean no limit. */
    private static long bytes(Map<String, String> options, long standard) {
        Matcher size = SIZE.matcher(options.getOrDefault("max-size", "").strip().toLowerCase(Locale.ROOT));
        if (!size.matches()) {
            return standard;
        }
        long number = Long.parseLong(size.group(1));
        int power = size.group(2).isEmpty() ? 0 : UNITS.indexOf(size.group(2)) + 1;
        return Math.min(number, 1L << 40)
                * (1L << (10 * Math.min(power, 2)))
                * (power > 2 ? 1L << (10 * (power - 2)) : 1);
    }
}
