package io.dogwatch.probe;

import io.dogwatch.model.Cause;
import io.dogwatch.model.Outcome;
import io.dogwatch.model.Tls;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSocket;

/** Adds TLS to a call, as a check asks for it. Safe for use by many threads. */
final class TlsUpgrade {

    private final TlsFactories factories = new TlsFactories();
    private final InstantSource clock;

    /** @param clock what certificates are held against */
    TlsUpgrade(InstantSource clock) {
        this.clock = clock;
    }

    /**
     * Does the handshake on a connection of the call.
     *
     * @param standard the name or numeric address that is told to the server (SNI) and that the certificate must fit,
     *     unless the check names another
     * @param protocols what is offered by ALPN, if anything
     * @throws Mismatch if the server's certificate has expired
     * @throws IllegalStateException if the check's own certificates cannot be read
     */
    SSLSocket secure(ProbeConnection call, Socket socket, Tls tls, String standard, String... protocols)
            throws IOException {
        call.enter(ProbeConnection.Stage.SECURING);
        String name = tls.serverName().orElse(standard);
        SSLSocket secured = (SSLSocket) factories
                .of(tls)
                .createSocket(socket, name, call.address().socket().getPort(), true);
        SSLParameters parameters = secured.getSSLParameters();
        if (tls.verify()) {
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
        }
        // JSSE itself tells the server only names with a dot in them.
        sni(name).ifPresent(told -> parameters.setServerNames(List.of(told)));
        if (protocols.length > 0) {
            parameters.setApplicationProtocols(protocols);
        }
        secured.setSSLParameters(parameters);
        try {
            secured.startHandshake();
        } catch (SSLException e) {
            Optional<Certificate> expired = expired(e);
            if (expired.isEmpty()) {
                throw e;
            }
            call.secured(expired.stream().toList());
            throw new Mismatch(Cause.CERTIFICATE_EXPIRES, said(e, expired.orElseThrow()));
        }
        List<Certificate> shown = shown(secured);
        call.secured(shown);
        if (tls.verify() && !shown.isEmpty() && shown.getFirst().validUntil().isBefore(clock.instant())) {
            // The JDK takes a certificate that is itself in the trust store as it is, expired or not.
            throw new Mismatch(Cause.CERTIFICATE_EXPIRES, shown.getFirst().said(clock.instant()));
        }
        return secured;
    }

    /** What is wrong with the certificates that an otherwise healthy call has been shown; empty for nothing. */
    Optional<Outcome> trouble(ProbeConnection call, Tls tls) {
        Instant now = clock.instant();
        return call.certificate()
                .filter(first ->
                        tls.minValidityDays() > 0 && !first.isValidFor(Duration.ofDays(tls.minValidityDays()), now))
                .map(first -> Outcome.unhealthy(
                        Cause.CERTIFICATE_EXPIRES,
                        first.said(now) + " (wanted: " + tls.minValidityDays() + " days left)",
                        call.took()));
    }

    private static Optional<SNIHostName> sni(String name) {
        try {
            InetAddress.ofLiteral(name);
            return Optional.empty();
        } catch (IllegalArgumentException e) {
            // no numeric address: those are not told (RFC 6066)
        }
        try {
            return Optional.of(new SNIHostName(name));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static List<Certificate> shown(SSLSocket secured) {
        try {
            return Stream.of(secured.getSession().getPeerCertificates())
                    .filter(X509Certificate.class::isInstance)
                    .map(one -> Certificate.of((X509Certificate) one))
                    .toList();
        } catch (SSLPeerUnverifiedException e) {
            return List.of();
        }
    }

    /** The certificate whose end made the handshake fail, if that was why. */
    private Optional<Certificate> expired(SSLException failure) {
        Throwable cause = failure;
        for (int depth = 0; depth < 10 && cause != null; depth++) {
            if (cause instanceof RecordingTrustManager.Refused refused) {
                return refused.shown().stream()
                        .filter(one -> one.validUntil().isBefore(clock.instant()))
                        .min(Comparator.comparing(Certificate::validUntil));
            }
            cause = cause.getCause();
        }
        return Optional.empty();
    }

    private String said(SSLException failure, Certificate expired) {
        return expired.said(clock.instant()) + ", so the TLS handshake failed: " + Failures.root(failure);
    }
}
