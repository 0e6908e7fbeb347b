package io.dogwatch.config;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.Optional;

/** Validates a certificate file at load time. */
final class PemFile {

    private PemFile() {}

    /** Why it cannot serve; empty if it can. */
    static Optional<String> fault(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            boolean isEmpty = CertificateFactory.getInstance("X.509")
                    .generateCertificates(in)
                    .isEmpty();
            return isEmpty
                    ? Optional.of(UnknownKeyMessage.quote(file.toString()) + " contains no certificate")
                    : Optional.empty();
        } catch (IOException e) {
            String why = e.getClass().getSimpleName();
            return Optional.of(UnknownKeyMessage.quote(file.toString()) + " cannot be read (" + why + ")");
        } catch (CertificateException e) {
            return Optional.of(UnknownKeyMessage.quote(file.toString()) + " must contain certificates in PEM format");
        }
    }
}
