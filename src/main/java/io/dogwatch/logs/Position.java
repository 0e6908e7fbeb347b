package io.dogwatch.logs;

import java.time.Instant;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Tells lines that were already judged from new ones, after a stream was opened again. Not thread-safe.
 *
 * <p>It knows a stamp, the floor, and how many lines were judged of each stamp from the floor on. A stream is opened at
 * the floor, and as many lines of each stamp are dropped as were judged before. One stamp alone would not do: dockerd
 * stamps stdout and stderr in two goroutines before it writes to one log, so that stamps can run backwards by some
 * microseconds, and drivers that store microseconds give several lines the same one.
 */
final class Position {

    /** How many different stamps are kept. Stamps run backwards only where two goroutines of dockerd race. */
    static final int STAMPS = 32;

    /** A new line this much after all that was judged: what was judged is gone from the log (rotated away). */
    private static final long SETTLED_SECONDS = 1;

    private final String containerId;
    private final NavigableMap<Instant, Integer> judged = new TreeMap<>();
    private final NavigableMap<Instant, Integer> expected = new TreeMap<>();
    private Instant floor;
    private Instant newest;
    private boolean belowFloor;
    private Optional<FileMark> mark = Optional.empty();

    private Position(String containerId, Instant floor, Map<Instant, Integer> judged) {
        this.containerId = containerId;
        this.floor = floor;
        this.judged.putAll(judged);
        this.newest = judged.isEmpty() ? floor.minusNanos(1) : this.judged.lastKey();
        reopened();
    }

    /** Before the first line with this stamp or a later one. */
    static Position from(String containerId, Instant floor) {
        return new Position(containerId, floor, Map.of());
    }

    /** Before the first line of the log. */
    static Position beginning(String containerId) {
        return from(containerId, Instant.EPOCH);
    }

    static Position of(Place place) {
        Position position = new Position(place.containerId(), place.floor(), place.judged());
        position.mark = place.mark();
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
        expected.clear();
        belowFloor = false;
    }

    /** Whether all that comes is new. */
    boolean isSettled() {
        return expected.isEmpty() && !belowFloor;
    }

    /**
     * New lines were taken without a look at each.
     *
     * @param latest the latest stamp of the last few of them
     */
    void leapt(Instant latest) {
        judged.clear();
        floor = latest.plusNanos(1);
        newest = latest.isAfter(newest) ? latest : newest;
    }

    String containerId() {
        return containerId;
    }

    /** Where a stream has to be opened. */
    Instant floor() {
        return floor;
    }

    /** The latest stamp of all lines that have come. */
    Instant newest() {
        return newest;
    }

    /** To be called before a stream is opened again at the floor. */
    void reopened() {
        expected.clear();
        expected.putAll(judged);
        belowFloor = true;
    }

    /**
     * Takes the next line of the stream.
     *
     * @return whether it is new; false if it was judged before
     */
    boolean accept(Instant at) {
        if (at.isAfter(newest)) {
            newest = at;
        }
        if (wasJudged(at)) {
            return false;
        }
        if (!at.isBefore(floor)) {
            belowFloor = false;
            judged.merge(at, 1, Integer::sum);
            if (judged.size() > STAMPS) {
                judged.pollFirstEntry();
                floor = judged.firstKey();
            }
        }
        return true;
    }

    private boolean wasJudged(Instant at) {
        if (expected.isEmpty()) {
            return belowFloor && at.isBefore(floor);
        }
        if (expected.containsKey(at)) {
            expected.computeIfPresent(at, (stamp, left) -> left > 1 ? left - 1 : null);
            belowFloor = false;
            return true;
        }
        if (at.isAfter(expected.lastKey().plusSeconds(SETTLED_SECONDS))) {
            expected.clear();
            return false;
        }
        // Newer engines deliver all that follows the first line at the floor, also what is stamped a little earlier.
        return at.isBefore(floor);
    }

    NavigableMap<Instant, Integer> judged() {
        return judged;
    }
}
