package io.dogwatch.web.log;

import io.dogwatch.docker.LogLine;

/** Where a stream of a log that begins too early meets the place from which it is wanted. For one thread. */
final class StreamResumer {

    /** What a line is to somebody who was at the place. */
    enum Side {
        KNOWN,
        NEW,
        /** New, and the line at the place has not come: there may have been others between them. */
        TORN
    }

    private final LogPosition place;
    private int passed;
    private boolean isPast;

    /** @param place of the last line that is known */
    StreamResumer(LogPosition place) {
        this.place = place;
    }

    /** Takes the next line of the stream. Behind the first new one all are new. */
    Side take(LogLine line) {
        boolean isAtPlace = line.at().equals(place.at()) && passed < place.nth();
        if (isPast) {
            return Side.NEW;
        }
        if (isAtPlace || line.at().isBefore(place.at())) {
            passed += isAtPlace && !line.continued() ? 1 : 0;
            return Side.KNOWN;
        }
        if (line.continued() && passed == place.nth()) {
            return Side.KNOWN;
        }
        isPast = true;
        return passed < place.nth() ? Side.TORN : Side.NEW;
    }
}
