package io.dogwatch.web.log;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Requested lines of the log of a container.
 *
 * @param position the position of the newest inspected line, from which the log can be followed; absent without a
 *     container
 * @param inspected the number of inspected lines
 * @param from the timestamp of the oldest inspected line; absent if there was none
 * @param lines oldest first
 */
public record LogAnswer(
        String host,
        String name,
        @Nullable String position,
        int inspected,
        @Nullable Instant from,
        List<LogLineReport> lines) {

    public LogAnswer {
        lines = List.copyOf(lines);
    }
}
