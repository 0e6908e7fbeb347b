package io.dogwatch.model;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Watches a container's log for markers.
 *
 * @param eventStart a linear-time (RE2) pattern of the lines that begin an event; other lines belong to the
 *     previous event. If empty, each line is an event.
 * @param clearAfter time without a failure marker after which the check passes again in the same incarnation;
 *     default 5 m (a new incarnation always starts from zero)
 */
public record LogCheck(
        String name,
        Thresholds thresholds,
        Source source,
        List<Marker> markers,
        Optional<String> eventStart,
        Duration clearAfter)
        implements Check {

    public static final Duration DEFAULT_CLEAR_AFTER = Duration.ofMinutes(5);

    /** Where the log is read. */
    public sealed interface Source {

        /** The engine's own json-file where Dogwatch can see it, else the engine's API. */
        Source AUTO = new Auto();

        /** The engine's API in any case. */
        Source ENGINE = new EngineApi();

        record Auto() implements Source {}

        record EngineApi() implements Source {}

        /**
         * A file in one of the container's volumes or bind mounts.
         *
         * @param path absolute, as the container sees it
         */
        record InMount(String path) implements Source {}
    }

    /** A pattern that means something when it appears, or when it does not. Patterns are linear-time (RE2). */
    public sealed interface Marker {

        String pattern();

        Stream stream();

        /**
         * Must not appear.
         *
         * @param count how many events must match within {@code within} before it counts; at least 1, default 1
         * @param within the sliding window for {@code count}; default 1 m
         */
        record Failure(String pattern, Stream stream, int count, Duration within) implements Marker {}

        /** Must appear at least once in every {@code every}, counted from the start of the incarnation or of watching. */
        record Heartbeat(String pattern, Stream stream, Duration interval) implements Marker {}

        /**
         * Ends the start phase, together with the other checks that support it. A missing marker is not a failure.
         */
        record Ready(String pattern, Stream stream) implements Marker {}

        /**
         * Clears the check's failure markers immediately, instead of {@code clearAfter}. Text alone closes no
         * incident: the judge waits for a later pass of a probe or of Docker's HEALTHCHECK.
         */
        record Recovery(String pattern, Stream stream) implements Marker {}
    }

    /** Which of the container's two streams a marker looks at. With a TTY the engine mixes both: all is stdout. */
    public enum Stream {
        STDOUT,
        STDERR,
        BOTH;

        private final String wireName = name().toLowerCase(Locale.ROOT);

        /** The word people write, such as {@code stdout}. */
        public String wireName() {
            return wireName;
        }
    }

    public LogCheck {
        markers = List.copyOf(markers);
    }

    /** Of the log that the engine keeps, each line an event. */
    public LogCheck(String name, Thresholds thresholds, List<Marker> markers, Duration clearAfter) {
        this(name, thresholds, Source.AUTO, markers, Optional.empty(), clearAfter);
    }

    @Override
    public String kind() {
        return "log";
    }

    @Override
    public boolean signalsReady() {
        return markers.stream().anyMatch(Marker.Ready.class::isInstance);
    }

    /** For a target with nothing else that could prove a recovery. */
    public LogCheck withoutRecovery() {
        List<Marker> others = markers.stream()
                .filter(marker -> !(marker instanceof Marker.Recovery))
                .toList();
        return new LogCheck(name, thresholds, source, others, eventStart, clearAfter);
    }

    public LogCheck with(Thresholds others) {
        return new LogCheck(name, others, source, markers, eventStart, clearAfter);
    }
}
