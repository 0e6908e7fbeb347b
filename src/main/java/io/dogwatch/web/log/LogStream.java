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
 * One log stream of the engine, read line by line with a small buffer: the engine keeps the rest. Read and closed by
 * one thread.
 */
final class LogStream implements AutoCloseable {

    private static final int BUFFERED_LINES = 256;
    private static final Duration POLL_TIMEOUT = Duration.ofSeconds(1);

    /** Result of a read. */
    sealed interface ReadResult {
        record Line(MarkedLine line) implements ReadResult {}

        record Nothing() implements ReadResult {}

        /** The stream was interrupted, or the container has exited. */
        record End() implements ReadResult {}
    }

    private final BlockingQueue<ReadResult> results = new ArrayBlockingQueue<>(BUFFERED_LINES);
    private volatile boolean closed;
    private Engine.@Nullable Subscription subscription;

    private LogStream() {}

    /**
     * Opens a stream, see {@link Fleet#followLog}. Without a container, the stream ends immediately.
     *
     * @throws io.dogwatch.docker.EngineException if it cannot be opened
     */
    static LogStream open(Fleet fleet, TargetId id, Optional<Instant> since, int tail) {
        LogStream log = new LogStream();
        log.subscription = fleet.followLog(
                        id,
                        since,
                        tail,
                        line -> log.put(new ReadResult.Line(line)),
                        why -> log.put(new ReadResult.End()))
                .orElse(null);
        if (log.subscription == null) {
            log.put(new ReadResult.End());
        }
        return log;
    }

    /** Called on the reading thread of the engine; blocks if the buffer is full, so the engine keeps the rest. */
    private void put(ReadResult result) {
        try {
            boolean taken = false;
            while (!taken && !closed) {
                taken = results.offer(result, POLL_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Waits at most one second. */
    ReadResult next() throws InterruptedException {
        ReadResult result = results.poll(POLL_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
        return result == null ? new ReadResult.Nothing() : result;
    }

    /** Does not wait. */
    ReadResult now() {
        ReadResult result = results.poll();
        return result == null ? new ReadResult.Nothing() : result;
    }

    @Override
    public void close() {
        closed = true;
        if (subscription != null) {
            subscription.close();
        }
    }
}
