package io.dogwatch.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An engine behind TLS, with the three files that the docker command uses. */
@NullMarked
class TlsFolderTest {

    @Test
    void bothSidesProveWhoTheyAre(@TempDir Path mine, @TempDir Path other) throws Exception {
        makeCertificate(mine);
        makeCertificate(other);
        BlockingQueue<String> protocols = new LinkedBlockingQueue<>();
        try (SSLServerSocket server = (SSLServerSocket) TlsFolder.read(mine)
                .getServerSocketFactory()
                .createServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            server.setNeedClientAuth(true);
            Thread.startVirtualThread(() -> serve(server, protocols));
            String endpoint = "tcp://localhost:" + server.getLocalPort();

            try (DockerJavaEngine engine = engine(endpoint, Optional.of(mine))) {
                engine.ping();
                assertThat(protocols.poll(10, TimeUnit.SECONDS)).isEqualTo("TLSv1.3");
            }
            try (DockerJavaEngine engine = engine(endpoint, Optional.of(other))) {
                assertThatThrownBy(engine::ping)
                        .isInstanceOfSatisfying(
                                EngineException.class,
                                e -> assertThat(e.kind()).isEqualTo(EngineException.Kind.UNREACHABLE));
            }
            try (DockerJavaEngine engine = engine(endpoint, Optional.empty())) {
                assertThatThrownBy(engine::ping).isInstanceOf(EngineException.class);
            }
        }
    }

    @Test
    void aFolderWithoutTheFilesIsReportedImmediately(@TempDir Path empty) {
        assertThatThrownBy(() -> engine("tcp://localhost:2376", Optional.of(empty)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("The TLS folder " + empty + " is unusable");
    }

    private static DockerJavaEngine engine(String endpoint, Optional<Path> tls) {
        return new DockerJavaEngine(new EngineSettings("tls", endpoint, tls, false, Duration.ofSeconds(10)));
    }

    private static void serve(SSLServerSocket server, BlockingQueue<String> protocols) {
        while (!server.isClosed()) {
            try (SSLSocket socket = (SSLSocket) server.accept()) {
                socket.startHandshake();
                protocols.add(socket.getSession().getProtocol());
                byte[] request = new byte[1024];
                if (socket.getInputStream().read(request) > 0) {
                    socket.getOutputStream()
                            .write("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nOK"
                                    .getBytes(StandardCharsets.US_ASCII));
                }
            } catch (IOException e) {
                // a client that was refused
            }
        }
    }

    /** One self-signed certificate that is its own authority, made by the keytool of this JDK. */
    private static void makeCertificate(Path folder) throws Exception {
        Path store = folder.resolve("store.p12");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "engine",
                        "-keyalg",
                        "RSA",
                        "-dname",
                        "CN=localhost",
                        "-ext",
                        "san=dns:localhost",
                        "-keystore",
                        store.toString(),
                        "-storepass",
                        "changeit")
                .redirectErrorStream(true)
                .start();
        String said = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(keytool.waitFor()).as(said).isZero();
        KeyStore keys = KeyStore.getInstance(store.toFile(), "changeit".toCharArray());
        String certificate = pem("CERTIFICATE", keys.getCertificate("engine").getEncoded());
        Files.writeString(folder.resolve("ca.pem"), certificate);
        Files.writeString(folder.resolve("cert.pem"), certificate);
        Files.writeString(
                folder.resolve("key.pem"),
                pem(
                        "PRIVATE KEY",
                        keys.getKey("engine", "changeit".toCharArray()).getEncoded()));
    }

    private static String pem(String kind, byte[] content) {
        return "-----BEGIN " + kind + "-----\n" + Base64.getMimeEncoder().encodeToString(content) + "\n-----END " + kind
                + "-----\n";
    }
}
