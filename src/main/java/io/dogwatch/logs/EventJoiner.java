package io.dogwatch.logs;

import com.google.re2j.Pattern;
import io.dogwatch.docker.LogLine;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;

/**
 * Puts the lines of one event together, such as a stack trace to its message, separately for each stream. An event ends
 * where the next one begins, or when its stream has been quiet. Not thread-safe.
 */
final class EventJoiner {

    /** How long a stream must be quiet before its last event counts as whole: programs write a stack trace in one go. */
    static final Duration QUIET = Duration.ofMillis(500);

    /** The longest event; what goes on beyond is matched as a further window of the same event. */
    private static final int MAX_LENGTH = 64 * 1024;

    private final Pattern start;
    private final BiConsumer<LogLine, Instant> sink;
    private final Map<LogLine.Source, Pending> pending = new EnumMap<>(LogLine.Source.class);

    private static final class Pending {
        private final LogLine first;
        private final boolean continued;
        private final StringBuilder text;
        private Instant lastAt;

        private Pending(LogLine first, boolean continued, Instant seen) {
            this.first = first;
            this.continued = continued;
            this.text = new StringBuilder(first.text());
            this.lastAt = seen;
        }

        private LogLine event() {
            return new LogLine(first.at(), first.source(), text.toString(), continued);
        }
    }

    /**
     * @param start what the first line of an event looks like
     * @param sink given whole events, their lines separated by line feeds, and when their last line was seen
     */
    EventJoiner(Pattern start, BiConsumer<LogLine, Instant> sink) {
        this.start = start;
        this.sink = sink;
    }

    /** @param seen when the line was written, as well as can be told by our clock */
    void line(LogLine line, Instant seen) {
        Pending open = pending.get(line.source());
        boolean begins = !line.continued() && start.matcher(line.text()).find();
        boolean isFull = open != null && open.text.length() + line.text().length() >= MAX_LENGTH;
        if (open == null || begins || isFull) {
            if (open != null) {
                sink.accept(open.event(), open.lastAt);
            }
            pending.put(line.source(), new Pending(line, !begins && (isFull || line.continued()), seen));
        } else {
            open.text.append('\n').append(line.text());
            open.lastAt = seen;
        }
    }

    /** Hands out what nothing was added to for long enough. */
    void quietUntil(Instant now) {
        pending.values().removeIf(open -> {
            boolean isWhole = !now.isBefore(open.lastAt.plus(QUIET));
            if (isWhole) {
                sink.accept(open.event(), open.lastAt);
            }
            return isWhole;
        });
    }

    /** Hands out what there is. */
    void end() {
        pending.values().forEach(open -> sink.accept(open.event(), open.lastAt));
        pending.clear();
    }

    /** The stamp of the earliest line that was not handed out yet. */
    Optional<Instant> openSince() {
        return pending.values().stream().map(open -> open.first.at()).min(Instant::compareTo);
    }
}
