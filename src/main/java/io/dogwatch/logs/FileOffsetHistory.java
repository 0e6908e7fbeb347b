package io.dogwatch.logs;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/** Where reading was in a file before some lines were taken, of which one may be in an event that is open. Not thread-safe. */
final class FileOffsetHistory {

    private final Deque<Earlier> marks = new ArrayDeque<>();

    private record Earlier(Instant taken, Optional<FileOffset> mark) {}

    /** @param taken when the lines after the mark were taken; not before the last call's */
    void add(Instant taken, Optional<FileOffset> mark) {
        marks.addLast(new Earlier(taken, mark));
    }

    void clear() {
        marks.clear();
    }

    /** From which an event that has been open since then is read again as a whole; what lies before is forgotten. */
    Optional<FileOffset> before(Instant openSince) {
        while (!marks.isEmpty() && marks.getFirst().taken().isBefore(openSince)) {
            marks.removeFirst();
        }
        return marks.isEmpty() ? Optional.empty() : marks.getFirst().mark();
    }
}
