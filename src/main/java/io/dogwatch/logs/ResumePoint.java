package io.dogwatch.logs;

import io.dogwatch.docker.LineWindows;
import io.dogwatch.docker.LogLine;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedSet;
import org.jspecify.annotations.Nullable;

/**
 * Tells lines that were already judged from new ones, after a stream was opened again. Not thread-safe.
 *
 * <p>Stamps alone cannot: dockerd stamps stdout and stderr in two goroutines, each a line at a time, and writes both to one
 * log. A line whose goroutine is held up in between stands after lines of the other output that are stamped later. But all
 * that an engine hands out and all that is in a file comes in the order in which it was written. So a stream is opened a
 * little before the last line that was judged, and what comes is dropped until that line has come again, or until the log
 * has been read to its end without it: then it is gone.
 */
final class ResumePoint {

    /**
     * How much later than stamped a line may be written, which is what a reopening reads twice. Among floods on both outputs
     * 15 ms and 6,179 lines were seen (engine 20.10.24, two cores); a second leaves room for a dockerd that gets no CPU.
     */
    static final Duration OVERLAP = Duration.ofSeconds(1);

    /** About so many lines are read twice at most: in a flood, a second is what an engine hands out in ten. */
    static final int MAX_LINES = 32_000;

    private static final int STEP = 1000;

    private static final Duration SHORTEST = Duration.ofNanos(1);

    /** How many of the lines that were dropped are known: the engine's answer comes a little after its newest line. */
    private static final int MAX_DROPPED = 1000;

    private final String containerId;

    /** All that is stamped so or later is new. */
    private Instant bound;

    /** Empty where it is not known; then all that is stamped before the bound was judged. */
    private @Nullable Judged last;

    /** The latest of each output that came since the stream was opened. */
    private final Map<LogLine.Source, Judged> came = new EnumMap<>(LogLine.Source.class);

    /** The stamp of each thousandth line that was judged. */
    private final Deque<Instant> steps = new ArrayDeque<>();

    private long sinceStep;

    /** So many lines before the last one, or more; the beginning while there were not so many. */
    private Instant manyLinesAgo = Instant.MIN;

    /** Where the stream was opened: what is stamped before need not come. */
    private Instant openedAt = Instant.MIN;

    /** The latest of what was dropped since the stream was opened, as long as that goes on. */
    private final SequencedSet<Judged> dropped = new LinkedHashSet<>();

    /** The latest stamp of all that was dropped since. */
    private Instant latestDropped = Instant.MIN;

    /** The newest line of the log when the engine was asked for it, since the stream was opened. */
    private @Nullable Judged newestLine;

    private boolean settled;
    private boolean lastIsGone;
    private Optional<FileOffset> mark = Optional.empty();

    /**
     * A line, known without its text.
     *
     * @param number how many lines of its output with this very stamp there were, with it: drivers that store microseconds
     *     give several the same, and all windows of a long line have one
     */
    record Judged(LogLine.Source source, Instant at, int number) {

        /** The first of its output with its stamp. */
        static Judged first(LogLine line) {
            return new Judged(line.source(), line.at(), 1);
        }

        private boolean hasStampOf(Judged other) {
            return source == other.source && at.equals(other.at);
        }
    }

    private ResumePoint(String containerId, Instant bound, @Nullable Judged last) {
        this.containerId = containerId;
        this.bound = bound;
        this.last = last;
    }

    /** Before the first line with this stamp or a later one. */
    static ResumePoint from(String containerId, Instant bound) {
        return new ResumePoint(containerId, bound, null);
    }

    /** Before the first line of the log. */
    static ResumePoint beginning(String containerId) {
        return from(containerId, Instant.EPOCH);
    }

