package io.dogwatch.logs;

import io.dogwatch.docker.LogLine;
import io.dogwatch.model.Cause;
import io.dogwatch.model.Incarnation;
import io.dogwatch.model.LogCheck;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One target's log as far as it has been read: takes lines, drops what was judged before, gives the rest to the judge of
 * the incarnation it belongs to. Without I/O; time is passed in. Not thread-safe.
 *
 * <p>Silence proves nothing while a stream is cut, behind, or held by a frozen engine. So a heartbeat is overdue, and a
 * failure is cleared, only up to an instant to which the log is known to be read: the engine was asked for the newest
 * line, answered, and that line has come. A line that arrives while that holds moves the instant on.
 */
final class LogDeduplicator {

    private final LogJudge.Report report;
    private final Instant watchedSince;
    private List<LogCheck> checks = List.of();
    private @Nullable LogJudge judge;
    private @Nullable LogJudge previous;
    private @Nullable ResumePoint position;
    private @Nullable LogOffset restored;
    private final ReadWatermark upTo = new ReadWatermark();
    private LogStats stats = LogStats.NONE;

    private final FileOffsetHistory earlier = new FileOffsetHistory();

    LogDeduplicator(LogJudge.Report report, Instant watchedSince) {
        this.report = report;
        this.watchedSince = watchedSince;
    }

    /** A new incarnation, or the first one. */
    void begin(LogJudge.Life life, Instant now) {
        LogJudge next = new LogJudge(life, report);
        next.judge(checks, from(life, now));
        boolean sameLog = judge != null
                && judge.life()
                        .incarnation()
                        .containerId()
                        .equals(life.incarnation().containerId());
        end();
        previous = sameLog ? judge : null;
        judge = next;
        upTo.unproven();
        if (stats.forGood()) {
            stats = stats.unreadable("", false);
        }
        if (position != null
                && !position.containerId().equals(life.incarnation().containerId())) {
            ResumePoint first = ResumePoint.beginning(life.incarnation().containerId());
            // A file in a volume outlives the container; whether the mark still fits is seen when it is opened.
            first.marked(position.mark());
            position = first;
        } else if (sameLog && position != null && !position.newest().isBefore(life.begins())) {
            // The old stream went on into the new life before anybody said so: judge those lines for the new one.
            position = ResumePoint.from(life.incarnation().containerId(), life.begins());
        }
        restoreFailures();
    }

    private Instant from(LogJudge.Life life, Instant now) {
        Instant started = life.incarnation().startedAt();
        Instant later = started.isAfter(watchedSince) ? started : watchedSince;
        return later.isBefore(now) ? later : now;
    }

    /** Changes the checks of the present incarnation and of those to come. */
    void judge(List<LogCheck> wanted, Instant now) {
        checks = List.copyOf(wanted);
        if (judge != null) {
            judge.judge(checks, now);
        }
    }

    List<LogCheck> checks() {
        return checks;
    }

    Optional<Incarnation> incarnation() {
        return Optional.ofNullable(judge).map(of -> of.life().incarnation());
    }

    Optional<ResumePoint> position() {
        return Optional.ofNullable(position);
    }

    void startAt(ResumePoint start) {
        position = start;
    }

    /** Goes on where an earlier run of Dogwatch was. */
    void resume(LogOffset place) {
        position = ResumePoint.of(place);
        restored = place;
        restoreFailures();
    }

    private void restoreFailures() {
        if (restored != null
                && judge != null
                && judge.life().incarnation().equals(new Incarnation(restored.containerId(), restored.startedAt()))) {
            judge.restore(restored.lasting());
            restored = null;
        }
    }

    /**
     * A stream is about to be opened.
     *
     * @return where: all lines stamped so or later have to come
     */
    Instant opening(boolean again) {
        upTo.unproven();
        if (again) {
            stats = stats.reopened();
        }
        ResumePoint at = Objects.requireNonNull(position, "no offset to begin at");
        at.reopened();
        return at.floor();
    }

    /**
     * The next line of the stream.
     *
     * @return whether it was new
     */
    boolean line(LogLine line, Instant now) {
        boolean isNew = open().accept(line.source(), line.at());
        if (isNew) {
            newLine(line, now);
        } else {
            stats = stats.skippedOne();
        }
        proveIfReached();
        return isNew;
    }

    /** A line that is known to be new. */
    void newLine(LogLine line, Instant now) {
        LogJudge owner = owner(line.at());
        if (owner == null) {
            stats = stats.skippedOne();
            return;
        }
        boolean live = upTo.isLive(line.at(), now);
        Instant seen = live || line.at().isAfter(now) ? now : line.at();
        stats = stats.judged(line.text(), owner.line(line, seen, now)).readUpTo(line.at());
        if (live) {
            upTo.moveTo(now);
        }
    }

    /**
     * The next line of the stream, of which it is known that no marker matches it.
     *
     * @param bytes its length
     */
    void passLine(LogLine.Source source, Instant at, int bytes, Instant now) {
        if (open().accept(source, at)) {
            passNewLines(1, bytes, at, now);
        } else {
            stats = stats.skippedOne();
        }
    }

