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

/** Adds TLS to a connection. Thread-safe. */
final class TlsUpgrade {

    private final TlsFactories factories = new TlsFactories();
    private final InstantSource clock;

    /** @param clock the clock for the validity of certificates */
    TlsUpgrade(InstantSource clock) {
        this.clock = clock;
    }

    /**
     * Performs the handshake on a connection.
     *
     * @param standard the host name or numeric address for SNI and for the certificate, unless the check configures
     *     another
     * @param protocols the protocols offered by ALPN, if any
     * @throws Mismatch if the certificate of the server has expired
     * @throws IllegalStateException if the CA file of the check cannot be read
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
        // By default, JSSE sends only names that contain a dot.
        sni(name).ifPresent(serverName -> parameters.setServerNames(List.of(serverName)));
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
            // The JDK accepts a certificate from the trust store even if it has expired.
            throw new Mismatch(Cause.CERTIFICATE_EXPIRES, shown.getFirst().describe(clock.instant()));
        }
        return secured;
    }

    /** Returns a failure if a presented certificate expires too early; empty otherwise. */
    Optional<Outcome> validityProblem(ProbeConnection call, Tls tls) {
        Instant now = clock.instant();
        return call.certificate()
                .filter(first ->
                        tls.minValidityDays() > 0 && !first.isValidFor(Duration.ofDays(tls.minValidityDays()), now))
                .map(first -> Outcome.unhealthy(
                        Cause.CERTIFICATE_EXPIRES,
                        first.describe(now) + " (wanted: " + tls.minValidityDays() + " days left)",
                        call.took()));
    }

    private static Optional<SNIHostName> sni(String name) {
        try {
            InetAddress.ofLiteral(name);
            return Optional.empty();
        } catch (IllegalArgumentException e) {
            // not numeric; numeric addresses are not sent (RFC 6066)
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
                    .map(certificate -> Certificate.of((X509Certificate) certificate))
                    .toList();
        } catch (SSLPeerUnverifiedException e) {
            return List.of();
        }
    }

    /** Returns the expired certificate that made the handshake fail, if any. */
    private Optional<Certificate> expired(SSLException failure) {
        Throwable cause = failure;
        for (int depth = 0; depth < 10 && cause != null; depth++) {
            if (cause instanceof RecordingTrustManager.Refused refused) {
                return refused.shown().stream()
                        .filter(certificate -> certificate.validUntil().isBefore(clock.instant()))
                        .min(Comparator.comparing(Certificate::validUntil));
            }
            cause = cause.getCause();
        }
        return Optional.empty();
    }

    private String said(SSLException failure, Certificate expired) {
        return expired.describe(clock.instant()) + ", so the TLS handshake failed: " + Failures.root(failure);
    }
}