    /**
     * Behind the newest line of the log.
     *
     * @param tail the last few lines, at least one: some drivers store microseconds, and several have the newest's stamp
     */
    static ResumePoint behind(String containerId, List<LogLine> tail) {
        LogLine newest = tail.getLast();
        Instant bound = newest.at().plus(SHORTEST);
        List<LogLine> alike = tail.stream()
                .filter(line -> line.source() == newest.source() && line.at().equals(newest.at()))
                .toList();
        boolean mayBeMore = alike.size() > 1 && alike.size() == tail.size();
        // How many windows a long line has, a tail does not tell. A character takes four bytes at most.
        boolean isLong = alike.stream().anyMatch(line -> line.text().length() >= LineWindows.MAX_LINE / 4);
        return mayBeMore || isLong
                ? from(containerId, bound)
                : new ResumePoint(containerId, bound, new Judged(newest.source(), newest.at(), alike.size()));
    }

    static ResumePoint of(LogOffset place) {
        ResumePoint position =
                new ResumePoint(place.containerId(), place.bound(), place.last().orElse(null));
        position.mark = place.mark();
        position.manyLinesAgo = place.floor();
        return position;
    }

    /** The same place in a file, where it is read directly and nothing was read otherwise since. */
    Optional<FileOffset> mark() {
        return mark;
    }

    void marked(Optional<FileOffset> at) {
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
    void leapt(long lines, Instant latest) {
        last = null;
        newAt(latest);
        step(lines, latest);
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
        openedAt = floor();
        settled = false;
        lastIsGone = false;
        newestLine = null;
        latestDropped = Instant.MIN;
        dropped.clear();
        came.clear();
    }

    /** All that was in the log has come since the stream was opened. So all that comes now is new, even if the last line did not. */
    void readToEnd() {
        lastIsGone = lastIsGone || (!settled && last != null);
        settle();
    }

    /** The engine was asked, after the stream was opened, for the newest line: with it, all that was in the log has come. */
    void newestIs(Judged line) {
        newestLine = line;
        if (dropped.contains(line)) {
            newestHasCome(line);
        }
    }

    private void newestHasCome(Judged line) {
        // Of several with one stamp this may be an earlier one, before the last line. They soon give way to later ones.
        boolean isLast = last != null && last.hasStampOf(line);
        if (!isLast && isSetBack(line.at())) {
            readToEnd();
        }
    }

    /** Whether a new line with this stamp was stamped by a clock that has been set back. */
    private boolean isSetBack(Instant at) {
        return at.isBefore(bound.minus(OVERLAP));
    }

    private void settle() {
        settled = true;
        dropped.clear();
    }

    /** Whether a line has come since the stream was opened, if it has to come at all. */
    boolean hasCome(Judged line) {
        return line.at().isBefore(openedAt) || dropped.contains(line) || (settled && wasPassed(line));
    }

    private boolean wasPassed(Judged line) {
        Judged same = came.get(line.source());
        boolean bySame = same != null && !same.at().isBefore(line.at());
        // One that the engine leaves out is passed by the other output alone.
        return bySame
                || (!came.isEmpty()
                        && last != null
                        && last.at().isAfter(line.at().plus(OVERLAP)));
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
            drop(line);
            return false;
        }
        // Also where the last line has not come again: it is gone, rotated away.
        settle();
        last = line;
        newAt(at);
        step(1, at);
        return true;
    }

    private void drop(Judged line) {
        latestDropped = latest(latestDropped, line.at());
        dropped.addLast(line);
        if (dropped.size() > MAX_DROPPED) {
            dropped.removeFirst();
        }
        if (line.equals(last)) {
            settle();
        } else if (line.equals(newestLine)) {
            newestHasCome(line);
        }
    }

    private void step(long lines, Instant at) {
        for (sinceStep += lines; sinceStep >= STEP; sinceStep -= STEP) {
            steps.addLast(at);
            if (steps.size() >= MAX_LINES / STEP) {
                manyLinesAgo = steps.removeFirst();
            }
        }
    }

    private void newAt(Instant at) {
        boolean clockWasSetBack = lastIsGone && isSetBack(at);
        lastIsGone = false;
        if (clockWasSetBack) {
            // What was stamped before that went with the last line.
            bound = latest(latestDropped, at).plus(SHORTEST);
        } else if (!at.isBefore(bound)) {
            bound = at.plus(SHORTEST);
        }
    }

    private static Instant latest(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}
