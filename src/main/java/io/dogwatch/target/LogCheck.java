package io.dogwatch.target;

import java.time.Duration;
import java.util.List;
import java.util.Locale;

/**
 * Watches a container's log for markers.
 *
 * @param clearAfter how long no failure marker must be seen before the check passes again in the same incarnation;
 *     default 5 m (a new incarnation always starts afresh)
 */
public record LogCheck(String name, Thresholds thresholds, List<Marker> markers, Duration clearAfter) implements Check {

    public static final Duration DEFAULT_CLEAR_AFTER = Duration.ofMinutes(5);

    /** A pattern that means something when it appears, or when it does not. Patterns are linear-time (RE2). */
    public sealed interface Marker {

        String pattern();

        Stream stream();

        /**
         * Must not appear.
         *
         * @param count how many lines must match within {@code within} before it counts; at least 1, default 1
         * @param within the sliding window for {@code count}; default 1 m
         */
        record Failure(String pattern, Stream stream, int count, Duration within) implements Marker {}

        /** Must appear at least once in every {@code every}, counted from the start of the incarnation or of watching. */
        record Heartbeat(String pattern, Stream stream, Duration every) implements Marker {}
    }

    /** Which of the container's two streams a marker looks at. With a TTY the engine mixes both: all is stdout. */
    public enum Stream {
        STDOUT,
        STDERR,
        BOTH;

        private final String word = name().toLowerCase(Locale.ROOT);

        /** The word people write, such as {@code stdout}. */
        public String word() {
            return word;
        }
    }

    public LogCheck {
        markers = List.copyOf(markers);
    }

    @Override
    public String kind() {
        return "log";
    }
}
