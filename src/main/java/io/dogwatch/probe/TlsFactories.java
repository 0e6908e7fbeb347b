package io.dogwatch.probe;

import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;
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
        SSLSocketFactory made = make(verify ? null : new TrustManager[] {new TrustAll()});
        if (verify) {
            verifying = made;
        } else {
            trusting = made;
        }
        return made;
    }

    private static SSLSocketFactory make(TrustManager @Nullable [] trust) {
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
