package io.dogwatch.notify;

import static io.dogwatch.notify.Notices.WRITER;
import static io.dogwatch.notify.Notices.evidence;
import static io.dogwatch.notify.Notices.opened;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.dogwatch.notify.SmtpLogin.Mechanism;
import io.dogwatch.notify.SmtpServer.Security;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class SmtpChannelTest {

    @Test
    void aPlainServerGetsTheWholeMail() throws Exception {
        GreenMail server = new GreenMail(new ServerSetup(0, "127.0.0.1", "smtp"));
        server.start();
        try {
            Delivery delivery = deliver(plain(server.getSmtp().getPort()));

            assertThat(delivery).isInstanceOf(Delivery.Accepted.class);
            assertThat(server.getReceivedMessages()).hasSize(1);
            assertThat(server.getReceivedMessages()[0].getSubject()).startsWith("[dogwatch] web FAILING");
            assertThat(server.getReceivedMessages()[0].getMessageID()).isEqualTo("<local.web.3-0.0badcafe@dogwatch>");
        } finally {
            server.stop();
        }
    }

    @Test
    void aServerThatWantsAPasswordGetsIt() {
        GreenMail server = new GreenMail(new ServerSetup(0, "127.0.0.1", "smtp"));
        server.setUser("ops@example.org", "ops", "secret");
        server.start();
        try {
            int port = server.getSmtp().getPort();

            assertThat(deliver(login(port, "secret"))).isInstanceOf(Delivery.Accepted.class);
            assertThat(deliver(login(port, "wrong")))
                    .as("a person can mend that, so the mail is kept")
                    .isInstanceOfSatisfying(
                            Delivery.TryAgain.class,
                            again -> assertThat(again.reason()).contains("535").doesNotContain("wrong"));
            assertThat(server.getReceivedMessages()).hasSize(1);
        } finally {
            server.stop();
        }
    }

    @Test
    void aServerThatSpeaksTlsFromTheFirstByteGetsTheMail() {
        GreenMail server = new GreenMail(new ServerSetup(0, "127.0.0.1", "smtps"));
        server.start();
        try {
            int port = server.getSmtps().getPort();

            assertThat(deliver(
                            new SmtpServer("127.0.0.1", port, Security.TLS, Optional.empty(), false, Optional.empty())))
                    .isInstanceOf(Delivery.Accepted.class);
            assertThat(deliver(
                            new SmtpServer("127.0.0.1", port, Security.TLS, Optional.empty(), true, Optional.empty())))
                    .as("nobody vouches for its certificate")
                    .isInstanceOf(Delivery.TryAgain.class);
            assertThat(server.getReceivedMessages()).hasSize(1);
        } finally {
            server.stop();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"STARTTLS", "TLS"})
    void theCertificateMustBeVouchedForAndNameTheServer(Security security, @TempDir Path folder) throws Exception {
        TestCertificate right = TestCertificate.forHost(folder, "localhost");
        TestCertificate other = TestCertificate.forHost(folder, "elsewhere.example.org");

        assertThat(deliverSecurely(security, right, Optional.of(right.pem()))).isInstanceOf(Delivery.Accepted.class);
        assertThat(deliverSecurely(security, other, Optional.of(other.pem()))).isInstanceOf(Delivery.TryAgain.class);
        assertThat(deliverSecurely(security, right, Optional.of(other.pem()))).isInstanceOf(Delivery.TryAgain.class);
        assertThat(deliverSecurely(security, right, Optional.empty())).isInstanceOf(Delivery.TryAgain.class);
        assertThat(deliverSecurely(security, right, Optional.of(folder.resolve("missing.pem"))))
                .isInstanceOf(Delivery.TryAgain.class);
    }

    private static Delivery deliverSecurely(Security security, TestCertificate certificate, Optional<Path> caFile)
            throws IOException {
        try (FakeSmtpServer server = new FakeSmtpServer()) {
            if (security == Security.TLS) {
                server.speakingTls(certificate.context());
            } else {
                server.offeringStartTls(certificate.context());
            }
            Delivery delivery =
                    deliver(new SmtpServer("localhost", server.port(), security, Optional.empty(), true, caFile));
            assertThat(server.messages).hasSize(delivery instanceof Delivery.Accepted ? 1 : 0);
            return delivery;
        }
    }

    @Test
    void withoutTheStarttlsThatIsRequiredNothingIsSentNorAnyPassword() throws IOException {
        try (FakeSmtpServer server = new FakeSmtpServer()) {
            Delivery delivery = deliver(new SmtpServer(
                    "127.0.0.1",
                    server.port(),
                    Security.STARTTLS,
                    Optional.of(new SmtpLogin("ops", new Secret.Fixed("secret"), Mechanism.AUTO)),
                    true,
                    Optional.empty()));

            assertThat(delivery).isInstanceOf(Delivery.TryAgain.class);
            assertThat(server.messages).isEmpty();
            assertThat(server.commands).noneMatch(line -> line.startsWith("AUTH") || line.startsWith("MAIL"));
        }
    }

    @Test
    void aMuteServerEndsAtTheDeadlineAndTheNextOneIsAsked() throws IOException {
        try (FakeSmtpServer mute = new FakeSmtpServer().mute();
                FakeSmtpServer good = new FakeSmtpServer()) {
            Instant before = Instant.now();

            Delivery delivery = deliver(plain(mute.port()), plain(good.port()));

            assertThat(delivery).isInstanceOf(Delivery.Accepted.class);
            assertThat(good.messages).hasSize(1);
            assertThat(Duration.between(before, Instant.now())).isLessThan(Duration.ofSeconds(10));
        }
    }

    @Test
    void aServerThatDripsEndsAtTheDeadlineOfTheWholeAttempt() throws IOException {
        try (FakeSmtpServer dripping = new FakeSmtpServer().dripping()) {
            Delivery delivery = deliver(plain(dripping.port()));

            assertThat(delivery)
                    .isInstanceOfSatisfying(
                            Delivery.TryAgain.class,
                            again -> assertThat(again.reason()).contains("not finished after 3 s"));
        }
    }

    @Test
    void nobodyListeningIsNoReasonToGiveUp() throws IOException {
        int port;
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }

        assertThat(deliver(plain(port)))
                .isInstanceOfSatisfying(
                        Delivery.TryAgain.class,
                        again -> assertThat(again.reason()).contains("127.0.0.1"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"greeting", "MAIL", "RCPT", "DATA", "."})
    void aPassingRefusalAsksTheNextServerAndIsTriedAgain(String verb) throws IOException {
        try (FakeSmtpServer busy = new FakeSmtpServer().answering(verb, "451 try later\u0007");
                FakeSmtpServer good = new FakeSmtpServer()) {
            assertThat(deliver(plain(busy.port())))
                    .isInstanceOfSatisfying(
                            Delivery.TryAgain.class,
                            again -> assertThat(again.reason()).contains("451").doesNotContain("\u0007"));
            assertThat(deliver(plain(busy.port()), plain(good.port()))).isInstanceOf(Delivery.Accepted.class);
            assertThat(good.messages).hasSize(1);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"MAIL", "RCPT", "DATA", "."})
    void aPermanentRefusalOfTheMailIsFinal(String verb) throws IOException {
        try (FakeSmtpServer strict = new FakeSmtpServer().answering(verb, "550 not you");
                FakeSmtpServer next = new FakeSmtpServer()) {
            assertThat(deliver(plain(strict.port()), plain(next.port())))
                    .isInstanceOfSatisfying(
                            Delivery.Refused.class,
                            refused -> assertThat(refused.reason()).contains("550"));
            assertThat(next.connections).hasValue(0);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"greeting:554 no service here", "MAIL:530 authentication required"})
    void aRefusalOfTheSenderIsRetried(String refusal) throws IOException {
        String[] parts = refusal.split(":");
        try (FakeSmtpServer server = new FakeSmtpServer().answering(parts[0], parts[1])) {
            assertThat(deliver(plain(server.port()))).isInstanceOf(Delivery.TryAgain.class);
        }
    }

    @Test
    void aCutAfterTheFinalDotIsRepeatedWithTheSameMessageId() throws IOException {
        try (FakeSmtpServer server = new FakeSmtpServer().cuttingAfterTheDot(1)) {
            assertThat(deliver(plain(server.port()))).isInstanceOf(Delivery.TryAgain.class);
            assertThat(deliver(plain(server.port()))).isInstanceOf(Delivery.Accepted.class);

            assertThat(server.messages)
                    .hasSize(2)
                    .allMatch(message -> message.contains("Message-ID: <local.web.3-0.0badcafe@dogwatch>"));
        }
    }

    @Test
    void anInterruptEndsAnAttemptImmediately() throws Exception {
        try (FakeSmtpServer mute = new FakeSmtpServer().mute()) {
            SmtpChannel patient = new SmtpChannel(
                    new MailSettings("dogwatch@example.org", Notices.RECIPIENTS, List.of(plain(mute.port()))), WRITER);
            Thread sender = Thread.ofVirtual().start(() -> patient.deliver(Notices.message(opened(), evidence())));
            await().until(() -> mute.connections.get() == 1);

            sender.interrupt();

            assertThat(sender.join(Duration.ofSeconds(5))).isTrue();
        }
    }

    private static SmtpServer plain(int port) {
        return new SmtpServer("127.0.0.1", port, Security.NONE, Optional.empty(), true, Optional.empty());
    }

    private static SmtpServer login(int port, String password) {
        return new SmtpServer(
                "127.0.0.1",
                port,
                Security.NONE,
                Optional.of(new SmtpLogin("ops", new Secret.Fixed(password), Mechanism.AUTO)),
                true,
                Optional.empty());
    }

    private static Delivery deliver(SmtpServer... servers) {
        MailSettings settings = new MailSettings(
                "dogwatch@example.org",
                Notices.RECIPIENTS,
                List.of(servers),
                Duration.ofSeconds(1),
                Duration.ofSeconds(1),
                Duration.ofSeconds(3),
                Optional.empty());
        return new SmtpChannel(settings, WRITER).deliver(Notices.message(opened(), evidence()));
    }
}
