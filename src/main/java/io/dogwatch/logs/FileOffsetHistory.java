package io.dogwatch.logs;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/** Earlier positions in a file, from before lines that may belong to an open event. Not thread-safe. */
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

    /** Returns the position for reading an event again that is open since then; forgets earlier positions. */
    Optional<FileOffset> before(Instant openSince) {
        while (!marks.isEmpty() && marks.getFirst().taken().isBefore(openSince)) {
            marks.removeFirst();
        }
        return marks.isEmpty() ? Optional.empty() : marks.getFirst().mark();
    }
}
