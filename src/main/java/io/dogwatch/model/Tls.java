package io.dogwatch.model;

import java.util.Optional;

/**
 * TLS settings of a connection, and the requirements on its certificate.
 *
 * @param verify whether the certificate must be trusted and match the name; default true
 * @param serverName the name sent to the server (SNI) and required in the certificate; default: the name of the
 *     Host header, if any, or the numeric address
 * @param ca path of a PEM file with trusted certificates, instead of those of the JVM
 * @param minValidityDays number of days for which every certificate of the server must remain valid; 0 to 3650,
 *     default 0 (no requirement). Checked even without {@code verify}.
 */
public record Tls(boolean verify, Optional<String> serverName, Optional<String> ca, int minValidityDays) {

    public static final Tls DEFAULT = new Tls(true, Optional.empty(), Optional.empty(), 0);

    /** Encrypted, and nothing asked of the certificate. */
    public static final Tls UNVERIFIED = new Tls(false, Optional.empty(), Optional.empty(), 0);
}
