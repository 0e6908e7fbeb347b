package io.dogwatch.docker;

import com.github.dockerjava.core.util.CertificateUtils;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Security;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.bouncycastle.jce.provider.BouncyCastleProvider;

/** Reads the three files that the docker command uses for TLS to an engine. */
final class TlsFolder {

    /** Protects a key store that never leaves this process's memory. */
    private static final char[] PASSWORD = "docker".toCharArray();

    private TlsFolder() {}

    /** @throws IllegalArgumentException with one sentence for a person, if a file is missing or is not what it should */
    static SSLContext read(Path folder) {
        // docker-java's reader of PEM files asks for this provider by name.
        Security.addProvider(new BouncyCastleProvider());
        try {
            KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(CertificateUtils.createKeyStore(text(folder, "key.pem"), text(folder, "cert.pem")), PASSWORD);
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(CertificateUtils.createTrustStore(text(folder, "ca.pem")));
            // Not docker-java's LocalDirectorySSLConfig, which never speaks TLS 1.3.
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
            return context;
        } catch (IOException | GeneralSecurityException | RuntimeException e) {
            throw new IllegalArgumentException("The TLS folder " + folder + " is unusable: " + e, e);
        }
    }

    private static String text(Path folder, String file) throws IOException {
        return Files.readString(folder.resolve(file));
    }
}
