package io.dogwatch.model;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations such as {@code 1h30m}, read and written: always with a unit, from days to milliseconds. */
public final class DurationText {

    /**
     * The syntax; at least one part is also required. With at most nine digits per part, nothing overflows, and no
     * useful duration needs more.
     */
    public static final Pattern SHAPE =
            Pattern.compile("(?:(\\d{1,9})d)?(?:(\\d{1,9})h)?(?:(\\d{1,9})m)?(?:(\\d{1,9})s)?(?:(\\d{1,9})ms)?");

    private static final long[] MILLIS = {86_400_000, 3_600_000, 60_000, 1000, 1};
    private static final String[] UNITS = {"d", "h", "m", "s", "ms"};

    private DurationText() {}

    /** @return empty if the text is no duration; {@code 0s} is one, {@code 10} is none */
    public static Optional<Duration> read(String text) {
        Matcher parts = SHAPE.matcher(text);
        if (text.isEmpty() || !parts.matches()) {
            return Optional.empty();
        }
        long millis = 0;
        for (int i = 0; i < MILLIS.length; i++) {
            String part = parts.group(i + 1);
            millis += part == null ? 0 : Long.parseLong(part) * MILLIS[i];
        }
        return Optional.of(Duration.ofMillis(millis));
    }

    /** The shortest text that {@link #read} reads as the same. */
    public static String text(Duration duration) {
        long rest = duration.toMillis();
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < MILLIS.length; i++) {
            if (rest >= MILLIS[i]) {
                text.append(rest / MILLIS[i]).append(UNITS[i]);
                rest %= MILLIS[i];
            }
        }
        return text.isEmpty() ? "0s" : text.toString();
    }
}
