package io.dogwatch.journal;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** One file in the data folder, {@code dogwatch.db}, which only its owner can read. */
final class SqliteFile implements Storage {

    private final Path file;

    private SqliteFile(Path file) {
        this.file = file;
    }

    /** @throws StoreException if it cannot be made */
    static SqliteFile in(Path folder) {
        Path file = folder.resolve("dogwatch.db").toAbsolutePath();
        try {
            // SQLite gives its side files the permissions of this one.
            Files.createFile(file, DataFolder.onlyFor("rw-------"));
        } catch (FileAlreadyExistsException e) {
            // made by an earlier start
        } catch (IOException e) {
            throw new StoreException("the database " + file + " cannot be opened: " + e.getMessage(), e);
        }
        return new SqliteFile(file);
    }

    /** In WAL mode NORMAL does not sync at a commit. The next durable commit syncs these as well, in their order. */
    @Override
    public Jdbi writers(boolean durable) {
        // IMMEDIATE takes the write lock at the beginning, and so cannot fail midway for want of it.
        return jdbi(durable ? "FULL" : "NORMAL", "IMMEDIATE");
    }

    @Override
    public Jdbi readers() {
        return jdbi("FULL", "DEFERRED");
    }

    private Jdbi jdbi(String synchronous, String transactionMode) {
        Properties properties = new Properties();
        properties.putAll(pragmas(synchronous));
        properties.put("transaction_mode", transactionMode);
        return Jdbi.create(() -> {
            // SQLite would make a new, empty one.
            verifyPresent();
            return DriverManager.getConnection(url(), properties);
        });
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
    private String url() {
        return "jdbc:sqlite:" + file.toUri();
    }

    @Override
    public FluentConfiguration schema(FluentConfiguration flyway) {
        return flyway.dataSource(url(), "", "")
                .jdbcProperties(pragmas("FULL"))
                .locations("classpath:db/migration")
                .placeholders(Map.of("identity", "INTEGER PRIMARY KEY AUTOINCREMENT"));
    }

    @Override
    public StoreSpace space(Handle reader) {
        try {
            Path log = file.resolveSibling(file.getFileName() + "-wal");
            long size = Files.size(file) + (Files.exists(log) ? Files.size(log) : 0);
            return new StoreSpace(size, Files.getFileStore(file).getUsableSpace());
        } catch (IOException e) {
            throw new StoreException(this + " could not be measured: " + e.getMessage(), e);
        }
    }

    @Override
    public void verifyPresent() {
        if (!Files.exists(file)) {
            throw new StoreException(this + " is gone", new IOException("no such file"));
        }
    }

    @Override
    public String toString() {
        return "the database " + file;
    }
}
