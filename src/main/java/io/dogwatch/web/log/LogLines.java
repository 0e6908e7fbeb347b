package io.dogwatch.web.log;

import io.dogwatch.docker.LogLine;
import io.dogwatch.evidence.LineRedaction;
import io.dogwatch.evidence.Redaction;
import io.dogwatch.logs.MarkedLine;

/** Takes the lines of one log in their order, and tells each with its place and without secrets. For one thread. */
final class LogLines {

    private final LineRedaction out;
    private final LineRedaction err;
    private LogPosition place;

    /** @param place of the line before the first */
    LogLines(Redaction redaction, LogPosition place) {
        this.out = new LineRedaction(redaction);
        this.err = new LineRedaction(redaction);
        this.place = place;
    }

    /** Of the newest line so far. */
    LogPosition place() {
        return place;
    }

    /** Another container's log begins. */
    void beginAt(LogPosition first) {
        place = first;
    }

    LogLineReport next(MarkedLine line) {
        // The engine stamps both streams by themselves: a line may come after a younger one, and is found again with
        // it.
        if (!line.line().at().isBefore(place.at())) {
            place = place.next(line.line().at());
        }
        return LogLineReport.of(line, place, line.line().source() == LogLine.Source.STDERR ? err : out);
    }
}
