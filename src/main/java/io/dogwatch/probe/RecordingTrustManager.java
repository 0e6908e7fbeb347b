package io.dogwatch.probe;

import java.net.Socket;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.stream.Stream;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * Trusts as another does, and remembers in its refusal what the server has shown: after a handshake that failed, JSSE
 * does not tell that any more, and a person wants to know which certificate has expired.
 */
final class RecordingTrustManager extends X509ExtendedTrustManager {

    private final X509ExtendedTrustManager judge;

    RecordingTrustManager(X509ExtendedTrustManager judge) {
        this.judge = judge;
    }

    /** The chain is not trusted. */
    static final class Refused extends CertificateException {

        private static final long serialVersionUID = 1L;

        private final transient List<Certificate> shown;

        private Refused(CertificateException why, X509Certificate[] chain) {
            super(why.getMessage(), why);
            shown = Stream.of(chain).map(Certificate::of).toList();
        }

        /** The server's own first, as it has shown them. */
        List<Certificate> shown() {
            return shown;
        }
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) throws CertificateException {
        try {
            judge.checkServerTrusted(chain, type, socket);
        } catch (CertificateException e) {
            throw new Refused(e, chain);
        }
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) throws CertificateException {
        judge.checkServerTrusted(chain, type, engine);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) throws CertificateException {
        judge.checkServerTrusted(chain, type);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) throws CertificateException {
        judge.checkClientTrusted(chain, type);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) throws CertificateException {
        judge.checkClientTrusted(chain, type, socket);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) throws CertificateException {
        judge.checkClientTrusted(chain, type, engine);
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return judge.getAcceptedIssuers();
    }
}
