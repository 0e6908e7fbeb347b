package io.dogwatch.logs;

import io.dogwatch.docker.LogLine;
import io.dogwatch.target.LogCheck;
import java.util.ArrayList;
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
     */
    public record Mark(String check, String kind) {}

    public MarkedLine {
        marks = List.copyOf(marks);
    }

    /** Each line by itself: events of several lines are not joined. */
    public static List<MarkedLine> of(List<LogLine> lines, List<LogCheck> checks) {
        Markers markers = new Markers(checks);
        return lines.stream()
                .map(line -> {
                    List<Mark> marks = new ArrayList<>();
                    markers.match(line, (check, marker) -> marks.add(mark(checks.get(check), marker)));
                    return new MarkedLine(line, marks);
                })
                .toList();
    }

    private static Mark mark(LogCheck check, int marker) {
        String kind =
                switch (check.markers().get(marker)) {
                    case LogCheck.Marker.Failure failure -> "failure";
                    case LogCheck.Marker.Heartbeat heartbeat -> "heartbeat";
                    case LogCheck.Marker.Ready ready -> "ready";
                    case LogCheck.Marker.Recovery recovery -> "recovery";
                };
        return new Mark(check.name(), kind);
    }
}
