package io.dogwatch.probe;

import static org.assertj.core.api.Assertions.assertThat;

import io.dogwatch.model.HttpCheck;
import io.dogwatch.model.Outcome;
import io.dogwatch.model.TcpCheck.StartTls;
import io.dogwatch.model.Tls;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** STARTTLS to its happy end with a real TLS handshake in every protocol, and a password that the server asks for. */
class UpgradesTest {

    private static final String PASSWORD = "changeit";

    @TempDir
    private static Path folder;

    private static SSLContext tls;

    private final Probes probes =
            new Probes(new Addresses(new NetworkVantage.SameMachine(), id -> Optional.empty()), LocalProber.BLIND);

    @BeforeAll
    static void makeACertificate() throws Exception {
        Path file = folder.resolve("mail.p12");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "mail",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=mail",
                        "-storetype",
                        "PKCS12",
                        "-storepass",
                        PASSWORD,
                        "-keystore",
                        file.toString())
                .redirectErrorStream(true)
                .start();
        assertThat(keytool.waitFor()).isZero();
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(KeyStore.getInstance(file.toFile(), PASSWORD.toCharArray()), PASSWORD.toCharArray());
        tls = SSLContext.getInstance("TLS");
        tls.init(keys.getKeyManagers(), null, null);
    }

    @AfterEach
    void close() {
        probes.close();
    }

    /** The server's answers, a bar between; the last one is followed by its side of the handshake. */
    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
            SMTP;     220 mail|250 STARTTLS|220 go on
            IMAP;     * OK ready|d1 OK go on
            POP3;     +OK ready|+OK go on
            FTP;      220 ready|234 go on
            POSTGRES; |S
            """)
    void anUpgradedConnectionIsHealthyAndItsCertificateIsKnown(StartTls protocol, String lines) throws Exception {
        CompletableFuture<Void> shaken = new CompletableFuture<>();
        try (RawServer server = RawServer.start(socket -> {
            converse(socket, protocol, lines.split("\\|", -1));
            SSLSocket secure = (SSLSocket) tls.getSocketFactory().createSocket(socket, "client", 1, false);
            secure.setUseClientMode(false);
            secure.startHandshake();
            shaken.complete(null);
            readLine(secure);
        })) {
            Attempt attempt = probes.probe(
                    Checks.tcp(server.port(), Duration.ofSeconds(5)).with(Tls.UNVERIFIED, protocol),
                    Containers.onThisMachine());

            assertThat(attempt.outcome()).isInstanceOf(Outcome.Healthy.class);
            assertThat(attempt.certificate()).isPresent();
            assertThat(attempt.phases().tls()).isPositive();
            shaken.get(5, TimeUnit.SECONDS);
        }
    }

    @Test
    void aNameAndAPasswordAreSentInTheFirstRequest() throws Exception {
        CompletableFuture<String> asked = new CompletableFuture<>();
        try (RawServer server = RawServer.start(socket -> {
            asked.complete(RawServer.readHead(socket));
            RawServer.write(socket, "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
        })) {
            HttpCheck check = Checks.http(server.port()).check();
            HttpCheck withPassword = check.with(new HttpCheck.Request(
                    "GET", "/", Map.of(), "", Optional.of(new HttpCheck.Credentials.Basic("größe", "s:ecret"))));

            Outcome outcome =
                    probes.probe(withPassword, Containers.onThisMachine()).outcome();

            assertThat(outcome).isInstanceOf(Outcome.Healthy.class);
            String base64 =
                    java.util.Base64.getEncoder().encodeToString("größe:s:ecret".getBytes(StandardCharsets.UTF_8));
            assertThat(asked.get(5, TimeUnit.SECONDS)).contains("Authorization: Basic " + base64);
        }
    }

    private static void converse(Socket socket, StartTls protocol, String[] answers) throws IOException {
        if (protocol == StartTls.POSTGRES) {
            socket.getInputStream().readNBytes(8);
            socket.getOutputStream().write(answers[1].getBytes(StandardCharsets.US_ASCII));
            return;
        }
        for (int i = 0; i < answers.length; i++) {
            if (i > 0) {
                readLine(socket);
            }
            RawServer.write(socket, answers[i] + "\r\n");
        }
    }

    private static void readLine(Socket socket) throws IOException {
        int c;
        do {
            c = socket.getInputStream().read();
        } while (c >= 0 && c != '\n');
    }
}
