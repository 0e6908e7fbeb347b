package io.dogwatch.web.log;

import io.dogwatch.docker.LogLine;
import io.dogwatch.evidence.LineRedaction;
import io.dogwatch.evidence.Redaction;
import io.dogwatch.logs.MarkedLine;

/** Converts the lines of one log, in order, to redacted reports with positions. Not thread-safe. */
final class LogLines {

    private final LineRedaction out;
    private final LineRedaction err;
    private LogPosition place;

    /** @param place the position before the first line */
    LogLines(Redaction redaction, LogPosition place) {
        this.out = new LineRedaction(redaction);
        this.err = new LineRedaction(redaction);
        this.place = place;
    }

    /** Returns the position of the newest line. */
    LogPosition place() {
        return place;
    }

    /** Starts the log of another container. */
    void beginAt(LogPosition first) {
        place = first;
    }

    LogLineReport next(MarkedLine line) {
        // The engine stamps stdout and stderr independently, so a line can follow a younger one and shares its
        // position.
        if (!line.line().at().isBefore(place.at())) {
            place = place.next(line.line().at());
        }
        return LogLineReport.of(line, place, line.line().source() == LogLine.Source.STDERR ? err : out);
    }
}
