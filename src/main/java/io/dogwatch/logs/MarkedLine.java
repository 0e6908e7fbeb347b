package io.dogwatch.logs;

import io.dogwatch.docker.LogLine;
import java.util.List;

/**
 * A line of a log with the markers that it holds.
 *
 * @param marks in the order of the checks and of their markers; none for most lines
 */
public record MarkedLine(LogLine line, List<Mark> marks) {

    /**
     * One marker that matches.
     *
     * @param kind failure, heartbeat, ready or recovery
     * @param pattern as it is configured
     */
    public record Mark(String check, String kind, String pattern) {}

    public MarkedLine {
        marks = List.copyOf(marks);
    }
}
