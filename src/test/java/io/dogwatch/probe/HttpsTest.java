package io.dogwatch.probe;

import static io.dogwatch.probe.HttpProberTest.assertUnhealthyCause;
import static org.assertj.core.api.Assertions.assertThat;

import io.dogwatch.model.Cause;
import io.dogwatch.model.Outcome;
import io.dogwatch.model.Tls;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
class HttpsTest {

    private static final String PASSWORD = "changeit";
    private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n";

    @TempDir
    private static Path folder;

    private static RawServer server;

    private final Probes probes =
            new Probes(new Addresses(new NetworkVantage.SameMachine(), id -> Optional.empty()), LocalProber.BLIND);

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
        System.clearProperty("javax.net.ssl.trustStorePassword");
    }

    @Test
    void anUntrustedCertificateFailsUnlessItDoesNotMatter() {
        assertUnhealthyCause(probe(Checks.http(server.port()).https(true)), Cause.TLS_FAILED);
        assertThat(probe(Checks.http(server.port()).https(false)).outcome()).isInstanceOf(Outcome.Healthy.class);
        // and the check that does not care has not made the other one careless
        assertUnhealthyCause(probe(Checks.http(server.port()).https(true)), Cause.TLS_FAILED);
    }

    @Test
    void aTrustedCertificateMustFitTheName() throws Exception {
        System.setProperty("javax.net.ssl.trustStore", trusting("shop").toString());
        System.setProperty("javax.net.ssl.trustStorePassword", PASSWORD);
        Checks check = Checks.http(server.port()).https(true);

        assertUnhealthyCause(probe(check), Cause.TLS_FAILED);
        assertUnhealthyCause(probe(check.request("GET", "/", Map.of("Host", "other.example"))), Cause.TLS_FAILED);
        assertThat(probe(check.request("GET", "/", Map.of("host", "shop.example:8443")))
                        .outcome())
                .isInstanceOf(Outcome.Healthy.class);
    }

    @Test
    void anEmptyTrustStoreIsInconclusive() throws Exception {
        Path empty = folder.resolve("empty.p12");
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        try (OutputStream out = Files.newOutputStream(empty)) {
            store.store(out, PASSWORD.toCharArray());
        }
        System.setProperty("javax.net.ssl.trustStore", empty.toString());

        HttpProberTest.assertInconclusive(probe(Checks.http(server.port()).https(true)));
    }

    @Test
    void aFileOfCertificatesIsTrustedInPlaceOfTheJvms() throws Exception {
        Tls own = new Tls(
                true, Optional.of("shop.example"), Optional.of(pem("shop").toString()), 0);
        Tls otherName = new Tls(true, Optional.of("other.example"), own.ca(), 0);

        Attempt attempt = probe(Checks.http(server.port()).tls(own));

        assertThat(attempt.outcome()).isInstanceOf(Outcome.Healthy.class);
        assertThat(attempt.certificate().orElseThrow().subject()).isEqualTo("CN=shop");
        assertThat(attempt.phases().tls()).isPositive();
        assertUnhealthyCause(probe(Checks.http(server.port()).tls(otherName)), Cause.TLS_FAILED);
    }

    @Test
    void aFileOfCertificatesThatIsGoneIsOurFault() {
        Tls gone = new Tls(
                true, Optional.empty(), Optional.of(folder.resolve("gone").toString()), 0);

        HttpProberTest.assertInconclusive(probe(Checks.http(server.port()).tls(gone)));
    }

    @Test
    void aCertificateThatHasExpiredIsSaidWithItsDay() throws Exception {
        Path old = keyStore("old", "san=ip:127.0.0.1", "-startdate", "2020/01/01", "-validity", "31");
        try (RawServer expired = tlsServer(old)) {
            Tls trusting =
                    new Tls(true, Optional.empty(), Optional.of(pem("old").toString()), 0);
            Attempt attempt = probe(Checks.http(expired.port()).tls(trusting));

            assertUnhealthyCause(attempt, Cause.CERTIFICATE_EXPIRES);
            assertThat(attempt.outcome().toString())
                    .containsPattern("the certificate of CN=old expired on 2020-0(1-31|2-01)");
            assertThat(attempt.certificate()).isPresent();
            assertThat(probe(Checks.http(expired.port()).tls(Tls.UNVERIFIED)).outcome())
                    .isInstanceOf(Outcome.Healthy.class);
            assertUnhealthyCause(
                    probe(Checks.http(expired.port()).tls(new Tls(false, Optional.empty(), Optional.empty(), 1))),
                    Cause.CERTIFICATE_EXPIRES);
        }
    }

    @ParameterizedTest
    @CsvSource({"30, true", "31, true", "32, false"})
    void aCertificateMustBeValidForAsManyDaysAsAsked(int days, boolean healthy) throws Exception {
        try (Probes then = new Probes(
                new Addresses(new NetworkVantage.SameMachine(), id -> Optional.empty()),
                LocalProber.BLIND,
                InstantSource.fixed(shownByServer().validUntil().minus(Duration.ofDays(31))))) {
            Tls tls = new Tls(false, Optional.empty(), Optional.empty(), days);

            Outcome outcome = then.probe(Checks.http(server.port()).tls(tls).check(), Containers.onThisMachine())
                    .outcome();

            assertThat(outcome).isInstanceOf(healthy ? Outcome.Healthy.class : Outcome.Unhealthy.class);
        }
    }

    @Test
    void aResetInTheHandshakeIsClosed() throws IOException {
        try (RawServer reset = RawServer.start(socket -> socket.setSoLinger(true, 0))) {
            assertUnhealthyCause(probe(Checks.http(reset.port()).https(false)), Cause.CONNECTION_CLOSED);
        }
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
        return tlsServer(keyStore, socket -> {
            RawServer.readHead(socket);
            RawServer.write(socket, OK);
        });
    }

    private static RawServer tlsServer(Path keyStore, RawServer.Behaviour behaviour) throws Exception {
        KeyStore store = KeyStore.getInstance(keyStore.toFile(), PASSWORD.toCharArray());
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, PASSWORD.toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), null, null);
        return RawServer.start(
                context.getServerSocketFactory().createServerSocket(0, 50, InetAddress.getLoopbackAddress()),
                behaviour);
    }

    private static Path keyStore(String alias, String extension, String... more)
            throws IOException, InterruptedException {
        return keyStore(folder, alias, extension, more);
    }

    /** With a key and its own certificate; the password is {@code changeit}. */
    static Path keyStore(Path folder, String alias, String extension, String... more)
            throws IOException, InterruptedException {
        Path file = folder.resolve(alias + ".p12");
        List<String> arguments = new ArrayList<>(
                List.of("-genkeypair", "-alias", alias, "-keyalg", "EC", "-dname", "CN=" + alias, "-ext", extension));
        Collections.addAll(arguments, more);
        keytool(file, arguments.toArray(String[]::new));
        return file;
    }

    @Test
    void onAKeptConnectionTheCertificateIsStillKnown() throws Exception {
        AtomicInteger connections = new AtomicInteger();
        try (RawServer patient = tlsServer(folder.resolve("shop.p12"), socket -> {
            connections.incrementAndGet();
            while (!RawServer.readHead(socket).isEmpty()) {
                RawServer.write(socket, OK);
            }
        })) {
            Checks check = Checks.http(patient.port())
                    .tls(new Tls(false, Optional.empty(), Optional.empty(), 3650))
                    .keepAlive();

            Attempt first = probe(check);
            Attempt second = probe(check);

            assertThat(connections).hasValue(1);
            assertUnhealthyCause(first, Cause.CERTIFICATE_EXPIRES);
            assertUnhealthyCause(second, Cause.CERTIFICATE_EXPIRES);
            assertThat(second.certificate()).isPresent().isEqualTo(first.certificate());
            assertThat(second.phases().tls()).isZero();
        }
    }

    private Certificate shownByServer() {
        return probe(Checks.http(server.port()).https(false)).certificate().orElseThrow();
    }

    private static Path pem(String alias) throws IOException, InterruptedException {
        Path file = folder.resolve(alias + ".pem");
        keytool(folder.resolve(alias + ".p12"), "-exportcert", "-rfc", "-alias", alias, "-file", file.toString());
        return file;
    }

    /** A trust store that holds the certificate of this key store. */
    private static Path trusting(String alias) throws IOException, InterruptedException {
        String certificate = folder.resolve(alias + ".crt").toString();
        Path trust = folder.resolve("trust.p12");
        keytool(folder.resolve(alias + ".p12"), "-exportcert", "-alias", alias, "-file", certificate);
        keytool(trust, "-importcert", "-noprompt", "-alias", alias, "-file", certificate);
        return trust;
    }

    private static void keytool(Path keyStore, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        Collections.addAll(command, arguments);
        command.addAll(List.of("-storetype", "PKCS12", "-storepass", PASSWORD, "-keystore", keyStore.toString()));
        Process keytool = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(keytool.waitFor()).as(said).isZero();
    }
}
