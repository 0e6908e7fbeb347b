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
 * Caches one TLS context per trust configuration, created on first use: loading the trust store of the JVM takes some
 * tens of milliseconds. Reads a CA file again after a change. Thread-safe.
 */
final class TlsFactories {

    /** The trusted certificates: all, the trust store of the JVM, or a CA file at a modification time. */
    private record Trust(boolean verify, Optional<Path> file, FileTime changed) {}

    private static final FileTime NO_FILE = FileTime.fromMillis(0);

    /** Keyed without the modification time: a changing file keeps one context. */
    private final Map<Trust, Made> made = new ConcurrentHashMap<>();

    private record Made(Trust of, SSLSocketFactory factory) {}

    /**
     * @throws IllegalStateException if this JVM has no usable TLS or trust store, or the CA file cannot be read; not
     *     a failure of the server
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
                ? new RecordingTrustManager(
                        trust.file.map(TlsFactories::fileTrust).orElseGet(TlsFactories::jvmTrust))
                : new TrustAll();
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[] {manager}, null);
            // A resumed session presents no certificate: an expired one would stay unnoticed for a day, the JVM
            // default.
            context.getClientSessionContext().setSessionTimeout(1);
            return context.getSocketFactory();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("no TLS in this JVM: " + e.getMessage(), e);
        }
    }

    /**
     * Returns the trust manager of the JVM. An empty store would reject every certificate, which is not a failure of
     * the server.
     */
    private static X509ExtendedTrustManager jvmTrust() {
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

    private static X509ExtendedTrustManager fileTrust(Path file) {
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
