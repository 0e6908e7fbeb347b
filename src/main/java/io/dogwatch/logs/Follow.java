package io.dogwatch.logs;

import io.dogwatch.docker.Engine;
import io.dogwatch.docker.EngineException;
import io.dogwatch.docker.LogLine;
import io.dogwatch.target.Cause;
import io.dogwatch.target.ContainerSnapshot;
import io.dogwatch.target.ContainerStatus;
import io.dogwatch.target.LogCheck;
import io.dogwatch.target.TargetId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps one target's log stream open: opens it, notices when it ends or stalls, and opens it again. {@link #run} is one
 * virtual thread's whole life and does all asking of the engine but for the stream itself, whose lines come on the
 * engine's reading thread. Safe for use by many threads.
 */
final class Follow implements Runnable {

    private static final Logger LOG = LoggerFactory.getLogger(Follow.class);

    /** How often the newest line is asked for, to find a follow that has gone silent (moby issues 37646, 45728). */
    private static final Duration BETWEEN_CHECKS = Duration.ofSeconds(30);

    /** How long a line that the engine told of may take to come over the stream. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private static final Duration BETWEEN_PROOFS = Duration.ofSeconds(1);
    private static final Duration BETWEEN_WRITES = Duration.ofSeconds(1);
    private static final Duration DEADLINE = Duration.ofSeconds(5);
    private static final int LONGEST_LINE = 64 * 1024;

    private final TargetId target;
    private final Engine engine;
    private final PlaceKeeper places;
    private final InstantSource clock;

    // All below is guarded by the lock: fair, since a chatty container would keep everybody else from it.
    private final ReentrantLock lock = new ReentrantLock(true);
    private final Condition work = lock.newCondition();
    private final Reading reading;
    private @Nullable ContainerSnapshot container;
    private Stage stage = Stage.IDLE;
    private Instant nextTry = Instant.EPOCH;
    private Instant nextCheck = Instant.MAX;
    private Instant lastAsked = Instant.EPOCH;
    private Instant nextWrite = Instant.EPOCH;
    private long linesAtLastCheck;
    private int attempt;
    private int generation;
    private boolean again;
    private boolean troubled;
    private boolean dirty;
    private boolean stopping;
    private Engine.@Nullable Subscription stream;

    private enum Stage {
        /** Nothing to follow until somebody says that it runs. */
        IDLE,
        /** The log driver keeps nothing; nothing to do until the next life. */
        UNREADABLE,
        /** To be opened at the next try. */
        WAITING,
        OPENING,
        OPEN,
        /** Ended; whether the container has ended too is to be asked. */
        ENDED
    }

    private enum Step {
        NONE,
        OPEN,
        ASK_WHETHER_IT_RUNS,
        ASK_FOR_NEWEST_LINE,
        REMEMBER
    }

    Follow(TargetId target, Engine engine, Places places, LogWatcher.Listener listener, InstantSource clock) {
        this.target = target;
        this.engine = engine;
        this.places = new PlaceKeeper(target, places);
        this.clock = clock;
        this.reading = new Reading(
                (check, incarnation, outcome) -> {
                    try {
                        listener.judged(target, check, incarnation, outcome);
                    } catch (RuntimeException e) {
                        // An outcome that nobody takes must not end the stream.
                        LOG.error("log.listener target={} check={} failed", target, check, e);
                    }
                },
                clock.instant());
    }

    void watch(ContainerSnapshot seen, List<LogCheck> checks) {
        Optional<LogJudge.Life> life = LogJudge.Life.of(seen);
        lock.lock();
        try {
            if (!reading.checks().equals(checks)) {
                reading.judge(checks, clock.instant());
            }
            if (life.isEmpty() || stopping) {
                return;
            }
            boolean runs = runs(seen);
            boolean newLife =
                    !reading.incarnation().equals(Optional.of(life.get().incarnation()));
            if (!runs || (!newLife && stage != Stage.IDLE)) {
                return;
            }
            container = seen;
            if (newLife) {
                reading.begin(life.get(), clock.instant());
                again = false;
                attempt = 0;
            }
            tryAt(clock.instant());
        } finally {
            lock.unlock();
        }
    }

    private static boolean runs(ContainerSnapshot seen) {
        return seen.status() == ContainerStatus.RUNNING || seen.status() == ContainerStatus.PAUSED;
    }

    /** Lets everything happen that is due by the clock: to be called a few times a second. Does no I/O. */
    void tick() {
        Instant now = clock.instant();
        lock.lock();
        try {
            reading.quietUntil(now);
            if (stage == Stage.OPEN) {
                reading.tick();
                if (reading.needsProof(now) || !reading.isProven()) {
                    Instant proof = lastAsked.plus(BETWEEN_PROOFS);
                    nextCheck = proof.isBefore(nextCheck) ? proof : nextCheck;
                }
            }
            if (due(now) != Step.NONE) {
                work.signal();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Ends everything; the thread ends soon after. The place is kept, unless it is to be forgotten. */
    void stop(boolean forget) {
        if (forget) {
            places.forget();
        }
        lock.lock();
        try {
            stopping = true;
            generation++;
            work.signal();
        } finally {
            lock.unlock();
        }
    }

    LogStats stats() {
        lock.lock();
        try {
            return reading.stats();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void run() {
        try {
            for (Step step = next(); step != Step.NONE; step = next()) {
                carryOut(step);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            closeStream();
            endReading();
            remember();
        }
    }

    private void endReading() {
        lock.lock();
        try {
            reading.end();
        } finally {
            lock.unlock();
        }
    }

    /** @return NONE once it is to stop */
    private Step next() throws InterruptedException {
        lock.lock();
        try {
            while (!stopping) {
                Step step = due(clock.instant());
                if (step != Step.NONE) {
                    return step;
                }
                work.await();
            }
            return Step.NONE;
        } finally {
            lock.unlock();
        }
    }

    private Step due(Instant now) {
        if (stage == Stage.WAITING && !now.isBefore(nextTry)) {
            return Step.OPEN;
        }
        if (stage == Stage.ENDED && !now.isBefore(nextTry)) {
            return Step.ASK_WHETHER_IT_RUNS;
        }
        if (stage == Stage.OPEN && !now.isBefore(nextCheck)) {
            return Step.ASK_FOR_NEWEST_LINE;
        }
        return dirty && !now.isBefore(nextWrite) ? Step.REMEMBER : Step.NONE;
    }

    private void carryOut(Step step) {
        int during = generation();
        try {
            switch (step) {
                case OPEN -> open();
                case ASK_WHETHER_IT_RUNS -> askWhetherItRuns(during);
                case ASK_FOR_NEWEST_LINE -> askForNewestLine(during);
                case REMEMBER -> remember();
                case NONE -> {}
            }
        } catch (EngineException e) {
            failed(e, during);
        } catch (RuntimeException e) {
            LOG.warn("log.follow target={} step={} failed", target, step, e);
            inTrouble(Cause.PROBER_FAULT, "Dogwatch cannot follow the log: " + e, during);
        }
    }

    private int generation() {
        lock.lock();
        try {
            return generation;
        } finally {
            lock.unlock();
        }
    }

    private void open() {
        closeStream();
        ContainerSnapshot of;
        int opened;
        boolean placed;
        lock.lock();
        try {
            of = Objects.requireNonNull(container);
            opened = ++generation;
            stage = Stage.OPENING;
            placed = reading.position().isPresent();
        } finally {
            lock.unlock();
        }
        try {
            if (Unreadable.isDriver(of.log().driver())) {
                unreadable("log driver " + of.log().driver() + " keeps nothing to read", opened);
                return;
            }
            if (!placed) {
                places.beginning(engine, of, clock.instant()).apply(lock, reading);
            }
            Instant floor = floor();
            Engine.Subscription subscription = engine.followLog(
                    of,
                    floor.equals(Instant.EPOCH) ? Optional.empty() : Optional.of(floor),
                    -1,
                    line -> line(opened, line),
                    reason -> ended(opened, reason));
            opened(opened, subscription);
        } catch (EngineException e) {
            failed(e, opened);
        } catch (RuntimeException e) {
            LOG.warn("log.open target={} failed", target, e);
            inTrouble(Cause.PROBER_FAULT, "Dogwatch cannot follow the log: " + e, opened);
        }
    }

    private Instant floor() {
        lock.lock();
        try {
            Instant floor = reading.opening(again);
            again = true;
            // Also before the first line: what comes while Dogwatch is restarted must not be taken for old.
            dirty = true;
            return floor;
        } finally {
            lock.unlock();
        }
    }

    private void opened(int opened, Engine.Subscription subscription) {
        lock.lock();
        try {
            stream = subscription;
            if (generation == opened && stage == Stage.OPENING) {
                stage = Stage.OPEN;
                nextCheck = clock.instant();
                linesAtLastCheck = -1;
            }
        } finally {
            lock.unlock();
        }
    }

    private void line(int opened, LogLine line) {
        lock.lock();
        try {
            // A stream that was given up may still hand out a line; the one opened after it reads that again.
            if (opened != generation) {
                return;
            }
            reading.line(line, clock.instant());
            dirty = true;
            settled();
        } finally {
            lock.unlock();
        }
    }

    private void settled() {
        if (reading.isProven()) {
            attempt = 0;
            if (troubled) {
                troubled = false;
                LOG.info("log.readable target={}", target);
            }
        }
    }

    private void ended(int opened, String reason) {
        LOG.debug("log.ended target={} reason={}", target, reason);
        if (Unreadable.isSaidBy(reason)) {
            unreadable(reason, opened);
            return;
        }
        lock.lock();
        try {
            if (opened == generation) {
                // Waits before it asks, and opens at once when the answer is yes: an answer that has grown old would
                // have
                // the stream read into a life that nobody has announced yet. A restart takes about 0.3 s.
                stage = Stage.ENDED;
                nextTry = clock.instant().plus(Backoff.before(target, attempt++));
                work.signal();
            }
        } finally {
            lock.unlock();
        }
    }

    private void askWhetherItRuns(int during) {
        Optional<ContainerSnapshot> seen =
                engine.inspect(Objects.requireNonNull(container).id());
        lock.lock();
        try {
            if (during != generation) {
                return;
            }
            boolean goesOn = seen.filter(Follow::runs)
                    .flatMap(ContainerSnapshot::incarnation)
                    .equals(reading.incarnation());
            if (goesOn) {
                tryAt(clock.instant());
            } else {
                // Somebody will say so when it runs again; a new life that is seen here is theirs to announce.
                stage = Stage.IDLE;
            }
        } finally {
            lock.unlock();
        }
    }

    private void askForNewestLine(int during) {
        Instant asked = clock.instant();
        ContainerSnapshot of;
        lock.lock();
        try {
            lastAsked = asked;
            nextCheck = asked.plus(BETWEEN_CHECKS);
            of = Objects.requireNonNull(container);
        } finally {
            lock.unlock();
        }
        List<LogLine> tail = engine.logTail(of, 1, LONGEST_LINE, DEADLINE);
        lock.lock();
        try {
            if (during != generation || stage != Stage.OPEN) {
                return;
            }
            boolean waited = linesAtLastCheck == delivered() && reading.isBehindFor(PATIENCE, asked);
            if (waited) {
                LOG.info(
                        "log.stalled target={} newest={}",
                        target,
                        tail.isEmpty() ? "-" : tail.getLast().at());
                reading.stalled();
                tryAt(asked);
                return;
            }
            reading.newest(
                    tail.isEmpty()
                            ? Optional.empty()
                            : Optional.of(tail.getLast().at()),
                    asked);
            linesAtLastCheck = delivered();
            if (reading.isBehind()) {
                nextCheck = asked.plus(PATIENCE);
            }
            settled();
        } finally {
            lock.unlock();
        }
    }

    private long delivered() {
        return reading.stats().lines() + reading.stats().skipped();
    }

    private void tryAt(Instant at) {
        stage = Stage.WAITING;
        nextTry = at;
        generation++;
        work.signal();
    }

    private void failed(EngineException e, int during) {
        String message = String.valueOf(e.getMessage());
        if (Unreadable.isSaidBy(message)) {
            unreadable(message, during);
        } else if (e.kind() == EngineException.Kind.NOT_FOUND) {
            lock.lock();
            try {
                if (during == generation) {
                    stage = Stage.IDLE;
                }
            } finally {
                lock.unlock();
            }
        } else {
            inTrouble(Cause.ENGINE_UNREACHABLE, message, during);
        }
    }

    private void unreadable(String why, int during) {
        lock.lock();
        try {
            if (during == generation) {
                stage = Stage.UNREADABLE;
                LOG.warn("log.unreadable target={} reason={}", target, why);
                reading.unreadable(Cause.LOG_UNREADABLE, why, clock.instant());
            }
        } finally {
            lock.unlock();
        }
    }

    /** Something is wrong that may pass: what is open stays open, what is not is tried again later. */
    private void inTrouble(Cause cause, String detail, int during) {
        lock.lock();
        try {
            if (during != generation) {
                return;
            }
            Instant later = clock.instant().plus(Backoff.before(target, attempt++));
            if (stage == Stage.OPENING) {
                stage = Stage.WAITING;
            }
            nextTry = later;
            nextCheck = later;
            lastAsked = later;
            if (!troubled) {
                troubled = true;
                LOG.warn("log.trouble target={} cause={} detail={}", target, cause.word(), detail);
            }
            reading.unreadable(cause, detail, clock.instant());
        } finally {
            lock.unlock();
        }
    }

    private void closeStream() {
        Engine.Subscription open;
        lock.lock();
        try {
            open = stream;
            stream = null;
        } finally {
            lock.unlock();
        }
        if (open != null) {
            open.close();
        }
    }

    private void remember() {
        Optional<Place> place;
        lock.lock();
        try {
            dirty = false;
            nextWrite = clock.instant().plus(BETWEEN_WRITES);
            place = reading.place();
        } finally {
            lock.unlock();
        }
        place.ifPresent(places::put);
    }
}
