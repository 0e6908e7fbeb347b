package io.dogwatch.logs;

import io.dogwatch.docker.Engine;
import io.dogwatch.docker.LogLine;
import io.dogwatch.model.ContainerSnapshot;
import io.dogwatch.model.LogRotation;
import io.dogwatch.model.TargetId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Follows a log by the engine's API. The calls here are made by the follow's own thread; lines come on the engine's. */
final class EngineFollow {

    private static final Logger LOG = LoggerFactory.getLogger(EngineFollow.class);

    /**
     * How often the newest line is asked for, to find a follow that has gone silent (moby issues 37646, 45728). Engine 20.10.24
     * falls silent where files were rotated faster than it handed them out; so it is also asked after every half of a file.
     */
    private static final Duration BETWEEN_CHECKS = Duration.ofSeconds(30);

    /** How long a line that the engine told of may take to come over the stream. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    /** How often at most; and as often while reading is this far behind, for {@link DroppedLineDetector}. */
    private static final Duration SHORTEST = Duration.ofSeconds(1);

    private static final Duration DEADLINE = Duration.ofSeconds(5);
    private static final int MAX_LINE_LENGTH = 64 * 1024;

    private final TargetId target;
    private final Engine engine;
    private final FollowState course;
    private final InstantSource clock;
    private final DroppedLineDetector leftOut = new DroppedLineDetector();
    private int life;
    private long linesAtLastCheck;
    private long bytesToCheckAt;
    private Instant askedAt = Instant.EPOCH;
    private Instant movedAt = Instant.EPOCH;
    private boolean loses;

    EngineFollow(TargetId target, Engine engine, FollowState course, InstantSource clock) {
        this.target = target;
        this.engine = engine;
        this.course = course;
        this.clock = clock;
    }

    void open(Opening opening, Instant floor) {
        int number = opening.number();
        course.with(number, reading -> {
            reading.readFrom("engine");
            if (life != opening.life()) {
                life = opening.life();
                leftOut.forget();
            }
            bytesToCheckAt = afterHalfAFile(reading);
        });
        linesAtLastCheck = -1;
        Engine.Subscription subscription = engine.followLog(
                opening.container(),
                floor.equals(Instant.EPOCH) ? Optional.empty() : Optional.of(floor),
                -1,
                line -> line(number, line),
                reason -> ended(number, reason));
        course.opened(number, subscription);
    }

    private void line(int number, LogLine line) {
        course.read(number, reading -> {
            Instant now = clock.instant();
            leftOut.came(line.at()).ifPresent(bytes -> lost(reading, bytes));
            reading.line(line, now);
            reading.mark(Optional.empty(), now);
            if (reading.stats().bytes() >= bytesToCheckAt) {
                bytesToCheckAt = Long.MAX_VALUE;
                course.proveAt(number, askedAt.plus(SHORTEST));
            }
        });
    }

    private long afterHalfAFile(LogDeduplicator reading) {
        OptionalLong file = LogRotation.of(course.container().log()).fileSize();
        return file.isPresent() ? reading.stats().bytes() + file.getAsLong() / 2 : Long.MAX_VALUE;
    }

    private void lost(LogDeduplicator reading, long bytes) {
        reading.lost(bytes);
        if (!loses) {
            loses = true;
            LOG.warn(
                    "log bytes lost target={} atLeast={} reason=\"the engine delivers less than is written\""
                            + " advice=\"let Dogwatch read the log file (hosts.*.root)\"",
                    target,
                    bytes);
        }
    }

    private void ended(int number, String reason) {
        LOG.debug("log stream ended target={} reason=\"{}\"", target, reason);
        if (Unreadable.isSaidBy(reason)) {
            course.unreadable(number, reason);
        } else {
            course.ended(number);
        }
    }

    /**
     * The stream has ended: has the container? Opens at once when it has not, since an answer that has grown old would have
     * the stream read into a life that nobody has announced yet.
     */
    void askWhetherItRuns(int number) {
        Optional<ContainerSnapshot> seen = engine.inspect(course.container().id());
        course.with(number, reading -> {
            boolean goesOn = seen.filter(FollowState::runs)
                    .flatMap(ContainerSnapshot::incarnation)
                    .equals(reading.incarnation());
            if (goesOn) {
                course.openAgain(number, clock.instant());
            } else {
                course.idle(number);
            }
        });
    }

    /** Asks the engine for the newest line, by which the stream is proven, or found stalled. */
    void prove(int number) {
        Instant asked = clock.instant();
        course.asking(asked, asked.plus(BETWEEN_CHECKS));
        List<LogLine> tail = engine.logTail(course.container(), 1, MAX_LINE_LENGTH, DEADLINE);
        Optional<LogLine> newest = tail.isEmpty() ? Optional.empty() : Optional.of(tail.getLast());
        course.proved(number, reading -> {
            askedAt = asked;
            bytesToCheckAt = afterHalfAFile(reading);
            boolean moves = moves(reading.stats(), asked);
            if (!moves && reading.isBehindFor(PATIENCE, asked) && !asked.isBefore(movedAt.plus(PATIENCE))) {
                LOG.info(
                        "log stream stalled target={} newest={}",
                        target,
                        newest.map(line -> line.at().toString()).orElse("-"));
                reading.stalled();
                course.openAgain(number, asked);
                return;
            }
            reading.newest(newest, asked);
            if (!reading.isBehind()) {
                loses = false;
                return;
            }
            tail.stream()
                    .filter(line -> !reading.hasCome(line.at()))
                    .forEach(line -> leftOut.await(
                            line, LogRotation.of(course.container().log())));
            boolean isFarBehind = moves && reading.stats().newest().isBefore(asked.minus(SHORTEST));
            course.proveAt(number, asked.plus(isFarBehind ? SHORTEST : PATIENCE));
        });
    }

    /** Whether lines have come since the last time. */
    private boolean moves(LogStats stats, Instant now) {
        long delivered = stats.lines() + stats.skipped();
        if (delivered == linesAtLastCheck) {
            return false;
        }
        linesAtLastCheck = delivered;
        movedAt = now;
        return true;
    }
}
