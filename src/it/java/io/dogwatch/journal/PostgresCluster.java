package io.dogwatch.journal;

import io.dogwatch.probe.Servers;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.awaitility.Awaitility;

/** A real PostgreSQL server, from Debian's package, with as many databases as tests want. Needs root. Not thread-safe. */
public final class PostgresCluster implements AutoCloseable {

    public static final String USER = "dogwatch";
    public static final String PASSWORD = "correct horse";

    private final Servers servers = new Servers();
    private final Set<String> databases = new HashSet<>();
    private final Path home;
    private final int port;

    public PostgresCluster() throws IOException, InterruptedException {
        home = Files.createTempDirectory("dogwatch-postgres-");
        port = freePort();
        Files.writeString(home.resolve("password"), PASSWORD);
        servers.run(home, "chown -R postgres . && chmod 700 .");
        servers.run(
                Path.of("/"),
                "runuser -u postgres -- " + Servers.newestPostgres() + "/initdb -D " + home.resolve("data") + " -U "
                        + USER + " -A scram-sha-256 --pwfile " + home.resolve("password")
                        + " -E UTF8 --locale C.UTF-8 -N");
        start();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** Again, after {@link #stop}, on the same port. */
    public void start() throws IOException {
        servers.start(
                home,
                "runuser",
                "-u",
                "postgres",
                "--",
                Servers.newestPostgres() + "/postgres",
                "-D",
                home.resolve("data").toString(),
                "-h",
                "127.0.0.1",
                "-p",
                Integer.toString(port),
                "-k",
                home.toString());
        Awaitility.await("PostgreSQL answers")
                .atMost(Duration.ofSeconds(60))
                .ignoreExceptions()
                .untilAsserted(() -> run("SELECT 1"));
    }

    /** At once, whoever is connected. */
    public void stop() throws IOException, InterruptedException {
        servers.run(
                Path.of("/"),
                "runuser -u postgres -- " + Servers.newestPostgres() + "/pg_ctl stop -w -m fast -D "
                        + home.resolve("data"));
    }

    /** Says something to the server's own database. */
    public void run(String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url("postgres"), USER, PASSWORD);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    public String url(String database) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
    }

    /** A database that is made at the first call with this name. */
    public PostgresAddress address(String database) {
        try {
            if (databases.add(database)) {
                run("CREATE DATABASE " + database);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return new PostgresAddress(url(database), USER, () -> PASSWORD);
    }

    /** The journal that belongs to this folder, in a database of its own. */
    SqlJournal journal(Path folder) {
        return journal(folder, folder);
    }

    /** That of another folder. */
    SqlJournal journal(Path folder, Path other) {
        return SqlJournal.open(folder, Optional.of(address(other)), ReceiverRouting.ONLY_MAIL, StoreListener.NONE);
    }

    PostgresAddress address(Path folder) {
        return address("of_" + Integer.toHexString(folder.toString().hashCode()));
    }

    /** Cuts all connections to that journal. */
    void cut(Path folder) throws SQLException {
        run(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'dogwatch' AND datname = 'of_"
                        + Integer.toHexString(folder.toString().hashCode()) + "'");
    }

    @Override
    public void close() throws IOException {
        servers.close();
        try {
            servers.run(Path.of("/"), "rm -rf " + home);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
