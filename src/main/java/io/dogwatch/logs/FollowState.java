package io.dogwatch.logs;

import io.dogwatch.docker.Engine;
import io.dogwatch.model.Cause;
import io.dogwatch.model.ContainerSnapshot;
import io.dogwatch.model.ContainerStatus;
import io.dogwatch.model.LogCheck;
import io.dogwatch.model.TargetId;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How far a follow has come: what it reads, and which stream of it is open. Does no I/O. Safe for use
 * by many threads.
 *
 * <p>Each opening has a number. What an earlier one still hands out or has to say is passed over: the one after it reads
 * that again.
 */
final class FollowState {

    private static final Logger LOG = LoggerFactory.getLogger(FollowState.class);

    private final TargetId target;
    private final InstantSource clock;

    // All below is guarded by the lock: fair, since a chatty container would keep everybody else from it.
    private final ReentrantLock lock = new ReentrantLock(true);
    private final Condition work = lock.newCondition();
    private final LogDeduplicator reading;
    private final FollowSchedule agenda;
    private @Nullable ContainerSnapshot container;
    private int opening;
    private int life;
    private boolean prefersEngine;
    private boolean again;
    private boolean troubled;
    private boolean stopping;
    private Engine.@Nullable Subscription stream;

    FollowState(TargetId target, LogDeduplicator reading, InstantSource clock) {
        this.target = target;
        this.reading = reading;
        this.agenda = new FollowSchedule(target);
        this.clock = clock;
    }

    static boolean runs(ContainerSnapshot seen) {
        return seen.status() == ContainerStatus.RUNNING || seen.status() == ContainerStatus.PAUSED;
    }

    void watch(ContainerSnapshot seen, List<LogCheck> checks) {
        Optional<LogJudge.Life> lives = LogJudge.Life.of(seen);
        lock.lock();
        try {
            if (!reading.checks().equals(checks)) {
                reading.judge(checks, clock.instant());
                prefer(checks.stream().anyMatch(check -> check.source() instanceof LogCheck.Source.EngineApi));
            }
            if (lives.isEmpty() || stopping) {
                return;
            }
            boolean newLife =
                    !reading.incarnation().equals(Optional.of(lives.get().incarnation()));
            if (!runs(seen) || (!newLife && !agenda.isIdle())) {
                return;
            }
            container = seen;
            if (newLife) {
                reading.begin(lives.get(), clock.instant());
                again = false;
                agenda.goesWell();
                life++;
            }
            openAt(clock.instant());
        } finally {
            lock.unlock();
        }
    }

    private void prefer(boolean engine) {
        if (prefersEngine != engine && agenda.isOpen()) {
            openAt(clock.instant());
        }
        prefersEngine = engine;
    }

    private void openAt(Instant at) {
        agenda.openAt(at);
        opening++;
        work.signal();
    }

