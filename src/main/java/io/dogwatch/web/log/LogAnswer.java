package io.dogwatch.web.log;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The newest lines of a container's log that were asked for.
 *
 * @param place of the newest line that was looked at, from which the log can be followed; absent without a container
 * @param looked how many of the newest lines were looked through
 * @param from the stamp of the oldest of those; absent if there was none
 * @param lines oldest first
 */
public record LogAnswer(
        String host,
        String name,
        @Nullable String place,
        int looked,
        @Nullable Instant from,
        List<LogLineReport> lines) {

    public LogAnswer {
        lines = List.copyOf(lines);
    }
}
