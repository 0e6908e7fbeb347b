package io.dogwatch.journal;

import io.dogwatch.journal.StoreListener.Operation;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
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
 * The file the journal lives in, and the connections to it: one writer at a time, and readers that it does not hold up.
 * Every failure is a {@link StoreException} that leaves nothing half done; a connection that failed is not used again.
 * Safe for use by many threads.
 */
final class Database implements AutoCloseable {

    private static final int IDLE_READERS = 2;

    private final Path file;
    private final FileChannel lockFile;
    private final Writer durable;
    private final Writer relaxed;
    private final Jdbi readers;
    private final StoreListener listener;
    private final ConcurrentLinkedDeque<Handle> idleReaders = new ConcurrentLinkedDeque<>();

    /** SQLite has one writer at a time anyhow; waiting here is fairer and cheaper than its busy timeout. */
    private final ReentrantLock writing = new ReentrantLock(true);

    private final AtomicBoolean closed = new AtomicBoolean();

    private Database(Path file, FileChannel lockFile, StoreListener listener) {
        this.file = file;
        this.listener = listener;
        this.lockFile = lockFile;
        this.durable = new Writer(jdbi(file, "FULL", "IMMEDIATE"));
        // In WAL mode NORMAL does not sync at a commit. The next durable commit syncs these as well, in their order.
        this.relaxed = new Writer(jdbi(file, "NORMAL", "IMMEDIATE"));
        this.readers = jdbi(file, "FULL", "DEFERRED");
    }

    /**
     * Opens or makes the database in this folder, and brings its schema up to date.
     *
     * @throws StoreException if that cannot be done, or if another process has it open
     */
    static Database open(Path folder, StoreListener listener) {
        Path file = folder.resolve("dogwatch.db").toAbsolutePath();
        FileChannel lockFile;
        try {
            Files.createDirectories(folder, onlyFor("rwx------"));
            lockFile = lock(folder.resolve("dogwatch.lock"));
        } catch (IOException e) {
            throw new StoreException("the data folder " + folder + " cannot be used: " + e, e);
        }
        try {
            createPrivately(file);
            Flyway.configure()
                    .dataSource(url(file), "", "")
                    .jdbcProperties(pragmas("FULL"))
                    .locations("classpath:db/migration")
                    .placeholders(Map.of("identity", "INTEGER PRIMARY KEY AUTOINCREMENT"))
                    .load()
                    .migrate();
            return new Database(file, lockFile, listener);
        } catch (IOException | FlywayException e) {
            closeQuietly(lockFile);
            throw new StoreException("the database " + file + " cannot be opened: " + e.getMessage(), e);
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
        @Nullable Handle reader = null;
        boolean usable = false;
        try {
            Handle idle = idleReaders.poll();
            reader = idle == null ? open(readers) : idle;
            T result = reader.inTransaction(work);
            usable = true;
            return result;
        } catch (JdbiException e) {
            throw failed("read", e);
        } finally {
            if (reader != null) {
                giveBack(reader, usable);
            }
            listener.used(Operation.READ, Duration.ofNanos(System.nanoTime() - began), usable);
        }
    }

    /** What the database takes on disk, its write-ahead log included. */
    StoreSpace space() {
        try {
            Path log = file.resolveSibling(file.getFileName() + "-wal");
            long size = Files.size(file) + (Files.exists(log) ? Files.size(log) : 0);
            return new StoreSpace(size, Files.getFileStore(file).getUsableSpace());
        } catch (IOException e) {
            throw failed("measured", e);
        }
    }

    private void giveBack(Handle reader, boolean usable) {
        if (usable && idleReaders.size() < IDLE_READERS) {
            idleReaders.push(reader);
            if (!closed.get()) {
                return;
            }
            // Closed meanwhile: whoever gets hold of it closes it.
            if (!idleReaders.remove(reader)) {
                return;
            }
        }
        closeQuietly(reader);
    }

    /** @throws StoreException if the file is gone, though what has it open might not notice */
    void verifyPresent() {
        if (!Files.exists(file)) {
            throw new StoreException("the database " + file + " is gone", new IOException("no such file"));
        }
    }

    @Override
    public void close() {
        if (closed.getAndSet(true)) {
            return;
        }
        writing.lock();
        try {
            Handle reader;
            while ((reader = idleReaders.poll()) != null) {
                closeQuietly(reader);
            }
            relaxed.discard();
            durable.discard();
            closeQuietly(lockFile);
        } finally {
            writing.unlock();
        }
    }

    private Handle open(Jdbi jdbi) {
        if (closed.get()) {
            throw new StoreException("the database " + file + " is closed", new IOException("closed"));
        }
        // SQLite would make a new, empty one.
        verifyPresent();
        return jdbi.open();
    }

    private StoreException failed(String what, Exception cause) {
        Throwable root = cause;
        for (Throwable next = cause; next != null; next = next.getCause()) {
            root = next;
        }
        return new StoreException("the database " + file + " could not be " + what + ": " + root.getMessage(), cause);
    }

    /** A connection that is kept, and opened anew after a failure. Only used while {@link #writing} is held. */
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

    /** @param transactionMode IMMEDIATE takes the write lock at the beginning, and so cannot fail midway for want of it */
    private static Jdbi jdbi(Path file, String synchronous, String transactionMode) {
        Properties properties = new Properties();
        properties.putAll(pragmas(synchronous));
        properties.put("transaction_mode", transactionMode);
        return Jdbi.create(() -> DriverManager.getConnection(url(file), properties));
    }

    private static Map<String, String> pragmas(String synchronous) {
        Map<String, String> pragmas = new HashMap<>();
        pragmas.put("journal_mode", "WAL");
        pragmas.put("synchronous", synchronous);
        pragmas.put("busy_timeout", "5000");
        pragmas.put("foreign_keys", "true");
        return pragmas;
    }

    /** As a URI, since a question mark in a plain path would begin SQLite's options. */
    private static String url(Path file) {
        return "jdbc:sqlite:" + file.toUri();
    }

    /** SQLite gives its side files the permissions of this one. */
    private static void createPrivately(Path file) throws IOException {
        try {
            Files.createFile(file, onlyFor("rw-------"));
        } catch (FileAlreadyExistsException e) {
            // made by an earlier start
        }
    }

    private static FileAttribute<?>[] onlyFor(String permissions) {
        return FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
                }
                : new FileAttribute<?>[0];
    }

    /** Two processes on one journal would both restart the same containers. The lock ends with the process. */
    private static FileChannel lock(Path file) throws IOException {
        FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        @Nullable FileLock lock = null;
        try {
            lock = channel.tryLock();
        } catch (OverlappingFileLockException e) {
            // held by this very process
        }
        if (lock == null) {
            channel.close();
            throw new IOException("another Dogwatch is using it");
        }
        return channel;
    }

    private static void closeQuietly(AutoCloseable resource) {
        try {
            resource.close();
        } catch (Exception e) {
            // It failed before, and is not used again.
        }
    }
}