    void tick() {
        Instant now = clock.instant();
        lock.lock();
        try {
            reading.quietUntil(now);
            if (agenda.isOpen()) {
                reading.tick();
                if (reading.needsProof(now) || !reading.isConfirmed()) {
                    agenda.proveSoon();
                }
            }
            if (agenda.due(now) != FollowSchedule.Step.NONE) {
                work.signal();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Waits for what is due. @return NONE once it is to stop */
    FollowSchedule.Step next() throws InterruptedException {
        lock.lock();
        try {
            while (!stopping) {
                FollowSchedule.Step step = agenda.due(clock.instant());
                if (step != FollowSchedule.Step.NONE) {
                    return step;
                }
                work.await();
            }
            return FollowSchedule.Step.NONE;
        } finally {
            lock.unlock();
        }
    }

    void stop() {
        holding(() -> {
            stopping = true;
            opening++;
            work.signal();
        });
    }

    LogStats stats() {
        return locked(() -> reading.stats());
    }

    /** The number of the opening that holds now. */
    int opening() {
        return locked(() -> opening);
    }

    Opening beginOpening() {
        return locked(() -> {
            agenda.opening();
            opening++;
            boolean isPlaced = reading.position().isPresent();
            return new Opening(opening, container(), life, isPlaced, prefersEngine);
        });
    }

    /** @return from which stamp on lines have to come */
    Instant floor(Optional<OffsetTracker.Beginning> beginning) {
        return locked(() -> {
            beginning.ifPresent(where -> where.apply(reading));
            Instant floor = reading.opening(again);
            again = true;
            // Also before the first line: what comes while Dogwatch is restarted must not be taken for old.
            agenda.haveToRemember();
            return floor;
        });
    }

    Optional<FileOffset> mark() {
        return locked(() -> reading.position().flatMap(ResumePoint::mark));
    }

    /** A stream was opened: it is asked for its newest line at once. It is closed with the next one, if it is no longer wanted. */
    void opened(int number, Engine.Subscription opened) {
        holding(() -> {
            stream = opened;
            if (opening == number) {
                agenda.opened(clock.instant());
            }
        });
    }

    ContainerSnapshot container() {
        return locked(() -> Objects.requireNonNull(container));
    }

    Optional<Engine.Subscription> stream() {
        return locked(() -> Optional.ofNullable(stream));
    }

    /** The stream that is open, which the caller has to close. */
    Optional<Engine.Subscription> takeStream() {
        return locked(() -> {
            Optional<Engine.Subscription> open = Optional.ofNullable(stream);
            stream = null;
            return open;
        });
    }

    /** Does something with what is read. @return false, with nothing done, if another opening holds by now */
    boolean with(int number, Consumer<LogDeduplicator> doing) {
        lock.lock();
        try {
            if (number != opening) {
                return false;
            }
            doing.accept(reading);
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** The same, after which more is known than before. */
    boolean read(int number, Consumer<LogDeduplicator> doing) {
        return with(number, now -> {
            doing.accept(now);
            agenda.haveToRemember();
            settled();
        });
    }

    private void settled() {
        if (reading.isConfirmed()) {
            agenda.goesWell();
            if (troubled) {
                troubled = false;
                LOG.info("log read recovered target={}", target);
            }
        }
    }

    /** The next proof is asked for now, and again at the given time. */
    void asking(Instant now, Instant nextTime) {
        holding(() -> {
            agenda.asking(now, nextTime);
        });
    }

    void proveAt(int number, Instant at) {
        with(number, now -> {
            agenda.proveAt(at);
            work.signal();
        });
    }

    /** The proof has come; only while the stream is open. */
    void proved(int number, Consumer<LogDeduplicator> doing) {
        with(number, now -> {
            if (agenda.isOpen()) {
                doing.accept(now);
                settled();
            }
        });
    }

    void openAgain(int number, Instant at) {
        with(number, now -> openAt(at));
    }

    /** Not there now, and tried again soon. */
    void wait(int number, Instant until) {
        with(number, now -> agenda.openAt(until));
    }

    void ended(int number) {
        with(number, now -> {
            agenda.ended(clock.instant());
            work.signal();
        });
    }

    /** Until somebody says that it runs again: a new life is theirs to announce. */
    void idle(int number) {
        with(number, now -> agenda.idle());
    }

    void unreadable(int number, String why) {
        with(number, now -> {
            agenda.unreadable();
            LOG.warn("log read failed target={} reason=\"{}\"", target, why);
            reading.unreadable(Cause.LOG_UNREADABLE, why, true, clock.instant());
        });
    }

    /** Something is wrong that may pass: what is open stays open, what is not is tried again later. */
    void inTrouble(int number, Cause cause, String detail) {
        with(number, now -> {
            agenda.troubled(clock.instant());
            troubled(cause, detail);
        });
    }

    /** What is to be read is not there, or may not be read: tried again at the given time. */
    void missing(int number, String detail, Instant until) {
        with(number, now -> {
            agenda.openAt(until);
            troubled(Cause.LOG_UNREADABLE, detail);
        });
    }

    private void troubled(Cause cause, String detail) {
        if (!troubled) {
            troubled = true;
            LOG.warn("log follow failed target={} cause={} detail=\"{}\"", target, cause.wireName(), detail);
        }
        reading.unreadable(cause, detail, false, clock.instant());
    }

    /** Nothing more will be read. */
    void end() {
        holding(() -> {
            reading.end();
        });
    }

    /** What is to be written down now. */
    Optional<LogOffset> place() {
        return locked(() -> {
            agenda.remembered(clock.instant());
            return reading.place();
        });
    }

    private <T> T locked(Supplier<T> doing) {
        lock.lock();
        try {
            return doing.get();
        } finally {
            lock.unlock();
        }
    }

    private void holding(Runnable doing) {
        locked(() -> {
            doing.run();
            return true;
        });
    }
}
