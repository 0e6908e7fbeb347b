package io.dogwatch.notify;

import static io.dogwatch.notify.Notices.AT;
import static io.dogwatch.notify.Notices.WRITER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.dogwatch.journal.OutboxEntry;
import io.dogwatch.journal.SqlJournal;
import io.dogwatch.judge.Incident;
import io.dogwatch.judge.Notice;
import io.dogwatch.judge.Reason;
import io.dogwatch.model.TargetId;
import io.dogwatch.notify.SmtpLogin.Mechanism;
import io.dogwatch.notify.SmtpServer.Security;
import io.dogwatch.notify.TestMailRun.Step;
import jakarta.mail.BodyPart;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Mail through a real Postfix, read back from the mailbox on its disk. */
@Timeout(120)
class MailIT {

    @TempDir
    private static Path home;

    private static @Nullable PostfixServer postfix;

    @TempDir
    Path folder;

    @BeforeAll
    static void start() throws Exception {
        postfix = new PostfixServer(home);
    }

    @AfterAll
    static void stop() {
        postfix().close();
    }

    private static PostfixServer postfix() {
        return java.util.Objects.requireNonNull(postfix);
    }

    @Test
    void theStoryOfAnIncidentArrivesAsOneThreadWithItsEvidence() throws Exception {
        int before = postfix().arrived().size();
        Incident incident = Notices.incident(
                "büro.web.3", new TargetId("büro", "web"), "500: Größe überschritten (allowed: 200-399)");
        Instant now = AT.plusSeconds(60);
        try (SqlJournal journal = SqlJournal.open(folder);
                OutboxSender sender = new OutboxSender(journal, channel(login(Mechanism.AUTO)), () -> now)) {
            sender.start();
            journal.enqueue(new Notice(Notice.Kind.OPENED, incident, 0, "It is being restarted."), AT);
            journal.saveEvidence(incident.id(), "", Notices.evidence().getFirst());
            journal.enqueue(
                    new Notice(
                            Notice.Kind.CLOSED,
                            incident.withRestart().withNotice().closed(AT.plusSeconds(52), Reason.RECOVERED),
                            1,
                            "No action is needed."),
                    AT);
            sender.nudge();
            await().atMost(Duration.ofSeconds(30))
                    .until(() ->
                            journal.outbox(10).stream().map(OutboxEntry::state).allMatch("sent"::equals));
        }
        await().atMost(Duration.ofSeconds(30)).until(() -> postfix().arrived().size() == before + 2);
        List<MimeMessage> mails = newest(2);
        MimeMessage opening = mails.stream()
                .filter(mail -> kind(mail).equals("opened"))
                .findFirst()
                .orElseThrow();
        MimeMessage reply = mails.stream()
                .filter(mail -> kind(mail).equals("closed"))
                .findFirst()
                .orElseThrow();

        assertThat(opening.getHeader("In-Reply-To")).isNull();
        assertThat(reply.getHeader("In-Reply-To")).containsExactly(opening.getMessageID());
        assertThat(reply.getHeader("References")).containsExactly(opening.getMessageID());
        assertThat(reply.getMessageID()).isNotEqualTo(opening.getMessageID());
        assertThat(opening.getSubject()).contains("web", "büro", "Größe überschritten");
        assertThat(reply.getSubject()).isEqualTo("Re: " + opening.getSubject());
        assertThat(mails).allSatisfy(mail -> {
            assertThat(mail.getHeader("Auto-Submitted")).containsExactly("auto-generated");
            assertThat(mail.getHeader("X-Dogwatch-Target", null)).isNotBlank();
            assertThat(((InternetAddress) mail.getFrom()[0]).getAddress()).isEqualTo("dogwatch@shop.example");
            assertThat(part(mail, 0, 0)).as("the text").contains("Größe überschritten");
            assertThat(part(mail, 0, 1)).as("the HTML").contains("Größe überschritten");
        });
        assertThat(attachments(opening)).contains("log.txt", "state.txt", "processes.txt");
        assertThat(part(opening, 1, -1))
                .isEqualToNormalizingNewlines(
                        Notices.evidence().getFirst().exhibits().getFirst().text());
    }

    @ParameterizedTest
    @EnumSource(
            value = Mechanism.class,
            names = {"PLAIN", "LOGIN"})
    void theServersOwnLoginTakesThePassword(Mechanism mechanism) {
        assertThat(channel(login(mechanism)).deliver(Notices.message(Notices.opened(), List.of())))
                .isInstanceOf(Delivery.Accepted.class);
    }

