package io.dogwatch.journal;

import io.dogwatch.judge.Incident;
import io.dogwatch.model.TargetId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;

/**
 * A journal's history, only for reading: a Dogwatch may be at work on it. Every method throws {@link StoreException} if it cannot
 * be read. Not thread-safe.
 */
public final class HistoryReader implements AutoCloseable {

    private static final String FILE = "dogwatch.db";
    private static final int ALL = Integer.MAX_VALUE;

    private final String name;
    private final Handle handle;

    private HistoryReader(String name, Handle handle) {
        this.name = name;
        this.handle = handle;
    }

    /**
     * Opens a journal, or a copy of one.
     *
     * @param place the file, or the data folder it lies in
     * @throws StoreException if there is none, or one without a history
     */
    public static HistoryReader open(Path place) {
        Path file = Files.isDirectory(place) ? place.resolve(FILE) : place;
        if (!Files.isRegularFile(file)) {
            throw new StoreException("no journal at " + file, new NoSuchFileException(file.toString()));
        }
        try {
            Properties properties = new Properties();
            properties.put("open_mode", "1");
            properties.put("busy_timeout", "5000");
            Jdbi jdbi = Jdbi.create(() -> DriverManager.getConnection(
                    "jdbc:sqlite:" + file.toAbsolutePath().toUri(), properties));
            HistoryReader opened = new HistoryReader("the journal " + file, jdbi.open());
            opened.requireHistory();
            return opened;
        } catch (JdbiException e) {
            throw unreadable("the journal " + file, e);
        }
    }

    /**
     * Opens one on a PostgreSQL server.
     *
     * @param folder of the other data; it is not touched
     * @throws StoreException if it cannot be reached
     */
    public static HistoryReader open(PostgresAddress address, Path folder) {
        PostgresServer server = new PostgresServer(address, folder);
        try {
            return new HistoryReader(server.toString(), server.readers().open());
        } catch (JdbiException e) {
            throw unreadable(server.toString(), e);
        }
    }

    private void requireHistory() {
        boolean there;
        try {
            there = handle.createQuery("SELECT count(*) FROM sqlite_master WHERE type = 'table' AND name = 'history'")
                            .mapTo(Integer.class)
                            .one()
                    > 0;
        } catch (JdbiException e) {
            close();
            throw unreadable(name, e);
        }
        if (!there) {
            close();
            throw new StoreException(
                    name + " has no history yet; start this version of Dogwatch on it once",
                    new IOException("no table history"));
        }
    }

    /** Which targets there is anything about, sorted. */
    public List<TargetId> targets() {
        return read(() -> HistoryTable.targets(handle));
    }

    /** When the last thing was recorded, of whichever target: until then the others have gone on as they were. */
    public Optional<Instant> newest() {
        return read(() -> HistoryTable.newest(handle));
    }

    /** Returns all events of a target, in their order of beginning. */
    public List<HistoryEntry> entries(TargetId target) {
        return read(() -> HistoryTable.of(handle, target));
    }

    /** The incidents that there really were, newest first. */
    public List<Incident> incidents(TargetId target) {
        return read(() -> IncidentTable.newest(handle, Optional.of(target), ALL));
    }

    /** Returns the restart actions that were really decided, oldest first. */
    public List<PastRestart> restarts(TargetId target) {
        return read(() -> IntentTable.of(handle, target));
    }

    private interface Work<T> {
        T done();
    }

    private <T> T read(Work<T> work) {
        try {
            return work.done();
        } catch (JdbiException e) {
            throw unreadable(name, e);
        }
    }

    private static StoreException unreadable(String name, JdbiException cause) {
        Throwable root = cause;
        for (Throwable next = cause; next != null; next = next.getCause()) {
            root = next;
        }
        return new StoreException(name + " could not be read: " + root.getMessage(), cause);
    }

    @Override
    public void close() {
        handle.close();
    }
}
