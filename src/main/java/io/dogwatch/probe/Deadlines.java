package io.dogwatch.probe;

import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * Ends attempts that exceed their timeout by closing the resource they use. One timer thread serves all attempts.
 * Thread-safe.
 *
 * <p>The read timeout of a socket restarts with every byte, so a server that sends one byte every half second would
 * block a probe permanently. Closing the socket from outside ends every kind of wait.
 *
 * <p>A ScheduledExecutorService would wake its thread for each attempt that finds the queue empty. That is nearly
 * every attempt, although almost no deadline is ever reached. Here the thread sleeps until the earliest known
 * deadline and then checks which attempts are still running.
 */
final class Deadlines implements AutoCloseable {

    private static final long NEVER = Long.MAX_VALUE;

    private final long origin = System.nanoTime();
    private final Set<Deadline> open = ConcurrentHashMap.newKeySet();
    private final AtomicLong wakeAt = new AtomicLong(NEVER);
    private final AtomicBoolean started = new AtomicBoolean();
    private final Thread timer =
            Thread.ofPlatform().daemon().name("probe-deadlines").unstarted(this::watch);
    private volatile boolean closed;

    /**
     * Starts a deadline.
     *
     * @param held closed when the timeout expires; closing must be fast
     * @throws IOException if {@link #close} was called
     */
    Deadline start(Duration timeout, Closeable held) throws IOException {
        Deadline deadline = new Deadline(timeout, held);
        open.add(deadline);
        if (closed) {
            deadline.end(End.SHUT_DOWN);
            throw new IOException("the prober is closed");
        }
        if (!started.get() && started.compareAndSet(false, true)) {
            timer.start();
        }
        if (wakeAt.getAndAccumulate(deadline.dueAt, Math::min) > deadline.dueAt) {
            LockSupport.unpark(timer);
        }
        return deadline;
    }

    /** Returns the number of running deadlines. */
    int running() {
        return open.size();
    }

    /** Ends all running attempts immediately. */
    @Override
    public void close() {
        closed = true;
        open.forEach(deadline -> deadline.end(End.SHUT_DOWN));
        LockSupport.unpark(timer);
    }

    private void watch() {
        while (!closed) {
            // Reset first, then scan: an attempt that starts during the scan is either seen or sets the alarm and
            // wakes this thread.
            wakeAt.set(NEVER);
            long earliest = NEVER;
            for (Deadline deadline : open) {
                if (deadline.dueAt <= now()) {
                    deadline.expire();
                } else {
                    earliest = Math.min(earliest, deadline.dueAt);
                }
            }
            long alarm = wakeAt.accumulateAndGet(earliest, Math::min);
            if (alarm == NEVER) {
                LockSupport.park(this);
            } else {
                LockSupport.parkNanos(this, alarm - now());
            }
        }
    }

    private long now() {
        return System.nanoTime() - origin;
    }

    /** Why an attempt was ended from outside. */
    enum End {
        NONE,
        /** The timeout expired. */
        TIMED_OUT,
        /** The timeout expired long ago because Dogwatch was delayed, so the target may have answered in time. */
        DELAYED,
        SHUT_DOWN
    }

    /** The deadline of one attempt. Closing it stops the timer. */
    final class Deadline implements AutoCloseable {

        /** A timer with this delay means that Dogwatch got no CPU time. */
        private static final Duration MAX_DELAY = Duration.ofMillis(500);

        private final Duration timeout;
        private final Closeable held;
        private final long startedAt = now();
        private final long dueAt;
        private volatile End end = End.NONE;

        private Deadline(Duration timeout, Closeable held) {
            this.timeout = timeout;
            this.held = held;
            this.dueAt = startedAt + timeout.toNanos();
        }

        private void expire() {
            boolean late = took().minus(timeout).compareTo(MAX_DELAY) > 0;
            end(late ? End.DELAYED : End.TIMED_OUT);
        }

        private void end(End reason) {
            open.remove(this);
            end = reason;
            try {
                held.close();
            } catch (IOException e) {
                // the attempt cannot be ended in another way
            }
        }

        End end() {
            return end;
        }

        Duration timeout() {
            return timeout;
        }

        Duration took() {
            return Duration.ofNanos(now() - startedAt);
        }

        /** Stops the timer. The resource stays open. */
        @Override
        public void close() {
            open.remove(this);
        }
    }
}
