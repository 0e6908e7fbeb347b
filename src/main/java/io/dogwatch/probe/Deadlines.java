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
 * Ends attempts that take too long, by closing what they hold: one timer thread for all of them. Safe for use by many
 * threads.
 *
 * <p>A socket's own read timeout begins afresh with every byte, so a server that drips one byte each half second would
 * hold a probe for ever; closing the socket from outside is what ends every kind of wait.
 *
 * <p>Not a ScheduledExecutorService: that wakes its thread for each attempt that finds the queue empty, which is nearly
 * each one, though nearly none is ever due. Here the thread sleeps on until the earliest deadline it was told of, and
 * then looks who is still there.
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
     * Starts the clock.
     *
     * @param held closed, and must be quick to close, when the time is up
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

    /** How many clocks run. */
    int running() {
        return open.size();
    }

    /** Ends everything in flight at once. */
    @Override
    public void close() {
        closed = true;
        open.forEach(deadline -> deadline.end(End.SHUT_DOWN));
        LockSupport.unpark(timer);
    }

    private void watch() {
        while (!closed) {
            // First forget, then look: whoever starts meanwhile is either seen or sets the alarm and wakes us again.
            wakeAt.set(NEVER);
            long earliest = NEVER;
            for (Deadline deadline : open) {
                if (deadline.dueAt <= now()) {
                    deadline.timeIsUp();
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

    /** How an attempt was ended from outside. */
    enum End {
        NONE,
        /** The time was up. */
        TIME_IS_UP,
        /** The time was up long ago: Dogwatch itself was held up, so the target may have answered in time. */
        HELD_UP,
        SHUT_DOWN
    }

    /** One attempt's clock. Stopped by closing it. */
    final class Deadline implements AutoCloseable {

        /** A timer this late means that this process got no CPU. */
        private static final Duration TOO_LATE = Duration.ofMillis(500);

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

        private void timeIsUp() {
            boolean late = took().minus(timeout).compareTo(TOO_LATE) > 0;
            end(late ? End.HELD_UP : End.TIME_IS_UP);
        }

        private void end(End why) {
            open.remove(this);
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
            return Duration.ofNanos(now() - startedAt);
        }

        /** Stops the clock. What is held stays open. */
        @Override
        public void close() {
            open.remove(this);
        }
    }
}
