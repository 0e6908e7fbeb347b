package io.dogwatch.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * How mail is sent, as the file says it. Without servers, mails are written to a maildir in the data folder.
 *
 * @param from the sender's address
 * @param to the recipients; only the operator's file names them, never a label
 * @param servers tried in this order
 * @param subjectPrefix before every subject; default {@code [dogwatch]}
 */
public record MailSettings(String from, List<String> to, List<Smtp> servers, String subjectPrefix) {

    /**
     * One mail server.
     *
     * @param port default 587, or 465 with TLS
     * @param timeout for connecting and for each answer; 1 s to 5 m, default 10 s
     * @param caFile certificates to trust instead of the JVM's own
     */
    public record Smtp(
            String host,
            int port,
            Security security,
            Optional<Credentials> credentials,
            Duration timeout,
            Optional<Path> caFile) {}

    /** How the connection is protected. */
    public enum Security {
        /** Not at all. */
        NONE,
        /** STARTTLS, required: fails rather than going on in the clear. */
        STARTTLS,
        /** TLS from the first byte. */
        TLS
    }

    /** A user and a password, which is in the environment, in a file read when it is needed, or (warned of) literal. */
    public record Credentials(String user, Secret password) {}

    public MailSettings {
        to = List.copyOf(to);
        servers = List.copyOf(servers);
    }
}
