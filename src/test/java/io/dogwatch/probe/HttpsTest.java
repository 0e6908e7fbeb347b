package io.dogwatch.probe;

import static io.dogwatch.probe.HttpProberTest.assertUnhealthyCause;
import static org.assertj.core.api.Assertions.assertThat;

import io.dogwatch.target.Cause;
import io.dogwatch.target.Outcome;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class HttpsTest {

    private static final String PASSWORD = "changeit";
    private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n";

    @TempDir
    private static Path folder;

    private static RawServer server;

    private final Probes probes = new Probes(new Addresses(new Viewpoint.SameMachine(), id -> Optional.empty()));

    @BeforeAll
    static void start() throws Exception {
        server = tlsServer(keyStore("shop", "san=dns:shop.example"));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @AfterEach
    void close() {
        probes.close();
        System.clearProperty("javax.net.ssl.trustStore");
    }

    @Test
    void anUntrustedCertificateFailsUnlessItDoesNotMatter() {
        assertUnhealthyCause(probe(Checks.http(server.port()).https(true)), Cause.TLS_FAILED);
        assertThat(probe(Checks.http(server.port()).https(false)).outcome()).isInstanceOf(Outcome.Healthy.class);
        // and the check that does not care has not made the other one careless
        assertUnhealthyCause(probe(Checks.http(server.port()).https(true)), Cause.TLS_FAILED);
    }

    @Test
    void aTrustedCertificateMustFitTheName() {
        System.setProperty(
                "javax.net.ssl.trustStore", folder.resolve("shop.p12").toString());
        Checks check = Checks.http(server.port()).https(true);

        assertUnhealthyCause(probe(check), Cause.TLS_FAILED);
        assertUnhealthyCause(probe(check.request("GET", "/", Map.of("Host", "other.example"))), Cause.TLS_FAILED);
        assertThat(probe(check.request("GET", "/", Map.of("host", "shop.example:8443")))
                        .outcome())
                .isInstanceOf(Outcome.Healthy.class);
    }

    @Test
    void plainHttpOnTheTlsPortIsSaid() throws IOException {
        try (RawServer plain = RawServer.start(socket -> RawServer.write(socket, OK))) {
            assertUnhealthyCause(probe(Checks.http(plain.port()).https(false)), Cause.TLS_FAILED);
        }
    }

    @Test
    void aHandshakeThatNeverComesEndsAtTheDeadline() throws IOException {
        try (RawServer silent = RawServer.silent()) {
            Attempt attempt = probe(Checks.http(silent.port()).https(false).timeout(Duration.ofMillis(400)));

            HttpProberTest.assertTimedOut(attempt, "no TLS handshake within 400 ms \\(connected after [0-9.]+ ms\\)");
        }
    }

    private Attempt probe(Checks checks) {
        return probes.probe(checks.check(), Containers.onThisMachine());
    }

    private static RawServer tlsServer(Path keyStore) throws Exception {
        KeyStore store = KeyStore.getInstance(keyStore.toFile(), PASSWORD.toCharArray());
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, PASSWORD.toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), null, null);
        return RawServer.start(
                context.getServerSocketFactory().createServerSocket(0, 50, InetAddress.getLoopbackAddress()),
                socket -> {
                    RawServer.readHead(socket);
                    RawServer.write(socket, OK);
                });
    }

    private static Path keyStore(String alias, String extension) throws IOException, InterruptedException {
        Path file = folder.resolve(alias + ".p12");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        alias,
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=" + alias,
                        "-ext",
                        extension,
                        "-validity",
                        "2",
                        "-storetype",
                        "PKCS12",
                        "-storepass",
                        PASSWORD,
                        "-keystore",
                        file.toString())
                .redirectErrorStream(true)
                .start();
        String said = new String(keytool.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        assertThat(keytool.waitFor()).as(said).isZero();
        assertThat(Files.exists(file)).isTrue();
        return file;
    }
}
