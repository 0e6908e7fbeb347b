package io.dogwatch.notify;

import static io.dogwatch.notify.Notices.AT;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.dogwatch.notify.ChannelSettings.Kind;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class WebChannelTest {

    private static final String PATH = "/services/T0000000/hush-hush-hush?token=very-secret-token";

    private FakeService service;

    @BeforeEach
    void open() throws IOException {
        service = new FakeService();
    }

    @AfterEach
    void close() {
        service.close();
    }

    private Delivery deliver(OutgoingMessage message) {
        return channel(Kind.WEBHOOK, service.url(PATH), Duration.ofSeconds(10)).deliver(message);
    }

    private static Channel channel(Kind kind, URI url, Duration timeout) {
        ChannelSettings settings =
                new ChannelSettings("chat", kind, url, Optional.of("s3cret-of-the-channel"), timeout);
        return new WebChannel(
                Channels.formatter(settings, ChannelSamples.VOICE, () -> AT), new WebPost(settings, () -> AT));
    }

    @Test
    void whatIsTakenIsDelivered() throws IOException {
        Delivery delivery = deliver(ChannelSamples.opened());

        assertThat(delivery).isEqualTo(new Delivery.Accepted());
        assertThat(service.requests).singleElement().satisfies(request -> {
            assertThat(request.path()).isEqualTo(PATH);
            assertThat(request.headers()).containsEntry("Content-Type", "application/json; charset=UTF-8");
            assertThat(new ObjectMapper()
                            .readTree(request.body())
                            .get("incidents")
                            .get(0)
                            .get("target")
                            .asText())
                    .isEqualTo("web");
        });
    }

    @Test
    void theSignatureProvesTimeAndBody() throws Exception {
        deliver(ChannelSamples.opened());

        FakeService.Request request = service.requests.getFirst();
        String timestamp = request.headers().getOrDefault("X-Dogwatch-Timestamp", "");
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec("s3cret-of-the-channel".getBytes(UTF_8), "HmacSHA256"));
        assertThat(timestamp).isEqualTo(Long.toString(AT.getEpochSecond()));
        assertThat(request.headers())
                .containsEntry(
                        "X-Dogwatch-Signature",
                        "sha256="
                                + HexFormat.of()
                                        .formatHex(mac.doFinal((timestamp + "." + request.body()).getBytes(UTF_8))))
                .containsEntry("Idempotency-Key", "local.web.3-0.0badcafe");
    }

    @Test
    void aRepetitionCanBeRecognised() {
        deliver(ChannelSamples.opened());
        deliver(ChannelSamples.opened());

        assertThat(service.requests.stream()
                        .map(request -> request.headers().get("Idempotency-Key") + request.body())
                        .distinct())
                .hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {408, 425, 429, 500, 502, 503, 599})
    void whatMayPassIsTriedAgain(int status) {
        service.answering(FakeService.status(status));

        assertThat(deliver(ChannelSamples.opened()))
                .isInstanceOfSatisfying(
                        Delivery.TryAgain.class,
                        again -> assertThat(again.reason()).startsWith("chat: " + status));
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 307, 308, 400, 401, 403, 404, 409, 410, 413, 422, 499})
    void whatWillNotPassIsRefused(int status) {
        service.answering(FakeService.withHeader(
                status, "Location", service.url("/elsewhere").toString()));

        assertThat(deliver(ChannelSamples.opened()))
                .isInstanceOfSatisfying(
                        Delivery.Refused.class,
                        refused -> assertThat(refused.reason()).startsWith("chat: " + status));
        assertThat(service.requests).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
                    120; PT2M
                    Tue, 24 Nov 2026 03:22:07 GMT; PT10M
                    Tue, 24 Nov 2026 03:00:00 GMT; PT0S
                    soon; PT0S
                    -1; PT0S
                    99999999999999999999; PT0S
                    """)
    void aPauseThatIsAskedForIsKept(String retryAfter, Duration pause) {
        service.answering(FakeService.withHeader(429, "Retry-After", retryAfter));

        assertThat(deliver(ChannelSamples.opened()))
                .isInstanceOfSatisfying(
                        Delivery.TryAgain.class,
                        again -> assertThat(again.pause()).isEqualTo(pause));
    }

    @Test
    void aServiceThatSaysNothingHoldsUpNoLongerThanTheDeadline() {
        service.answering(service.silence());

        assertThat(channel(Kind.WEBHOOK, service.url("/"), Duration.ofMillis(300))
                        .deliver(ChannelSamples.opened()))
                // Whichever of the two deadlines comes first: they are equally long.
                .isInstanceOfSatisfying(
                        Delivery.TryAgain.class,
                        again -> assertThat(again.reason())
                                .isIn("chat: no complete response within 300 ms", "chat: no response in time"));
    }

    @Test
    void aServerThatAcceptsAndNeverAnswersHoldsUpNoLongerThanTheDeadline() throws IOException {
        try (ServerSocket mute = new ServerSocket(0)) {
            URI url = URI.create("http://127.0.0.1:" + mute.getLocalPort() + "/");

            assertThat(channel(Kind.WEBHOOK, url, Duration.ofMillis(300)).deliver(ChannelSamples.opened()))
                    .isInstanceOf(Delivery.TryAgain.class);
        }
    }

    @Test
    void aBodyWithoutEndIsReadNoFurtherThanNeeded() {
        service.answering(FakeService.endless(200));
        assertThat(deliver(ChannelSamples.opened())).isEqualTo(new Delivery.Accepted());

        service.answering(FakeService.endless(400));
        assertThat(deliver(ChannelSamples.opened()))
                .isInstanceOfSatisfying(
                        Delivery.Refused.class,
                        refused -> assertThat(refused.reason()).hasSizeLessThan(300));
    }

    @Test
    void nothingThatPeopleReadHoldsTheAddressOrTheSecret(@TempDir Path folder) throws Exception {
        service.answering(FakeService.status(
                403, "invalid " + service.url(PATH) + " hush-hush-hush very-secret-token s3cret-of-the-channel"));
        String refused = deliver(ChannelSamples.opened()).toString();
        URI closed;
        try (ServerSocket listener = new ServerSocket(0)) {
            closed = URI.create("http://127.0.0.1:" + listener.getLocalPort() + PATH);
        }
        String unreachable = channel(Kind.WEBHOOK, closed, Duration.ofSeconds(5))
                .deliver(ChannelSamples.opened())
                .toString();
        URI unknown = URI.create("https://hidden.dogwatch.invalid" + PATH);
        String unresolved = channel(Kind.WEBHOOK, unknown, Duration.ofSeconds(5))
                .deliver(ChannelSamples.opened())
                .toString();
        String untrusted;
        try (FakeSmtpServer other = new FakeSmtpServer()
                .speakingTls(
                        TestCertificate.forHost(folder, "elsewhere.example.org").context())) {
            untrusted = channel(
                            Kind.WEBHOOK, URI.create("https://127.0.0.1:" + other.port() + PATH), Duration.ofSeconds(5))
                    .deliver(ChannelSamples.opened())
                    .toString();
        }

        assertThat(refused + unreachable + unresolved + untrusted + ChannelSamples.settings(Kind.SLACK, closed))
                .contains("403", "connection refused", "TLS failed")
                .doesNotContain("127.0.0.1", "hidden.dogwatch", "hush", "secret-token", "s3cret");
    }

    @Test
    void oneEventThatIsRefusedKeepsNoOtherBack() {
        service.answering(exchange ->
                FakeService.status(service.requests.size() == 1 ? 400 : 202).to(exchange));

        Delivery delivery = channel(Kind.PAGERDUTY, service.url("/"), Duration.ofSeconds(10))
                .deliver(ChannelSamples.gathered());

        assertThat(service.requests).hasSize(2);
        assertThat(delivery).isEqualTo(new Delivery.Refused("1 of 2 refused: chat: 400"));
    }

    @Test
    void whoIsDownIsNotAskedForEachEvent() {
        service.answering(FakeService.status(503));

        Delivery delivery = channel(Kind.PAGERDUTY, service.url("/"), Duration.ofSeconds(10))
                .deliver(ChannelSamples.hostile(50));

        assertThat(service.requests).hasSize(1);
        assertThat(delivery).isInstanceOf(Delivery.TryAgain.class);
    }

    @Test
    void theNextAttemptGoesOnWhereTheLastOneWasStopped() {
        service.answering(exchange ->
                FakeService.status(service.requests.size() == 31 ? 429 : 202).to(exchange));
        Channel channel = channel(Kind.PAGERDUTY, service.url("/"), Duration.ofSeconds(10));

        assertThat(channel.deliver(ChannelSamples.hostile(50))).isInstanceOf(Delivery.TryAgain.class);
        assertThat(channel.deliver(ChannelSamples.hostile(50))).isEqualTo(new Delivery.Accepted());

        assertThat(service.requests).hasSize(51);
        assertThat(service.requests.stream().map(FakeService.Request::body).distinct())
                .hasSize(50);
    }

    @Test
    void aHostMayHaveAnUnderscore() {
        URI url = URI.create("http://no_such_host.dogwatch.invalid:9093/");

        assertThat(channel(Kind.WEBHOOK, url, Duration.ofSeconds(10)).deliver(ChannelSamples.opened()))
                .isEqualTo(new Delivery.TryAgain("chat: the host name cannot be resolved"));
    }

    @Test
    void anInterruptEndsAnAttempt() throws InterruptedException {
        service.answering(service.silence());
        Thread waiting = Thread.ofVirtual()
                .start(() -> channel(Kind.WEBHOOK, service.url("/"), Duration.ofMinutes(2))
                        .deliver(ChannelSamples.opened()));

        waiting.interrupt();

        assertThat(waiting.join(Duration.ofSeconds(10))).isTrue();
    }
}
