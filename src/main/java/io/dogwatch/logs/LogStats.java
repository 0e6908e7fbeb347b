package io.dogwatch.logs;

import java.time.Duration;
import java.time.Instant;

/**
 * Statistics of one target's log since Dogwatch watches it. All numbers are monotonic counters.
 *
 * @param lines judged lines
 * @param bytes their length in UTF-8, without line ends; for lines skipped in a file, their stored length
 * @param matches number of marker matches
 * @param reopens number of streams reopened after an interruption or a stall
 * @param stalls reopened streams that were silent although the log grew
 * @param skipped lines dropped after a reopening, or of an unwatched incarnation
 * @param lostBytes data lost before it was read: truncated, rotated away, or beyond the maximum line length; a
 *     lower bound
 * @param newest the latest time stamp read; {@code Instant.EPOCH} before the first
 * @param source {@code engine}, {@code json-file} or {@code file}; empty if nothing is read
 * @param unreadable why the log cannot be read, for display; empty while it can, and while only the engine is away
 * @param forGood whether this lasts until the container is recreated, as with a driver that stores nothing
 */
public record LogStats(
        long lines,
        long bytes,
        long matches,
        long reopens,
        long stalls,
        long skipped,
        long lostBytes,
        Instant newest,
        String source,
        String unreadable,
        boolean forGood) {

    static final LogStats NONE = new LogStats(0, 0, 0, 0, 0, 0);

    LogStats(long lines, long bytes, long matches, long reopens, long stalls, long skipped) {
        this(lines, bytes, matches, reopens, stalls, skipped, 0, Instant.EPOCH, "", "");
    }

    /** Of a log that can be read, or will be. */
    public LogStats(
            long lines,
            long bytes,
            long matches,
            long reopens,
            long stalls,
            long skipped,
            long lostBytes,
            Instant newest,
            String source,
            String unreadable) {
        this(lines, bytes, matches, reopens, stalls, skipped, lostBytes, newest, source, unreadable, false);
    }

    /** How far reading is behind the clock: the age of the newest line, so it grows while a container is silent. */
    public Duration age(Instant now) {
        return newest.equals(Instant.EPOCH) ? Duration.ZERO : Duration.between(newest, now);
    }

    LogStats passed(long lines, long bytes) {
        return with(this.lines + lines, this.bytes + bytes, matches, reopens, stalls, skipped);
    }

    LogStats lost(long bytes) {
        return new LogStats(
                lines,
                this.bytes,
                matches,
                reopens,
                stalls,
                skipped,
                lostBytes + bytes,
                newest,
                source,
                unreadable,
                forGood);
    }

    LogStats readUpTo(Instant stamp) {
        return stamp.isAfter(newest)
                ? new LogStats(
                        lines, bytes, matches, reopens, stalls, skipped, lostBytes, stamp, source, unreadable, forGood)
                : this;
    }

    /** @param why empty if it can be read */
    LogStats unreadable(String why, boolean isForGood) {
        return why.equals(unreadable) && isForGood == forGood
                ? this
                : new LogStats(
                        lines, bytes, matches, reopens, stalls, skipped, lostBytes, newest, source, why, isForGood);
    }

    LogStats from(String word) {
        return new LogStats(
                lines, bytes, matches, reopens, stalls, skipped, lostBytes, newest, word, unreadable, forGood);
    }

    /** Of several logs of one target. */
    LogStats plus(LogStats other) {
        return new LogStats(
                lines + other.lines,
                bytes + other.bytes,
                matches + other.matches,
                reopens + other.reopens,
                stalls + other.stalls,
                skipped + other.skipped,
                lostBytes + other.lostBytes,
                newest.isAfter(other.newest) ? newest : other.newest,
                source.isEmpty() ? other.source : source,
                unreadable.isEmpty() || (other.forGood && !forGood) ? other.unreadable : unreadable,
                forGood || other.forGood);
    }

    private LogStats with(long lines, long bytes, long matches, long reopens, long stalls, long skipped) {
        return new LogStats(
                lines, bytes, matches, reopens, stalls, skipped, lostBytes, newest, source, unreadable, forGood);
    }

    LogStats judged(String text, int matched) {
        return with(lines + 1, bytes + utf8Length(text), matches + matched, reopens, stalls, skipped);
    }

    LogStats matched(int more) {
        return more == 0 ? this : with(lines, bytes, matches + more, reopens, stalls, skipped);
    }

    LogStats skippedOne() {
        return with(lines, bytes, matches, reopens, stalls, skipped + 1);
    }

    LogStats reopened() {
        return with(lines, bytes, matches, reopens + 1, stalls, skipped);
    }

    LogStats stalledOnce() {
        return with(lines, bytes, matches, reopens, stalls + 1, skipped);
    }

    private static int utf8Length(String text) {
        int length = text.length();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            // The two halves of a surrogate pair make four bytes together.
            length += c < 0x80 ? 0 : c < 0x800 || Character.isSurrogate(c) ? 1 : 2;
        }
        return length;
    }
}
