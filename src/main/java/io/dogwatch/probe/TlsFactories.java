package io.dogwatch.probe;

import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/**
 * The two ways of TLS, each with a context of its own, made when first needed: loading the JVM's trust store takes some
 * tens of milliseconds. Safe for use by many threads.
 */
final class TlsFactories {

    private @Nullable SSLSocketFactory verifying;
    private @Nullable SSLSocketFactory trusting;

    /** @throws IllegalStateException if this JVM has no usable TLS or trust store */
    synchronized SSLSocketFactory of(boolean verify) {
        SSLSocketFactory known = verify ? verifying : trusting;
        if (known != null) {
            return known;
        }
        SSLSocketFactory made = make(verify ? trustStore() : new TrustManager[] {new TrustAll()});
        if (verify) {
            verifying = made;
        } else {
            trusting = made;
        }
        return made;
    }

    /** What the JVM trusts. An empty store would make every certificate look bad: that is our fault, not the server's. */
    private static TrustManager[] trustStore() {
        try {
            TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            factory.init((KeyStore) null);
            TrustManager[] trust = factory.getTrustManagers();
            if (trust.length == 1
                    && trust[0] instanceof X509TrustManager x509
                    && x509.getAcceptedIssuers().length > 0) {
                return trust;
            }
            throw new IllegalStateException("this JVM's trust store is empty: no certificate can be verified");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JVM's trust store cannot be read: " + e.getMessage(), e);
        }
    }

    private static SSLSocketFactory make(TrustManager[] trust) {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trust, null);
            // A resumed session shows no certificate: an expired one would go unseen for a day, the JVM's default.
            context.getClientSessionContext().setSessionTimeout(1);
            return context.getSocketFactory();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("no TLS in this JVM: " + e.getMessage(), e);
        }
    }

    /** For checks whose operator said that the certificate does not matter. */
    private static final class TrustAll extends X509ExtendedTrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
