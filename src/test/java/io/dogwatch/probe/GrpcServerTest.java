package io.dogwatch.probe;

import static org.assertj.core.api.Assertions.assertThat;

import io.dogwatch.model.Cause;
import io.dogwatch.model.GrpcCheck;
import io.dogwatch.model.Outcome;
import io.dogwatch.model.Tls;
import io.grpc.Server;
import io.grpc.ServerBuilder;
import io.grpc.ServerCredentials;
import io.grpc.TlsServerCredentials;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.protobuf.services.HealthStatusManager;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The gRPC project's own server and health service, in the clear and by TLS. */
@Timeout(60)
class GrpcServerTest {

    private static final String PASSWORD = "changeit";

    @TempDir
    private Path folder;

    private final HealthStatusManager health = new HealthStatusManager();
    private final Probes probes =
            new Probes(new Addresses(new NetworkVantage.SameMachine(), id -> Optional.empty()), LocalProber.BLIND);

    @AfterEach
    void close() {
        probes.close();
    }

    @Test
    void itsStatusIsWhatTheCheckFinds() throws Exception {
        Server server = started(ServerBuilder.forPort(0));
        try {
            health.setStatus("shop", ServingStatus.SERVING);
            assertThat(probe(Checks.grpc(server.getPort(), "shop"))).isInstanceOf(Outcome.Healthy.class);
            assertThat(probe(Checks.grpc(server.getPort(), ""))).isInstanceOf(Outcome.Healthy.class);

            health.setStatus("shop", ServingStatus.NOT_SERVING);
            assertUnhealthy(probe(Checks.grpc(server.getPort(), "shop")), Cause.NOT_SERVING, "NOT_SERVING");
            assertUnhealthy(probe(Checks.grpc(server.getPort(), "till")), Cause.NOT_SERVING, "does not know");
        } finally {
            stop(server);
        }
    }

    @Test
    void byTlsItsCertificateIsVerified() throws Exception {
        Path certificate = folder.resolve("cert.pem");
        Server server = started(NettyServerBuilder.forAddress(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), tls(certificate)));
        try {
            health.setStatus("shop", ServingStatus.SERVING);
            Tls trusting = new Tls(true, Optional.of("shop.example"), Optional.of(certificate.toString()), 0);
            Tls otherName = new Tls(true, Optional.of("till.example"), Optional.of(certificate.toString()), 0);
            Tls standard = new Tls(true, Optional.of("shop.example"), Optional.empty(), 0);

            assertThat(probe(Checks.grpc(server.getPort(), "shop", trusting))).isInstanceOf(Outcome.Healthy.class);
            assertThat(probe(Checks.grpc(server.getPort(), "shop", Tls.UNVERIFIED)))
                    .isInstanceOf(Outcome.Healthy.class);
            assertUnhealthy(probe(Checks.grpc(server.getPort(), "shop", otherName)), Cause.TLS_FAILED, "");
            assertUnhealthy(probe(Checks.grpc(server.getPort(), "shop", standard)), Cause.TLS_FAILED, "");
            assertThat(probe(Checks.grpc(server.getPort(), "shop"))).isInstanceOf(Outcome.Unhealthy.class);
        } finally {
            stop(server);
        }
    }

    private Server started(ServerBuilder<?> builder) throws IOException {
        return builder.addService(health.getHealthService()).build().start();
    }

    private static void stop(Server server) throws InterruptedException {
        server.shutdownNow().awaitTermination(10, TimeUnit.SECONDS);
    }

    private Outcome probe(GrpcCheck check) {
        return probes.probe(check, Containers.onThisMachine()).outcome();
    }

    private static void assertUnhealthy(Outcome outcome, Cause cause, String detail) {
        assertThat(outcome).isInstanceOfSatisfying(Outcome.Unhealthy.class, unhealthy -> {
            assertThat(unhealthy.cause()).isEqualTo(cause);
            assertThat(unhealthy.detail()).contains(detail);
        });
    }

    /** @param certificate where the certificate is to be written */
    private ServerCredentials tls(Path certificate) throws IOException, GeneralSecurityException, InterruptedException {
        KeyStore store = KeyStore.getInstance(
                HttpsTest.keyStore(folder, "shop", "san=dns:shop.example").toFile(), PASSWORD.toCharArray());
        Path key = folder.resolve("key.pem");
        Files.writeString(
                certificate, pem("CERTIFICATE", store.getCertificate("shop").getEncoded()));
        Files.writeString(
                key,
                pem("PRIVATE KEY", store.getKey("shop", PASSWORD.toCharArray()).getEncoded()));
        return TlsServerCredentials.create(certificate.toFile(), key.toFile());
    }

    private static String pem(String kind, byte[] bytes) {
        return "-----BEGIN " + kind + "-----\n" + Base64.getMimeEncoder().encodeToString(bytes) + "\n-----END " + kind
                + "-----\n";
    }
}
