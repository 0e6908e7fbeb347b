package io.dogwatch.journal;

import io.dogwatch.journal.StoreListener.Operation;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.HandleCallback;
import org.jdbi.v3.core.HandleConsumer;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.jspecify.annotations.Nullable;

/**
 * The connections to what the journal lives in: one writer at a time, and readers that it does not hold up. Every failure is a
 * {@link StoreException} that leaves nothing half done; a connection that failed is not used again. Safe for use by many
 * threads.
 */
final class Database implements AutoCloseable {

    private static final int IDLE_READERS = 2;

    private final Storage storage;
    private final DataFolder folder;
    private final Writer durable;
    private final Writer relaxed;
    private final Jdbi readers;
    private final StoreListener listener;
    private final ConcurrentLinkedDeque<Handle> idleReaders = new ConcurrentLinkedDeque<>();

    /** SQLite has one writer at a time anyhow; waiting here is fairer and cheaper than its busy timeout. */
    private final ReentrantLock writing = new ReentrantLock(true);

    private final AtomicBoolean closed = new AtomicBoolean();

    private Database(Storage storage, DataFolder folder, StoreListener listener) {
        this.storage = storage;
        this.folder = folder;
        this.listener = listener;
        this.durable = new Writer(storage.writers(true));
        this.relaxed = new Writer(storage.writers(false));
        this.readers = storage.readers();
    }

    /**
     * Opens or makes the database, and brings its schema up to date.
     *
     * @param postgres where it is; empty for a file in the folder
     * @throws StoreException if that cannot be done, or if another process has it open
     */
    static Database open(Path place, Optional<PostgresAddress> postgres, StoreListener listener) {
        DataFolder folder = DataFolder.claim(place);
        try {
            Storage storage = postgres.<Storage>map(address -> new PostgresServer(address, place))
                    .orElseGet(() -> SqliteFile.in(place));
            Database database = new Database(storage, folder, listener);
            database.prepare();
            return database;
        } catch (RuntimeException e) {
            folder.close();
            throw e;
        }
    }

    /** Whoever may not write must not change the schema either. */
    private void prepare() {
        try {
            durable.handle();
            storage.schema(Flyway.configure()).load().migrate();
        } catch (JdbiException | FlywayException e) {
            durable.discard();
            throw failed("opened", e);
        }
    }

    /** One transaction, on disk when this returns. */
    void write(HandleConsumer<RuntimeException> work) {
        write(Operation.WRITE, durable, work);
    }

    /** As {@link #write}, of a verdict. */
    void append(HandleConsumer<RuntimeException> work) {
        write(Operation.APPEND, durable, work);
    }

    /** One transaction that a crash of the machine, but not of the process, may undo. */
    void writeRelaxed(HandleConsumer<RuntimeException> work) {
        write(Operation.REMEMBER, relaxed, work);
    }

    private void write(Operation operation, Writer writer, HandleConsumer<RuntimeException> work) {
        long began = System.nanoTime();
        boolean done = false;
        writing.lock();
        try {
            writer.handle().useTransaction(work);
            done = true;
        } catch (StoreException e) {
            writer.discard();
            throw e;
        } catch (JdbiException e) {
            writer.discard();
            throw failed("written", e);
        } finally {
            writing.unlock();
            listener.used(operation, Duration.ofNanos(System.nanoTime() - began), done);
        }
    }

    /** What {@code work} reads, of one moment. */
    <T> T read(HandleCallback<T, RuntimeException> work) {
        long began = System.nanoTime();
        boolean done = false;
        try {
            T result = read(work, idleReaders.poll());
            done = true;
            return result;
        } catch (JdbiException e) {
            throw failed("read", e);
        } finally {
            listener.used(Operation.READ, Duration.ofNanos(System.nanoTime() - began), done);
        }
    }

    private <T> T read(HandleCallback<T, RuntimeException> work, @Nullable Handle idle) {
        if (idle != null) {
            try {
                return readBy(idle, work);
            } catch (JdbiException e) {
                // It may only have been cut off while it was idle; then all the others are too.
                discardIdleReaders();
            }
        }
        return readBy(open(readers), work);
    }

    private <T> T readBy(Handle reader, HandleCallback<T, RuntimeException> work) {
        boolean usable = false;
        try {
            T result = reader.inTransaction(work);
            usable = true;
            return result;
        } finally {
            giveBack(reader, usable);
        }
    }

    /** What the database takes on disk. */
    StoreSpace space() {
        return read(storage::space);
    }

    private void giveBack(Handle reader, boolean usable) {
        if (usable && idleReaders.size() < IDLE_READERS) {
            idleReaders.push(reader);
            if (!closed.get()) {
                return;
            }
            // Closed in between: the borrower closes the connection.
            if (!idleReaders.remove(reader)) {
                return;
            }
        }
        closeQuietly(reader);
    }

    /** @throws StoreException if it is gone, though what has it open might not notice */
    void verifyPresent() {
        storage.verifyPresent();
    }

    @Override
    public void close() {
        if (closed.getAndSet(true)) {
            return;
        }
        writing.lock();
        try {
            discardIdleReaders();
            relaxed.discard();
            durable.discard();
            folder.close();
        } finally {
            writing.unlock();
        }
    }

    private void discardIdleReaders() {
        Handle reader;
        while ((reader = idleReaders.poll()) != null) {
            closeQuietly(reader);
        }
    }

    private Handle open(Jdbi jdbi) {
        if (closed.get()) {
            throw new StoreException(storage + " is closed", new IOException("closed"));
        }
        return jdbi.open();
    }

    private StoreException failed(String what, Exception cause) {
        Throwable root = cause;
        for (Throwable next = cause; next != null; next = next.getCause()) {
            root = next;
        }
        return new StoreException(storage + " could not be " + what + ": " + root.getMessage(), cause);
    }

    /** A cached connection, reopened after a failure. Used only while {@link #writing} is held. */
    private final class Writer {
        private final Jdbi jdbi;
        private @Nullable Handle handle;

        Writer(Jdbi jdbi) {
            this.jdbi = jdbi;
        }

        Handle handle() {
            Handle open = handle;
            if (open == null) {
                open = Database.this.open(jdbi);
                handle = open;
            }
            return open;
        }

        void discard() {
            if (handle != null) {
                closeQuietly(handle);
                handle = null;
            }
        }
    }

    private static void closeQuietly(AutoCloseable resource) {
        try {
            resource.close();
        } catch (Exception e) {
            // It failed before, and is not used again.
        }
    }
}
