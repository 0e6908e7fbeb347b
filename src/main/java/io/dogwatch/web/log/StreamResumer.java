package io.dogwatch.web.log;

import io.dogwatch.docker.LogLine;

/** Finds the resume position in a log stream that starts earlier. Not thread-safe. */
final class StreamResumer {

    /** Relation of a line to the resume position. */
    enum Relation {
        KNOWN,
        NEW,
        /** New, but the line at the position did not appear: lines between them may be missing. */
        GAP
    }

    private final LogPosition place;
    private int passed;
    private boolean isPast;

    /** @param place the position of the last known line */
    StreamResumer(LogPosition place) {
        this.place = place;
    }

    /** Classifies the next line. All lines after the first new one are new. */
    Relation take(LogLine line) {
        boolean isAtPlace = line.at().equals(place.at()) && passed < place.nth();
        if (isPast) {
            return Relation.NEW;
        }
        if (isAtPlace || line.at().isBefore(place.at())) {
            passed += isAtPlace && !line.continued() ? 1 : 0;
            return Relation.KNOWN;
        }
        if (line.continued() && passed == place.nth()) {
            return Relation.KNOWN;
        }
        isPast = true;
        return passed < place.nth() ? Relation.GAP : Relation.NEW;
    }
}