    /**
     * New lines that no marker matches.
     *
     * @param latest the latest stamp of the last few
     */
    void passNewLines(long lines, long bytes, Instant latest, Instant now) {
        stats = stats.passed(lines, bytes).readUpTo(latest);
        if (upTo.isLive(latest, now)) {
            upTo.moveTo(now);
        }
    }

    /** The same, and what comes next begins after all of them. */
    void leap(long lines, long bytes, Instant latest, Instant now) {
        open().leapt(lines, latest);
        passNewLines(lines, bytes, latest, now);
    }

    /** Lines that were judged may come again. @return from which stamp on they have to come */
    Instant reopenedAt() {
        open().reopened();
        return open().floor();
    }

    /** What comes next follows right after what was judged. */
    void goesOnAtMark() {
        open().goesOnAtMark();
    }

    /** All that was in the log has come since it was opened, so what comes now is new. */
    void readToEnd() {
        open().readToEnd();
    }

    /**
     * Reading has come so far in a file.
     *
     * <p>While lines are still dropped, that is before the last one that was judged, and no mark says so.
     *
     * @param at empty if that cannot be said by a mark
     * @param now when the lines since the last mark were taken
     */
    void mark(Optional<FileOffset> at, Instant now) {
        if (judge != null && judge.openSince().isPresent()) {
            earlier.add(now, open().mark());
        } else {
            earlier.clear();
        }
        open().marked(isSettled() ? at : Optional.empty());
    }

    /** Whether all that comes is new. */
    boolean isSettled() {
        return open().isSettled();
    }

    private ResumePoint open() {
        return Objects.requireNonNull(position, "no stream was opened");
    }

    /** What a line must hold for any marker to match it. */
    List<RequiredLiterals> required() {
        return judge == null ? List.of() : judge.required();
    }

    void lost(long bytes) {
        stats = stats.lost(bytes);
    }

    void readFrom(String source) {
        stats = stats.from(source);
    }

    private @Nullable LogJudge owner(Instant at) {
        return judge == null || at.isBefore(judge.life().begins()) ? previous : judge;
    }

    /** The engine was asked for the newest line at {@code askedAt}, and this is it; empty for an empty log. */
    void newest(Optional<LogLine> line, Instant askedAt) {
        Optional<ResumePoint.Judged> newest = line.map(ResumePoint.Judged::first);
        upTo.asked(newest, askedAt);
        newest.ifPresent(open()::newestIs);
        proveIfReached();
    }

    /** Whether the newest line the engine told of has not come yet. */
    boolean isBehind() {
        return upTo.isBehind();
    }

    /** Whether a line with this stamp, or a later one, has come. */
    boolean hasCome(Instant stamp) {
        return position != null && !position.newest().isBefore(stamp);
    }

    /** Whether a line that the engine told of this long ago has not come yet. */
    boolean isBehindFor(Duration patience, Instant now) {
        return upTo.isBehindFor(patience, now);
    }

    /** Whether the stream that is open has been read to its end once. */
    boolean isConfirmed() {
        return upTo.isConfirmed();
    }

    /** It is not known any more up to when the log is read. */
    void unproven() {
        upTo.unproven();
    }

    private void proveIfReached() {
        if (position != null && upTo.isAnsweredBy(position::hasCome)) {
            previous = null;
            stats = stats.unreadable("", false);
            tick();
        }
    }

    /** Nothing has come until now: what waits for more lines of its event may be whole. To be called a few times a second. */
    void quietUntil(Instant now) {
        if (judge != null) {
            stats = stats.matched(judge.quietUntil(now));
        }
    }

    /** No line will come any more. */
    void end() {
        if (judge != null) {
            stats = stats.matched(judge.end());
        }
    }

    /** To be called about once a second while the stream is open. */
    void tick() {
        if (upTo.isConfirmed() && judge != null) {
            judge.known(upTo.known());
        }
    }

    /** Whether something would be due if only the log were known to be read up to now: ask for the newest line. */
    boolean needsProof(Instant now) {
        return judge != null
                && !judge.due().isBefore(upTo.known())
                && judge.due().isBefore(now);
    }

    /** @param forGood whether it is so until the container is made anew */
    void unreadable(Cause cause, String detail, boolean forGood, Instant now) {
        stats = stats.unreadable(cause == Cause.ENGINE_UNREACHABLE ? "" : detail, forGood);
        if (judge != null) {
            judge.unreadable(cause, detail, now);
        }
    }

    void stalled() {
        stats = stats.stalledOnce();
    }

    LogStats stats() {
        return stats;
    }

    /** What has to be remembered; empty as long as nothing was read. */
    Optional<LogOffset> place() {
        if (position == null || judge == null) {
            return Optional.empty();
        }
        Optional<Instant> open = judge.openSince();
        // What is open is not judged yet: after a kill -9, the event is read again as a whole.
        return Optional.of(new LogOffset(
                position.containerId(),
                open.orElse(position.floor()),
                open.orElse(position.bound()),
                open.isPresent() ? Optional.empty() : position.last(),
                judge.life().incarnation().startedAt(),
                judge.lasting(),
                open.isPresent() ? earlier.before(open.get()) : position.mark()));
    }
}
