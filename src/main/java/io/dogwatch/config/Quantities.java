package io.dogwatch.config;

import io.dogwatch.model.ByteSizes;
import io.dogwatch.model.DurationText;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations such as {@code 1h30m} and sizes such as {@code 256KiB}, read and written. */
final class Quantities {

    // At most nine digits, which cannot overflow.
    private static final Pattern SIZE = Pattern.compile("(\\d{1,9}) ?(b|kib|mib|gib|tib)");

    private Quantities() {}

    /** @return empty if the text is no duration; {@code 0s} is one, {@code 10} is none */
    static Optional<Duration> duration(String text) {
        return DurationText.read(text);
    }

    /** The shortest text that {@link #duration} reads as the same. */
    static String text(Duration duration) {
        return DurationText.text(duration);
    }

    /** @return bytes; empty if the text is no size */
    static Optional<Long> size(String text) {
        Matcher parts = SIZE.matcher(text.toLowerCase(Locale.ROOT));
        if (!parts.matches()) {
            return Optional.empty();
        }
        int shift =
                switch (parts.group(2)) {
                    case "kib" -> 10;
                    case "mib" -> 20;
                    case "gib" -> 30;
                    case "tib" -> 40;
                    default -> 0;
                };
        return Optional.of(Long.parseLong(parts.group(1)) << shift);
    }

    static String sizeText(long bytes) {
        return ByteSizes.size(bytes);
    }
}
