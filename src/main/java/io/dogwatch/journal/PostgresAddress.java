package io.dogwatch.journal;

import java.io.IOException;

/**
 * A PostgreSQL database.
 *
 * @param url in the driver's format, such as {@code jdbc:postgresql://db.example.org/dogwatch}; without a password
 * @param user owner of the tables, or with the right to create them
 * @param password requested for each connection, so a renewed one needs no restart
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
