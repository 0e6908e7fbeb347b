package io.dogwatch.notify;

import java.nio.file.Path;
import java.util.Optional;

/**
 * One mail server.
 *
 * @param port usually 25 or 587 with STARTTLS, 465 with TLS
 * @param security required protection of the connection; no mail is sent without it
 * @param login the credentials; empty for a server without authentication
 * @param verifyCertificate false accepts any certificate: only for a server on a trusted network
 * @param caFile PEM certificates to trust instead of those of the JDK
 */
public record SmtpServer(
        String host,
        int port,
        Security security,
        Optional<SmtpLogin> login,
        boolean verifyCertificate,
        Optional<Path> caFile) {

    public enum Security {
        /** No encryption, also for the password. */
        NONE,
        /** Requires an upgrade to TLS: a server without it, or with a stripped offer, gets no mail. */
        STARTTLS,
        /** TLS from the first byte. */
        TLS
    }

    /** Creates a server without authentication, with STARTTLS. */
    public SmtpServer(String host, int port) {
        this(host, port, Security.STARTTLS, Optional.empty(), true, Optional.empty());
    }

    /** Omits the password. */
    @Override
    public String toString() {
        return host + ":" + port + " (" + security
                + login.map(it -> ", as " + it.user()).orElse("") + ")";
    }
}
