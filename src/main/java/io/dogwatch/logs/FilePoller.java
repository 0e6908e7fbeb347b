package io.dogwatch.logs;

import java.time.Duration;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads all files of a host in turns on few threads. A file with more data goes to the end of the queue after each
 * block, so a file waits for at most one block of each other file. Polling a file costs some microseconds, less
 * than inotify for busy files, and works on every kind of mount. Thread-safe.
 */
final class FilePoller implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(FilePoller.class);

    /** One that hangs on a dead network mount leaves the other. */
    private static final int THREADS = 2;

    private final ConcurrentLinkedQueue<byte[]> buffers = new ConcurrentLinkedQueue<>();
    private final ScheduledThreadPoolExecutor threads = new ScheduledThreadPoolExecutor(
            THREADS, Thread.ofPlatform().daemon().name("log-files-", 0).factory());

    /** A file reader with turns. */
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
        // No interrupt: it would close the file in use, as if reading had failed.
        threads.shutdown();
    }
}
