package io.dogwatch.journal;

import java.io.IOException;

/**
 * A database of a PostgreSQL server.
 *
 * @param url as its driver takes it, such as {@code jdbc:postgresql://db.example.org/dogwatch}; holds no password
 * @param user who owns the tables, or may make them
 * @param password asked for at each connection, so that one that is renewed needs no restart
 */
public record PostgresAddress(String url, String user, Password password) {

    /** Never shows itself. */
    @FunctionalInterface
    public interface Password {

        /** None: the server trusts this user, or the driver finds a password by itself. */
        Password NONE = () -> "";

        /** @throws IOException if it cannot be read now; may work later */
        String read() throws IOException;
    }
}
