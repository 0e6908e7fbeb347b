package io.dogwatch.notify;

import java.nio.file.Path;
import java.util.Optional;

/**
 * One mail server.
 *
 * @param port usually 25 or 587 with STARTTLS, 465 with TLS
 * @param security what must protect the connection; nothing is sent when the server cannot do it
 * @param login with which we are known to the server; empty if it takes mail from anybody
 * @param verifyCertificate false accepts any certificate: only for a server one reaches over a trusted line
 * @param caFile certificates in PEM to trust instead of the JDK's
 */
public record SmtpServer(
        String host,
        int port,
        Security security,
        Optional<SmtpLogin> login,
        boolean verifyCertificate,
        Optional<Path> caFile) {

    public enum Security {
        /** In the clear, the password too. */
        NONE,
        /** In the clear until both have agreed to encrypt; required, so a server that has it stripped gets no mail. */
        STARTTLS,
        /** Encrypted from the first byte. */
        TLS
    }

    /** Without authentication, with STARTTLS. */
    public SmtpServer(String host, int port) {
        this(host, port, Security.STARTTLS, Optional.empty(), true, Optional.empty());
    }

    /** Without the password. */
    @Override
    public String toString() {
        return host + ":" + port + " (" + security
                + login.map(it -> ", as " + it.user()).orElse("") + ")";
    }
}
