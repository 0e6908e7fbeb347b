package io.dogwatch.logs;

import io.dogwatch.docker.LogLine;
import io.dogwatch.model.LogCheck;
import java.util.ArrayList;
import java.util.List;

/** Says which markers a line holds. Each line is looked at by itself: events of several lines are not joined. Immutable. */
public final class LineMarker {

    private final List<LogCheck> checks;
    private final Markers markers;

    /** @param checks those of the log; their order is the order of the marks */
    public LineMarker(List<LogCheck> checks) {
        this.checks = List.copyOf(checks);
        this.markers = new Markers(this.checks);
    }

    public MarkedLine mark(LogLine line) {
        List<MarkedLine.Mark> marks = new ArrayList<>();
        markers.match(line, (check, marker) -> marks.add(mark(checks.get(check), marker)));
        return new MarkedLine(line, marks);
    }

    private static MarkedLine.Mark mark(LogCheck check, int index) {
        LogCheck.Marker marker = check.markers().get(index);
        String kind =
                switch (marker) {
                    case LogCheck.Marker.Failure failure -> "failure";
                    case LogCheck.Marker.Heartbeat heartbeat -> "heartbeat";
                    case LogCheck.Marker.Ready ready -> "ready";
                    case LogCheck.Marker.Recovery recovery -> "recovery";
                };
        return new MarkedLine.Mark(check.name(), kind, marker.pattern());
    }
}
