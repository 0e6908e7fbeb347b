package io.dogwatch.probe;

import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Ends attempts that take too long, by closing what they hold: one timer thread for all of them. Safe for use by many
 * threads.
 *
 * <p>A socket's own read timeout begins afresh with every byte, so a server that drips one byte each half second would
 * hold a probe for ever; closing the socket from outside is what ends every kind of wait.
 */
final class Deadlines implements AutoCloseable {

    private final ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(
            1, Thread.ofPlatform().daemon().name("probe-deadlines").factory());
    private final Set<Deadline> open = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    Deadlines() {
        timer.setRemoveOnCancelPolicy(true);
        timer.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    /**
     * Starts the clock.
     *
     * @param held closed, and must be quick to close, when the time is up
     * @throws IOException if {@link #close} was called
     */
    Deadline start(Duration timeout, Closeable held) throws IOException {
        Deadline deadline = new Deadline(timeout, held);
        open.add(deadline);
        if (closed) {
            deadline.abort(End.SHUT_DOWN);
        }
        if (deadline.end != End.NONE) {
            throw new IOException("the prober is closed");
        }
        deadline.schedule();
        return deadline;
    }

    /** Ends everything in flight at once. */
    @Override
    public void close() {
        closed = true;
        open.forEach(deadline -> deadline.abort(End.SHUT_DOWN));
        timer.shutdownNow();
    }

    /** How an attempt was ended from outside. */
    enum End {
        NONE,
        /** The time was up. */
        TIME_IS_UP,
        /** The time was up long ago: Dogwatch itself was held up, so the target may have answered in time. */
        HELD_UP,
        SHUT_DOWN
    }

    final class Deadline implements AutoCloseable {

        /** A timer this late means that this process got no CPU. */
        private static final Duration TOO_LATE = Duration.ofMillis(500);

        private final Duration timeout;
        private final Closeable held;
        private final long startedAt = System.nanoTime();
        private volatile End end = End.NONE;
        private volatile @Nullable ScheduledFuture<?> task;

        private Deadline(Duration timeout, Closeable held) {
            this.timeout = timeout;
            this.held = held;
        }

        private void schedule() {
            try {
                task = timer.schedule(this::timeIsUp, timeout.toNanos(), TimeUnit.NANOSECONDS);
            } catch (RejectedExecutionException e) {
                abort(End.SHUT_DOWN);
            }
        }

        private void timeIsUp() {
            boolean late = took().minus(timeout).compareTo(TOO_LATE) > 0;
            abort(late ? End.HELD_UP : End.TIME_IS_UP);
        }

        private void abort(End why) {
            end = why;
            try {
                held.close();
            } catch (IOException e) {
                // nothing more can be done to end it
            }
        }

        End end() {
            return end;
        }

        Duration timeout() {
            return timeout;
        }

        Duration took() {
            return Duration.ofNanos(System.nanoTime() - startedAt);
        }

        /** Stops the clock. What is held stays open. */
        @Override
        public void close() {
            ScheduledFuture<?> scheduled = task;
            if (scheduled != null) {
                scheduled.cancel(false);
            }
            open.remove(this);
        }
    }
}
