package io.dogwatch.web.log;

import io.dogwatch.docker.Engine;
import io.dogwatch.logs.MarkedLine;
import io.dogwatch.model.TargetId;
import io.dogwatch.supervise.Fleet;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One stream of a log from the engine, taken line by line. What is not taken waits with the engine: only a few lines are kept.
 * Taken and closed by one thread.
 */
final class LogStream implements AutoCloseable {

    private static final int KEPT = 256;
    private static final Duration LOOK = Duration.ofSeconds(1);

    /** What was caught. */
    sealed interface Catch {
        record Line(MarkedLine line) implements Catch {}

        record Nothing() implements Catch {}

        /** The stream was cut, or the container has ended. */
        record End() implements Catch {}
    }

    private final BlockingQueue<Catch> caught = new ArrayBlockingQueue<>(KEPT);
    private volatile boolean closed;
    private Engine.@Nullable Subscription subscription;

    private LogStream() {}

    /**
     * Opens a stream, as {@link Fleet#followLog}; it is at its end at once if there is no container.
     *
     * @throws io.dogwatch.docker.EngineException if it cannot be opened
     */
    static LogStream open(Fleet fleet, TargetId id, Optional<Instant> since, int tail) {
        LogStream log = new LogStream();
        log.subscription = fleet.followLog(
                        id, since, tail, line -> log.put(new Catch.Line(line)), why -> log.put(new Catch.End()))
                .orElse(null);
        if (log.subscription == null) {
            log.put(new Catch.End());
        }
        return log;
    }

    /** On the engine's reading thread, which waits: what it does not read, the engine keeps. */
    private void put(Catch one) {
        try {
            boolean taken = false;
            while (!taken && !closed) {
                taken = caught.offer(one, LOOK.toMillis(), TimeUnit.MILLISECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Waits a second at most. */
    Catch next() throws InterruptedException {
        Catch one = caught.poll(LOOK.toMillis(), TimeUnit.MILLISECONDS);
        return one == null ? new Catch.Nothing() : one;
    }

    /** Without waiting. */
    Catch now() {
        Catch one = caught.poll();
        return one == null ? new Catch.Nothing() : one;
    }

    @Override
    public void close() {
        closed = true;
        if (subscription != null) {
            subscription.close();
        }
    }
}