    @Test
    void nothingArrivesWithoutALoginATrustedCertificateOrEncryption() throws Exception {
        int before = postfix().arrived().size();
        SmtpLogin wrong = new SmtpLogin(PostfixServer.USER, new Secret.Fixed("wrong"), Mechanism.AUTO);

        assertThat(report(server(Optional.of(wrong), Optional.of(postfix().authority()), Security.STARTTLS)))
                .satisfies(step ->
                        assertThat(step.toString()).contains("AUTH", "535").doesNotContain("wrong"));
        assertThat(report(server(Optional.empty(), Optional.of(postfix().authority()), Security.STARTTLS))
                        .name())
                .isEqualTo("RCPT TO");
        assertThat(report(server(
                                Optional.of(login(Mechanism.AUTO)),
                                Optional.of(postfix().otherAuthority()),
                                Security.STARTTLS))
                        .name())
                .isEqualTo("certificate");
        assertThat(report(server(Optional.empty(), Optional.empty(), Security.NONE))
                        .words())
                .contains("530", "STARTTLS");
        assertThat(postfix().arrived()).hasSize(before);
    }

    @Test
    void whatPostfixSaysIsToldStepByStepAndTheTestArrives() throws Exception {
        int before = postfix().arrived().size();

        TestMailRun.Report report = trial(
                server(Optional.of(login(Mechanism.AUTO)), Optional.of(postfix().authority()), Security.STARTTLS));

        assertThat(report.accepted()).isTrue();
        assertThat(report.attempts().getFirst().steps())
                .extracting(Step::name)
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
        assertThat(report.attempts().getFirst().steps().getLast().words()).contains("queued as");
        assertThat(report.toString()).doesNotContain(PostfixServer.PASSWORD);
        await().atMost(Duration.ofSeconds(30)).until(() -> postfix().arrived().size() == before + 1);
        assertThat(newest(1).getFirst().getMessageID()).isEqualTo(report.messageId());
    }

    @Test
    void anUnknownRecipientIsRefusedForGood() {
        MailSettings settings = settings(
                "nobody-here@shop.example",
                server(Optional.of(login(Mechanism.AUTO)), Optional.of(postfix().authority()), Security.STARTTLS));

        assertThat(new SmtpChannel(settings, WRITER).deliver(Notices.message(Notices.opened(), List.of())))
                .isInstanceOfSatisfying(
                        Delivery.Refused.class,
                        refused -> assertThat(refused.why()).contains("550"));
    }

    private static SmtpLogin login(Mechanism mechanism) {
        return new SmtpLogin(PostfixServer.USER, new Secret.Fixed(PostfixServer.PASSWORD), mechanism);
    }

    private static SmtpServer server(Optional<SmtpLogin> login, Optional<Path> caFile, Security security) {
        return new SmtpServer("localhost", postfix().port(), security, login, true, caFile);
    }

    private static MailSettings settings(String to, SmtpServer server) {
        return new MailSettings("dogwatch@shop.example", List.of(to), List.of(server));
    }

    private static SmtpChannel channel(SmtpLogin login) {
        return new SmtpChannel(
                settings(
                        "ops@shop.example",
                        server(Optional.of(login), Optional.of(postfix().authority()), Security.STARTTLS)),
                WRITER);
    }

    private TestMailRun.Report trial(SmtpServer server) {
        MailSettings settings = settings("ops@shop.example", server);
        return new TestMailRun("mail", settings, "0badcafe", new MaildirChannel(folder, settings, WRITER))
                .run(Instant.now());
    }

    /** The step at which it stopped. */
    private Step report(SmtpServer server) {
        return trial(server).attempts().getFirst().steps().stream()
                .filter(step -> !step.good())
                .findFirst()
                .orElseThrow();
    }

    private static List<MimeMessage> newest(int count) throws Exception {
        List<Path> files = postfix().arrived();
        List<Path> byTime = files.stream()
                .sorted(java.util.Comparator.comparingLong(file -> file.toFile().lastModified()))
                .toList();
        List<MimeMessage> mails = new java.util.ArrayList<>();
        for (Path file : byTime.subList(byTime.size() - count, byTime.size())) {
            byte[] raw = Files.readAllBytes(file);
            String text = new String(raw, StandardCharsets.ISO_8859_1);
            assertThat(text.substring(0, text.indexOf("\n\n")))
                    .as("headers in ASCII")
                    .matches("\\p{ASCII}*");
            mails.add(new MimeMessage(Session.getInstance(new Properties()), new ByteArrayInputStream(raw)));
        }
        return mails;
    }

    private static String kind(MimeMessage mail) {
        try {
            return mail.getHeader("X-Dogwatch-Kind", null);
        } catch (jakarta.mail.MessagingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<String> attachments(MimeMessage mail) throws Exception {
        MimeMultipart parts = (MimeMultipart) mail.getContent();
        List<String> names = new java.util.ArrayList<>();
        for (int i = 1; i < parts.getCount(); i++) {
            names.add(parts.getBodyPart(i).getFileName());
        }
        return names;
    }

    /** @param inner -1 for a part that has none within */
    private static String part(MimeMessage mail, int outer, int inner) throws Exception {
        BodyPart part = ((MimeMultipart) mail.getContent()).getBodyPart(outer);
        return (String) (inner < 0 ? part : ((MimeMultipart) part.getContent()).getBodyPart(inner)).getContent();
    }
}
