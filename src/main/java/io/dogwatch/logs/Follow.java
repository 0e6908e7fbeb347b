package io.dogwatch.logs;

import io.dogwatch.docker.Engine;
import io.dogwatch.docker.EngineException;
import io.dogwatch.model.Cause;
import io.dogwatch.model.ContainerSnapshot;
import io.dogwatch.model.LogCheck;
import io.dogwatch.model.TargetId;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps one log of one target open, in its files or by the engine: opens it, notices when it ends or stalls, and opens it
 * again. {@link #run} is one virtual thread's whole life and does all asking of the engine; the lines come on other threads.
 * Safe for use by many threads.
 */
final class Follow implements Runnable {

    private static final Logger LOG = LoggerFactory.getLogger(Follow.class);

    private final TargetId target;
    private final Engine engine;
    private final FileOpener files;
    private final OffsetTracker places;
    private final InstantSource clock;
    private final FollowState course;
    private final FileFollow inFiles;
    private final EngineFollow byEngine;

    /**
     * @param files how the log is read without the engine, if it can be
     * @param poller for those files
     */
    Follow(
            TargetId target,
            Engine engine,
            FileOpener files,
            FilePoller poller,
            OffsetStore places,
            LogWatcher.Listener listener,
            InstantSource clock) {
        this.target = target;
        this.engine = engine;
        this.files = files;
        this.places = new OffsetTracker(target, places);
        this.clock = clock;
        LogDeduplicator reading = new LogDeduplicator(
                (check, incarnation, outcome) -> {
                    try {
                        listener.judged(target, check, incarnation, outcome);
                    } catch (RuntimeException e) {
                        // An outcome that nobody takes must not end the stream.
                        LOG.error("log listener failed target={} check={}", target, check, e);
                    }
                },
                clock.instant());
        this.course = new FollowState(target, reading, clock);
        this.inFiles = new FileFollow(target, engine, files, poller, course, clock);
        this.byEngine = new EngineFollow(target, engine, course, clock);
    }

    void watch(ContainerSnapshot seen, List<LogCheck> checks) {
        course.watch(seen, checks);
    }

    /** Lets everything happen that is due by the clock: to be called a few times a second. Does no I/O. */
    void tick() {
        course.tick();
    }

    /** Ends everything; the thread ends soon after. The place is kept, unless it is to be forgotten. */
    void stop(boolean forget) {
        if (forget) {
            places.forget();
        }
        course.stop();
    }

    LogStats stats() {
        return course.stats();
    }

    @Override
    public void run() {
        try {
            for (FollowSchedule.Step step = course.next(); step != FollowSchedule.Step.NONE; step = course.next()) {
                carryOut(step);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            course.takeStream().ifPresent(Engine.Subscription::close);
            course.end();
            course.place().ifPresent(places::put);
        }
    }

    private void carryOut(FollowSchedule.Step step) {
        int number = course.opening();
        try {
            switch (step) {
                case OPEN -> {
                    course.takeStream().ifPresent(Engine.Subscription::close);
                    Opening opening = course.beginOpening();
                    number = opening.number();
                    open(opening);
                }
                case ASK_WHETHER_IT_RUNS -> byEngine.askWhetherItRuns(number);
                case PROVE -> prove(number);
                case REMEMBER -> course.place().ifPresent(places::put);
                case NONE -> {}
            }
        } catch (EngineException e) {
            failed(e, number);
        } catch (RuntimeException e) {
            LOG.warn("log follow failed target={} step={}", target, step, e);
            course.inTrouble(number, Cause.PROBER_FAULT, "Dogwatch cannot follow the log: " + e);
        }
    }

    private void open(Opening opening) {
        ContainerSnapshot of = opening.container();
        boolean isMounted = files.mounted().isPresent();
        if (!isMounted && Unreadable.isDriver(of.log().driver())) {
            course.unreadable(opening.number(), "log driver " + of.log().driver() + " does not support reading");
            return;
        }
        Optional<OffsetTracker.Beginning> beginning = opening.isPlaced()
                ? Optional.empty()
                : Optional.of(isMounted ? places.known(of) : places.beginning(engine, of, clock.instant()));
        Instant floor = course.floor(beginning);
        if (!inFiles.open(opening, floor)) {
            byEngine.open(opening, floor);
        }
    }

    private void prove(int number) {
        if (course.stream().orElse(null) instanceof FileStream file) {
            inFiles.prove(file, number);
        } else {
            byEngine.prove(number);
        }
    }

    private void failed(EngineException e, int number) {
        String message = String.valueOf(e.getMessage());
        if (Unreadable.isSaidBy(message)) {
            course.unreadable(number, message);
        } else if (e.kind() == EngineException.Kind.NOT_FOUND) {
            course.idle(number);
        } else {
            if (course.stream().orElse(null) instanceof FileStream) {
                // A file goes on being readable while nobody writes to it.
                course.with(number, LogDeduplicator::unproven);
            }
            course.inTrouble(number, Cause.ENGINE_UNREACHABLE, message);
        }
    }
}
