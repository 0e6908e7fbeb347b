package io.dogwatch.notify;

import static io.dogwatch.notify.Notices.AT;
import static io.dogwatch.notify.Notices.WRITER;
import static org.assertj.core.api.Assertions.assertThat;

import io.dogwatch.notify.SmtpLogin.Mechanism;
import io.dogwatch.notify.SmtpServer.Security;
import io.dogwatch.notify.TestMailRun.Attempt;
import io.dogwatch.notify.TestMailRun.Report;
import io.dogwatch.notify.TestMailRun.Step;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
class TestMailRunTest {

    private static final SmtpLogin LOGIN = new SmtpLogin("ops", new Secret.Fixed("hunter2"), Mechanism.AUTO);

    @TempDir
    Path folder;

    @Test
    void eachStepIsShownUpToTheLastReplyOfTheServer() throws Exception {
        TestCertificate certificate = TestCertificate.forHost(folder, "localhost");
        try (FakeSmtpServer server = new FakeSmtpServer()
                .offeringStartTls(certificate.context())
                .offeringLogin("PLAIN", "hunter2")
                .answering(".", "250 2.0.0 Ok: queued as 4bXyZ")) {
            Report report = run(server(server, Security.STARTTLS, Optional.of(LOGIN), Optional.of(certificate.pem())));

            assertThat(report.accepted()).isTrue();
            assertThat(names(report))
                    .containsExactly(
                            "connect",
                            "greeting",
                            "EHLO",
                            "STARTTLS",
                            "certificate",
                            "EHLO",
                            "AUTH",
                            "MAIL FROM",
                            "RCPT TO",
                            "DATA",
                            "message");
            assertThat(report.attempts().getFirst().steps()).allMatch(Step::good);
            assertThat(report.attempts().getFirst().steps().getLast().words())
                    .isEqualTo("250 2.0.0 Ok: queued as 4bXyZ");
            assertThat(report.toString()).doesNotContain("hunter2", "aHVudGVyMg", "b3BzAGh1bnRlcjI");
            assertThat(server.messages).hasSize(1);
            assertThat(server.messages.getFirst())
                    .contains("Message-ID: " + report.messageId(), "Subject: [dogwatch] Test of receiver mail");
        }
    }

    @ParameterizedTest(name = "{0} answered by {1} stops at {2}")
    @CsvSource(delimiter = '|', textBlock = """
            greeting | 554 no service here        | greeting  | submission
            MAIL     | 530 5.7.0 login first      | MAIL FROM | set user and password
            RCPT     | 554 5.7.1 relay denied     | RCPT TO   | denies relaying
            DATA     | 451 later                  | DATA      | see its response
            .        | 552 5.3.4 too large        | message   | see its response
            """)
    void aFailureShowsTheServersWordsAndTheNextStep(String verb, String answer, String step, String advice)
            throws IOException {
        try (FakeSmtpServer server = new FakeSmtpServer().answering(verb, answer)) {
            Attempt attempt = run(server(server, Security.NONE, Optional.empty(), Optional.empty()))
                    .attempts()
                    .getFirst();

            assertThat(attempt.accepted()).isFalse();
            Step last = attempt.steps().stream()
                    .filter(it -> !it.good())
                    .findFirst()
                    .orElseThrow();
            assertThat(last.name()).isEqualTo(step);
            assertThat(last.words()).contains(answer);
            assertThat(attempt.advice()).contains(advice);
        }
    }

    @Test
    void aWrongPasswordIsReportedWithoutItsValue() throws IOException {
        try (FakeSmtpServer server = new FakeSmtpServer().offeringLogin("PLAIN LOGIN", "right")) {
            Report report = run(server(server, Security.NONE, Optional.of(LOGIN), Optional.empty()));

            assertThat(stopped(report).name()).isEqualTo("AUTH");
            assertThat(stopped(report).words()).contains("535 5.7.8 authentication failed");
            assertThat(report.attempts().getFirst().advice()).contains("user and password");
            assertThat(report.toString()).doesNotContain("hunter2");
        }
    }

    @Test
    void aServerWithoutEncryptionIsReported() throws IOException {
        try (FakeSmtpServer server = new FakeSmtpServer()) {
            Report report = run(server(server, Security.STARTTLS, Optional.empty(), Optional.empty()));

            assertThat(stopped(report).name()).isEqualTo("STARTTLS");
            assertThat(report.attempts().getFirst().advice()).contains("offers no encryption");
        }
    }

    @Test
    void anUntrustedCertificateIsReportedAsUntrusted() throws Exception {
        TestCertificate certificate = TestCertificate.forHost(folder, "localhost");
        try (FakeSmtpServer server = new FakeSmtpServer().offeringStartTls(certificate.context())) {
            Report report = run(server(server, Security.STARTTLS, Optional.empty(), Optional.empty()));

            assertThat(stopped(report).name()).isEqualTo("certificate");
            assertThat(report.attempts().getFirst().advice()).contains("caFile", "localhost");
        }
    }

    @Test
    void aMuteServerEndsAtTheDeadlineAndTheNextOneIsAsked() throws IOException {
        try (FakeSmtpServer mute = new FakeSmtpServer().mute();
                FakeSmtpServer good = new FakeSmtpServer()) {
            Report report = run(
                    server(mute, Security.NONE, Optional.empty(), Optional.empty()),
                    server(good, Security.NONE, Optional.empty(), Optional.empty()));

            assertThat(report.accepted()).isTrue();
            assertThat(report.attempts()).extracting(Attempt::accepted).containsExactly(false, true);
            assertThat(stopped(report).name()).isEqualTo("greeting");
        }
    }

    @Test
    void aMissingListenerIsReported() throws IOException {
        int port;
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }

        Report report = run(new SmtpServer("localhost", port, Security.NONE, Optional.empty(), true, Optional.empty()));

        assertThat(stopped(report).name()).isEqualTo("connect");
        assertThat(report.attempts().getFirst().advice()).contains("firewall");
    }

    @Test
    void withoutAServerTheMailIsAFile() throws IOException {
        Report report = run();

        assertThat(report.accepted()).isTrue();
        assertThat(report.attempts().getFirst().advice()).contains("mail.servers");
        try (var files = Files.list(folder.resolve("maildir/new"))) {
            assertThat(files).hasSize(1);
        }
    }

    private Report run(SmtpServer... servers) {
        MailSettings settings = new MailSettings(
                "dogwatch@example.org",
                Notices.RECIPIENTS,
                List.of(servers),
                Duration.ofSeconds(1),
                Duration.ofSeconds(1),
                Duration.ofSeconds(3),
                Optional.empty());
        MaildirChannel maildir = new MaildirChannel(folder.resolve("maildir"), settings, WRITER);
        return new TestMailRun("mail", settings, "0badcafe", maildir).run(AT);
    }

    private static SmtpServer server(
            FakeSmtpServer server, Security security, Optional<SmtpLogin> login, Optional<Path> caFile) {
        return new SmtpServer("localhost", server.port(), security, login, true, caFile);
    }

    private static List<String> names(Report report) {
        return report.attempts().getFirst().steps().stream().map(Step::name).toList();
    }

    private static Step stopped(Report report) {
        return report.attempts().getFirst().steps().stream()
                .filter(step -> !step.good())
                .findFirst()
                .orElseThrow();
    }
}
