package io.dogwatch.logs;

import io.dogwatch.docker.LogLine;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Tells lines that were already judged from new ones, after a stream was opened again. Not thread-safe.
 *
 * <p>Stamps alone cannot: dockerd stamps stdout and stderr in two goroutines, each a line at a time, and writes both to one
 * log. A line whose goroutine is held up in between stands after lines of the other output that are stamped later. But all
 * that an engine hands out and all that is in a file comes in the order in which it was written. So a stream is opened a
 * little before the last line that was judged, and what comes is dropped until that line has come again.
 */
final class Position {

    /**
     * How much later than stamped a line may be written, which is what a reopening reads twice. Among floods on both outputs
     * 15 ms and 6,179 lines were seen (engine 20.10.24, two cores); a second leaves room for a dockerd that gets no CPU.
     */
    static final Duration OVERLAP = Duration.ofSeconds(1);

    /** At most so many lines are read twice: in a flood, a second is what an engine hands out in ten. */
    static final int MOST_LINES = 32_000;

    private static final int STEP = 1000;

    private static final Duration SHORTEST = Duration.ofNanos(1);

    private final String containerId;

    /** All that is stamped so or later is new. */
    private Instant bound;

    /** Empty where it is not known; then all that is stamped before the bound was judged. */
    private @Nullable Judged last;

    /** The latest of each output that came since the stream was opened. */
    private final Map<LogLine.Source, Judged> came = new EnumMap<>(LogLine.Source.class);

    /** The stamp of each thousandth line that was judged. */
    private final Deque<Instant> steps = new ArrayDeque<>();

    private int sinceStep;

    /** So many lines before the last one, or more; the beginning while there were not so many. */
    private Instant manyLinesAgo = Instant.MIN;

    private boolean settled;
    private Optional<FileMark> mark = Optional.empty();

    /**
     * A line, known without its text.
     *
     * @param number how many lines of its output with this very stamp there were, with it: drivers that store microseconds
     *     give several the same, and all windows of a long line have one
     */
    record Judged(LogLine.Source source, Instant at, int number) {}

    private Position(String containerId, Instant bound, @Nullable Judged last) {
        this.containerId = containerId;
        this.bound = bound;
        this.last = last;
    }

    /** Before the first line with this stamp or a later one. */
    static Position from(String containerId, Instant bound) {
        return new Position(containerId, bound, null);
    }

    /** Before the first line of the log. */
    static Position beginning(String containerId) {
        return from(containerId, Instant.EPOCH);
    }

    /** Behind the newest line of the log. */
    static Position behind(String containerId, LogLine newest) {
        Instant bound = newest.at().plus(SHORTEST);
        // How many windows a long line has, its last one does not tell.
        return newest.continued()
                ? from(containerId, bound)
                : new Position(containerId, bound, new Judged(newest.source(), newest.at(), 1));
    }

    static Position of(Place place) {
        Position position =
                new Position(place.containerId(), place.bound(), place.last().orElse(null));
        position.mark = place.mark();
        position.manyLinesAgo = place.floor();
        return position;
    }

    /** The same place in a file, where it is read directly and nothing was read otherwise since. */
    Optional<FileMark> mark() {
        return mark;
    }

    void marked(Optional<FileMark> at) {
        mark = at;
    }

    /** What comes next follows right after what was judged. */
    void goesOnAtMark() {
        settled = true;
        if (last != null) {
            came.put(last.source(), last);
        }
    }

    /** Whether all that comes is new. */
    boolean isSettled() {
        return settled;
    }

    /**
     * New lines were taken without a look at each.
     *
     * @param latest the latest stamp of the last few of them
     */
    void leapt(Instant latest) {
        last = null;
        steps.clear();
        manyLinesAgo = Instant.MIN;
        boundAfter(latest);
    }

    String containerId() {
        return containerId;
    }

    /** Where a stream has to be opened. */
    Instant floor() {
        Instant floor = last == null ? bound : before(last.at());
        return floor.isBefore(Instant.EPOCH) ? Instant.EPOCH : floor;
    }

    private Instant before(Instant lastAt) {
        Instant floor = lastAt.minus(OVERLAP);
        // A clock that was set back leaves stamps behind that are later than the last.
        return manyLinesAgo.isAfter(floor) && manyLinesAgo.isBefore(lastAt) ? manyLinesAgo : floor;
    }

    /** All that is stamped so or later is new. */
    Instant bound() {
        return bound;
    }

    /** The latest stamp of all lines that have come. */
    Instant newest() {
        return bound.minus(SHORTEST);
    }

    /** The line that was judged last; empty before the first, and after lines that were not looked at. */
    Optional<Judged> last() {
        return Optional.ofNullable(last);
    }

    /** To be called before a stream is opened again at the floor. */
    void reopened() {
        settled = false;
        came.clear();
    }

    /**
     * Takes the next line of the stream.
     *
     * @return whether it is new; false if it was judged before
     */
    boolean accept(LogLine.Source source, Instant at) {
        Judged before = came.get(source);
        int number = before != null && before.at().equals(at) ? before.number() + 1 : 1;
        Judged line = new Judged(source, at, number);
        came.put(source, line);
        if (!settled && at.isBefore(bound)) {
            settled = line.equals(last);
            return false;
        }
        // Also where the last line has not come again: it is gone, rotated away.
        settled = true;
        last = line;
        boundAfter(at);
        step(at);
        return true;
    }

    private void step(Instant at) {
        if (++sinceStep < STEP) {
            return;
        }
        sinceStep = 0;
        steps.addLast(at);
        if (steps.size() >= MOST_LINES / STEP) {
            manyLinesAgo = steps.removeFirst();
        }
    }

    private void boundAfter(Instant at) {
        if (!at.isBefore(bound)) {
            bound = at.plus(SHORTEST);
        }
    }
}
