package io.dogwatch.logs;

import io.dogwatch.docker.LogLine;
import io.dogwatch.target.Cause;
import io.dogwatch.target.Incarnation;
import io.dogwatch.target.LogCheck;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.NavigableMap;
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
final class Reading {

    /** A line older than this when it comes was not read live, so its own stamp says when it was written. */
    private static final Duration LIVE = Duration.ofSeconds(5);

    private final LogJudge.Report report;
    private final Instant watchedSince;
    private List<LogCheck> checks = List.of();
    private @Nullable LogJudge judge;
    private @Nullable LogJudge previous;
    private @Nullable Position position;
    private @Nullable Place restored;
    private @Nullable Proof pending;
    private boolean proven;
    private Instant readUpTo = Instant.EPOCH;
    private LogStats stats = LogStats.NONE;

    private record Proof(Instant askedAt, Instant newest) {}

    Reading(LogJudge.Report report, Instant watchedSince) {
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
        proven = false;
        pending = null;
        if (position != null
                && !position.containerId().equals(life.incarnation().containerId())) {
            position = Position.beginning(life.incarnation().containerId());
        } else if (sameLog && position != null && !position.newest().isBefore(life.begins())) {
            // The old stream went on into the new life before anybody said so: judge those lines for the new one.
            position = Position.from(life.incarnation().containerId(), life.begins());
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

    Optional<Position> position() {
        return Optional.ofNullable(position);
    }

    void startAt(Position start) {
        position = start;
    }

    /** Goes on where an earlier run of Dogwatch was. */
    void resume(Place place) {
        position = Position.of(place);
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
        proven = false;
        pending = null;
        if (again) {
            stats = stats.reopened();
        }
        Position at = Objects.requireNonNull(position, "no place to begin at");
        at.reopened();
        return at.floor();
    }

    /**
     * The next line of the stream.
     *
     * @return whether it was new
     */
    boolean line(LogLine line, Instant now) {
        Position at = Objects.requireNonNull(position, "no stream was opened");
        boolean isNew = at.accept(line.at());
        LogJudge owner = owner(line.at());
        if (!isNew || owner == null) {
            stats = stats.skippedOne();
        } else {
            boolean live = proven && line.at().isAfter(now.minus(LIVE));
            Instant seen = live || line.at().isAfter(now) ? now : line.at();
            stats = stats.judged(line.text(), owner.line(line, seen, now));
            if (live && now.isAfter(readUpTo)) {
                readUpTo = now;
            }
        }
        proveIfReached();
        return isNew;
    }

    private @Nullable LogJudge owner(Instant at) {
        return judge == null || at.isBefore(judge.life().begins()) ? previous : judge;
    }

    /** The engine was asked for the newest line at {@code askedAt}, and this is its stamp; empty for an empty log. */
    void newest(Optional<Instant> stamp, Instant askedAt) {
        // The older question stays while it is open: a follow that is asked again and again must still be found
        // stalled.
        if (pending == null) {
            pending = new Proof(askedAt, stamp.orElse(Instant.MIN));
        }
        proveIfReached();
    }

    /** Whether the newest line the engine told of has not come yet. */
    boolean isBehind() {
        return pending != null;
    }

    /** Whether a line that the engine told of this long ago has not come yet. */
    boolean isBehindFor(Duration patience, Instant now) {
        return pending != null && !now.isBefore(pending.askedAt.plus(patience));
    }

    /** Whether the stream that is open has been read to its end once. */
    boolean isProven() {
        return proven;
    }

    private void proveIfReached() {
        if (pending == null || position == null || position.newest().isBefore(pending.newest)) {
            return;
        }
        if (pending.askedAt.isAfter(readUpTo)) {
            readUpTo = pending.askedAt;
        }
        pending = null;
        proven = true;
        previous = null;
        tick();
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
        if (proven && judge != null) {
            judge.known(readUpTo);
        }
    }

    /** Whether something would be due if only the log were known to be read up to now: ask for the newest line. */
    boolean needsProof(Instant now) {
        return judge != null && !judge.due().isBefore(readUpTo) && judge.due().isBefore(now);
    }

    void unreadable(Cause cause, String detail, Instant now) {
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
    Optional<Place> place() {
        if (position == null || judge == null) {
            return Optional.empty();
        }
        NavigableMap<Instant, Integer> judged = position.judged();
        Instant floor = position.floor();
        Optional<Instant> open = judge.openSince();
        if (open.isPresent()) {
            // Not judged yet: after a kill -9, the event is read again as a whole.
            judged = judged.headMap(open.get(), false);
            floor = open.get().isBefore(floor) ? open.get() : floor;
        }
        return Optional.of(new Place(
                position.containerId(),
                floor,
                judged,
                judge.life().incarnation().startedAt(),
                judge.lasting()));
    }
}
