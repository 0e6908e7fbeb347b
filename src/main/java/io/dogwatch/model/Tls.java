package io.dogwatch.model;

import java.util.Optional;

/**
 * How a connection is secured, and what its certificate must be like.
 *
 * @param verify whether the certificate must be trusted and fit the name; default true
 * @param serverName what the server is told (SNI) and the certificate must fit; default: of the Host header if there is
 *     one, else the numeric address
 * @param ca path of a PEM file with the certificates that are trusted instead of the JVM's
 * @param minValidityDays for how many days at least every certificate the server shows must still be valid; 0 to 3650, default 0:
 *     not asked. Asked even without {@code verify}.
 */
public record Tls(boolean verify, Optional<String> serverName, Optional<String> ca, int minValidityDays) {

    public static final Tls DEFAULT = new Tls(true, Optional.empty(), Optional.empty(), 0);

    /** Encrypted, and nothing asked of the certificate. */
    public static final Tls UNVERIFIED = new Tls(false, Optional.empty(), Optional.empty(), 0);
}
