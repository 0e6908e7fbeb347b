package io.dogwatch.probe;

import io.dogwatch.model.Tls;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/**
 * One TLS context for each way of trusting, made when first needed: loading the JVM's trust store takes some tens of
 * milliseconds. A file of certificates is read again when it has changed. Safe for use by many threads.
 */
final class TlsFactories {

    /** What is trusted: everything, the JVM's store, or the certificates of a file as of a moment. */
    private record Trust(boolean verify, Optional<Path> file, FileTime changed) {}

    private static final FileTime NO_FILE = FileTime.fromMillis(0);

    /** Keyed by all but the moment, so that a file that changes for ever keeps one context. */
    private final Map<Trust, Made> made = new ConcurrentHashMap<>();

    private record Made(Trust of, SSLSocketFactory factory) {}

    /**
     * @throws IllegalStateException if this JVM has no usable TLS or trust store, or the file of certificates cannot be
     *     read: faults of ours, not the server's
     */
    SSLSocketFactory of(Tls tls) {
        Optional<Path> file = tls.verify() ? tls.ca().map(Path::of) : Optional.empty();
        Trust trust =
                new Trust(tls.verify(), file, file.map(TlsFactories::changed).orElse(NO_FILE));
        Trust key = new Trust(tls.verify(), file, NO_FILE);
        Made known = made.get(key);
        if (known != null && known.of.equals(trust)) {
            return known.factory;
        }
        return made.compute(
                        key, (same, now) -> now != null && now.of.equals(trust) ? now : new Made(trust, make(trust)))
                .factory;
    }

    private static FileTime changed(Path file) {
        try {
            return Files.getLastModifiedTime(file);
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    private static SSLSocketFactory make(Trust trust) {
        TrustManager manager = trust.verify
                ? new RecordingTrustManager(trust.file.map(TlsFactories::ofFile).orElseGet(TlsFactories::ofJvm))
                : new TrustAll();
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[] {manager}, null);
            // A resumed session shows no certificate: an expired one would go unseen for a day, the JVM's default.
            context.getClientSessionContext().setSessionTimeout(1);
            return context.getSocketFactory();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("no TLS in this JVM: " + e.getMessage(), e);
        }
    }

    /** What the JVM trusts. An empty store would make every certificate look bad: that is our fault, not the server's. */
    private static X509ExtendedTrustManager ofJvm() {
        try {
            X509ExtendedTrustManager manager = manager(null);
            if (manager.getAcceptedIssuers().length > 0) {
                return manager;
            }
            throw new IllegalStateException("this JVM's trust store is empty: no certificate can be verified");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JVM's trust store cannot be read: " + e.getMessage(), e);
        }
    }

    private static X509ExtendedTrustManager ofFile(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            int number = 0;
            for (var certificate : CertificateFactory.getInstance("X.509").generateCertificates(in)) {
                store.setCertificateEntry("ca-" + number++, certificate);
            }
            if (number == 0) {
                throw new IllegalStateException(
                        "the file of trusted certificates " + file + " contains no certificate");
            }
            return manager(store);
        } catch (IOException | GeneralSecurityException e) {
            throw unreadable(file, e);
        }
    }

    private static X509ExtendedTrustManager manager(@Nullable KeyStore store) throws GeneralSecurityException {
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        for (TrustManager manager : factory.getTrustManagers()) {
            if (manager instanceof X509ExtendedTrustManager x509) {
                return x509;
            }
        }
        throw new GeneralSecurityException("no X.509 in this JVM");
    }

    private static IllegalStateException unreadable(Path file, Exception e) {
        return new IllegalStateException("the file of trusted certificates " + file + " cannot be read: " + e, e);
    }
}
