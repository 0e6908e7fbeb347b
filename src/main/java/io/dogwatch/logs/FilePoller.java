package io.dogwatch.logs;

import java.time.Duration;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets all files of a host take turns on few threads. A file that has more to read goes to the end of the queue after each
 * block, so that none waits for another longer than for one block of each. Looking at a file costs some microseconds,
 * which is less than what inotify would cost for the busy ones, and works on every kind of mount. Safe for use by many
 * threads.
 */
final class FilePoller implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(FilePoller.class);

    /** One that hangs on a dead network mount leaves the other. */
    private static final int THREADS = 2;

    private final ConcurrentLinkedQueue<byte[]> buffers = new ConcurrentLinkedQueue<>();
    private final ScheduledThreadPoolExecutor threads = new ScheduledThreadPoolExecutor(
            THREADS, Thread.ofPlatform().daemon().name("log-files-", 0).factory());

    /** Something that is read in turns. */
    interface Reader {
        /**
         * Reads one block at most.
         *
         * @param buffer of {@link FileTail#BUFFER} bytes; not to be kept
         *
         * @return when to come again; negative for never
         */
        Duration turn(byte[] buffer);
    }

    FilePoller() {
        threads.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        threads.setRemoveOnCancelPolicy(true);
    }

    void add(Reader reader) {
        after(Duration.ZERO, reader);
    }

    private void after(Duration wait, Reader reader) {
        try {
            var _ = threads.schedule(() -> turn(reader), wait.toNanos(), TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException e) {
            LOG.debug("log file poller closed");
        }
    }

    private void turn(Reader reader) {
        byte[] known = buffers.poll();
        byte[] buffer = known != null ? known : new byte[FileTail.BUFFER];
        Duration wait = Duration.ofSeconds(1);
        try {
            wait = reader.turn(buffer);
        } catch (RuntimeException e) {
            // An exception that left here would end this file's turns.
            LOG.error("log file poll failed", e);
        } finally {
            buffers.add(buffer);
        }
        if (!wait.isNegative()) {
            after(wait, reader);
        }
    }

    @Override
    public void close() {
        // No interrupt: it would close the file that is being read, as if it had failed.
        threads.shutdown();
    }
}
