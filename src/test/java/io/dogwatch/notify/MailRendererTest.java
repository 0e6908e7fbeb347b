package io.dogwatch.notify;

import static io.dogwatch.notify.Notices.WRITER;
import static io.dogwatch.notify.Notices.closed;
import static io.dogwatch.notify.Notices.evidence;
import static io.dogwatch.notify.Notices.incident;
import static io.dogwatch.notify.Notices.opened;
import static io.dogwatch.notify.Notices.quarantined;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.dogwatch.judge.Incident;
import io.dogwatch.judge.Notice;
import io.dogwatch.judge.Reason;
import io.dogwatch.model.Evidence;
import io.dogwatch.model.Severity;
import io.dogwatch.model.TargetId;
import jakarta.mail.BodyPart;
import jakarta.mail.Message;
import jakarta.mail.Multipart;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.nio.file.Path;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class MailRendererTest {

    private static final MailSettings SETTINGS =
            new MailSettings("dogwatch@example.org", Notices.RECIPIENTS, List.of());

    static List<String> hostileTexts() {
        return List.of(
                "x\r\nBcc: victim@example.org",
                "x\nSubject: won",
                "x\r\n\r\n<html>new body",
                "x\u2028Bcc: a@b\u2029c",
                "\u202Egnp.exe\u202C",
                "\u001b[31mred\u001b]0;title\u0007",
                "nul\0byte\u0085next",
                "=?UTF-8?Q?=0D=0ABcc:_victim@example.org?=",
                "\uD800 lone surrogate",
                "<script>alert(1)</script>",
                "\"><img src=x onerror=alert(1)>",
                "'; </style></div><a href=javascript:1>",
                "&lt;b&gt; &#60;b&#62;",
                "${name} <#list 1..9 as x>${x}</#list> [=name]",
                "名前 größe 🐶",
                "long".repeat(2_500),
                "e\u0301".repeat(3_000),
                "");
    }

    @Test
    void theOpeningMailNamesTheTargetAndTheCauseInItsSubject() {
        MailContent letter = WRITER.write(Notices.message(opened(), evidence()));

        assertThat(letter.subject()).isEqualTo("[dogwatch] web FAILING: http site: 500 (3 of 3)");
        assertThat(letter.senderName()).isEqualTo("web FAILING");
        assertThat(letter.messageId()).isEqualTo("<local.web.3-0.0badcafe@dogwatch>");
        assertThat(letter.inReplyTo()).isEmpty();
    }

    @Test
    void theClosingMailKeepsTheThreadAndSaysRecoveredImmediately() {
        MailContent letter = WRITER.write(Notices.message(closed(), List.of()));

        assertThat(letter.subject()).isEqualTo("Re: [dogwatch] web FAILING: http site: 500 (3 of 3)");
        assertThat(letter.messageId()).isEqualTo("<local.web.3-1.0badcafe@dogwatch>");
        assertThat(letter.inReplyTo()).contains("<local.web.3-0.0badcafe@dogwatch>");
        assertThat(letter.senderName()).isEqualTo("web RECOVERED");
        assertThat(letter.text()).startsWith("RECOVERED: web recovered after 1 min 12 s\n");
    }

    @Test
    void theTextHasTheActionsTheNextStepAndTheAdvice() {
        String text = WRITER.write(Notices.message(opened(), evidence())).text();

        assertThat(text)
                .startsWith("FAILING: web fails its http check site\nhttp site: 500 (allowed: 200-399) (3 of 3)\n")
                .contains("ACTIONS TAKEN\n  Evidence was saved")
                .contains("NEXT STEP\n  Dogwatch is restarting it now: restart 1 of 5 within 30 min (4 left).")
                .contains("      docker logs --tail 100 web\n")
                .contains("failing since  2026-11-24 03:11:47 UTC\n")
                .contains("detected       2026-11-24 03:12:07 UTC, after 20 s\n")
                .contains("  | 03:11:59 [error] 29#29")
                .contains("log.txt, state.txt, processes.txt");
        assertThat(text.lines().filter(line -> line.matches("  \\| \\d.*"))).hasSize(15);
        assertThat(text.lines()).allMatch(line -> line.length() <= 78);
    }

    @Test
    void theClosingMailShowsTheDowntime() {
        String text = WRITER.write(Notices.message(closed(), evidence())).text();

        assertThat(text)
                .contains("\nWas: http site: 500 (allowed: 200-399) (3 of 3)\n")
                .contains("closed         2026-11-24 03:12:59 UTC, down for 1 min 12 s")
                .contains("It was restarted once.")
                .contains("it has recovered")
                .doesNotContain("ATTACHED", "Meaning: ");
    }

    @Test
    void whatFailsBecauseOfItIsNamed() {
        Incident root = incident().withChildren(List.of(new TargetId("local", "agent"), new TargetId("nas", "mailer")));

        assertThat(WRITER.write(Notices.message(new Notice(Notice.Kind.REMINDER, root, 1, 1, ""), List.of()))
                        .text())
                .contains("also failing   agent, nas/mailer (dependents)\n");
    }

    @Test
    void logLinesHaveTheTimeZoneOfTheMailAndADateIfItDiffers() {
        MailRenderer writer = new MailRenderer("x", Optional.empty(), ZoneId.of("Europe/Berlin"));
        Evidence log = Notices.evidence("log.txt", """
                # taken at 2026-11-24T03:12:07Z
                2026-11-20T09:00:00.5Z   ready
                2026-11-24T03:11:59.004Z ! no space left
                no time of the engine's
                """);

        assertThat(writer.write(Notices.message(opened(), List.of(log))).text())
                .contains(
                        "  | 2026-11-20 10:00:00 ready\n",
                        "  | 04:11:59 ! no space left\n",
                        "  | no time of the engine's\n");
    }

    @Test
    void withAPublicUrlAMailHasActionLinks(@TempDir Path folder) {
        URI home = URI.create("https://dogwatch.example.org/");
        MailRenderer writer = new MailRenderer(
                "badcafe",
                Optional.of(home),
                Optional.of(SignedLinks.open(home, folder)),
                ZoneOffset.UTC,
                Templates.BUILT_IN);
        MailContent opened = writer.write(Notices.message(opened(), evidence()));
        MailContent again = writer.write(Notices.message(opened(), evidence()));
        MailContent closed = writer.write(Notices.message(closed(), List.of()));

        assertThat(opened.text())
                .contains("Acknowledge", home + "link/ack/local.web.3?until=", home + "link/silence/local.web.3?until=")
                .contains("Open in Dogwatch:\n      " + home + "incidents/local.web.3\n");
        assertThat(opened.html()).contains("href=\"" + home + "link/ack/local.web.3?until=", "&amp;sig=");
        assertThat(again).isEqualTo(opened);
        assertThat(closed.text()).doesNotContain("link/").contains(home + "incidents/local.web.3");
    }

    @Test
    void aRestartThatHasOnlyJustBeenDecidedIsNotDoneYet() {
        Notice deciding = new Notice(Notice.Kind.OPENED, incident().withRestart(), 0, "Dogwatch restarts it now.");

        assertThat(WRITER.write(Notices.message(deciding, evidence())).text())
                .contains("Dogwatch restarts it now.")
                .doesNotContain("It was restarted", "restarts  ");
    }

    @Test
    void givingUpAsksForAPerson() {
        MailContent letter = WRITER.write(Notices.message(quarantined(), evidence()));

        assertThat(letter.senderName()).isEqualTo("web QUARANTINED");
        assertThat(letter.text()).contains("It was restarted 5 times.").contains("Manual investigation is needed");
    }

    @Test
    void anIncidentThatEndsOtherwiseIsNotCalledRecovered() {
        Notice stopped =
                new Notice(Notice.Kind.CLOSED, incident().closed(Notices.AT, Reason.STOPPED_BY_PERSON), 1, "Nothing.");

        MailContent letter = WRITER.write(Notices.message(stopped, List.of()));

        assertThat(letter.senderName()).isEqualTo("web CLOSED");
        assertThat(letter.text())
                .contains("Closed because a person stopped it.")
                .doesNotContain("RECOVERED");
    }

    @Test
    void anObservedTargetIsLeftToThePerson() {
        var observed = new Incident(
                "i",
                new TargetId("local", "web"),
                "nginx",
                "",
                "",
                Notices.AT,
                Notices.AT,
                incident().failure(),
                Severity.CRITICAL,
                List.of(),
                0,
                false,
                false,
                1,
                Optional.empty(),
                Optional.empty(),
                Optional.empty());

        String text = WRITER.write(
                        Notices.message(new Notice(Notice.Kind.OPENED, observed, 0, "It is only observed."), List.of()))
                .text();

        assertThat(text).contains("docker restart web").contains("Evidence could not be saved in time.");
    }

    @Test
    void invalidLabelsAreReported() {
        Notice fault = new Notice(
                Notice.Kind.LABEL_FAULT,
                incident("label.web.1a2b", new TargetId("local", "web"), "dogwatch.check.site.http.prot: unknown key"),
                0,
                "It is observed only until the label is corrected.");

        MailContent letter = WRITER.write(Notices.message(fault, List.of()));

        assertThat(letter.subject())
                .isEqualTo("[dogwatch] web INVALID LABELS: dogwatch.check.site.http.prot: unknown key");
        assertThat(letter.text()).contains("only observed");
    }

    @Test
    void aNecessaryLogChangeIsReported() {
        TargetId web = new TargetId("local", "web");
        Notice unreadable = new Notice(
                Notice.Kind.LOG_UNREADABLE,
                incident("local.web.log-unreadable-1a2b", web, "log driver none does not support reading"),
                0,
                "A log is read that the driver json-file or local keeps.");
        Notice unbounded = new Notice(
                Notice.Kind.LOG_UNBOUNDED,
                incident("local.web.log-unbounded-1a2b", web, "takes 3.2GiB"),
                0,
                "Please create the container anew.");

        MailContent blind = WRITER.write(Notices.message(unreadable, List.of()));
        MailContent growing = WRITER.write(Notices.message(unbounded, List.of()));

        assertThat(blind.subject())
                .isEqualTo("[dogwatch] web LOG UNREADABLE: log driver none does not support reading");
        assertThat(blind.text()).contains("Cannot read the log").contains("json-file or local");
        assertThat(growing.subject()).isEqualTo("[dogwatch] web LOG SIZE UNLIMITED: takes 3.2GiB");
        assertThat(growing.text().lines())
                .contains(
                        "      --log-opt max-size=10m --log-opt max-file=3",
                        "      logging: {driver: json-file, options: {max-size: \"10m\", max-file: \"3\"}}",
                        "      docker inspect -f '{{json .HostConfig.LogConfig}}' web");
    }

    @Test
    void anotherHostIsNamedAndALinkIsGivenWhenThereIsOne() {
        MailRenderer writer =
                new MailRenderer("x", Optional.of(URI.create("https://dog.example.org/")), ZoneId.of("Europe/Berlin"));
        Notice notice = new Notice(Notice.Kind.OPENED, incident("i", new TargetId("nas", "web"), "500"), 0, "");

        MailContent letter = writer.write(Notices.message(notice, List.of()));

        assertThat(letter.subject()).startsWith("[dogwatch] nas/web FAILING");
        assertThat(letter.text()).contains("https://dog.example.org/").contains("04:12:07 CET");
        assertThat(letter.html()).contains("href=\"https://dog.example.org/\"");
    }

    @ParameterizedTest
    @MethodSource("hostileTexts")
    void noTextMakesAHeaderOrLeavesItsPlace(String hostile) throws Exception {
        Notice notice = new Notice(
                Notice.Kind.OPENED,
                incident("id " + hostile, new TargetId("local", "n" + hostile), hostile),
                0,
                hostile);

        MailContent letter = WRITER.write(Notices.message(notice, List.of(Notices.evidence("log" + hostile, hostile))));
        verifyNothingEscapes(raw(letter));
        verifyNothingEscapes(raw(letter, true));
    }

    private static void verifyNothingEscapes(String raw) throws Exception {
        MimeMessage message = parse(raw);

        List<String> names = new ArrayList<>();
        for (var header : Collections.list(message.getAllHeaders())) {
            names.add(header.getName());
            assertThat(header.getValue().replaceAll("\r\n[ \t]", "")).doesNotContainPattern("[\\x00-\\x08\\x0a-\\x1f]");
        }
        assertThat(names)
                .containsExactlyInAnyOrder(
                        "From",
                        "To",
                        "Subject",
                        "Date",
                        "Message-ID",
                        "MIME-Version",
                        "Content-Type",
                        "Auto-Submitted",
                        "X-Auto-Response-Suppress",
                        "Thread-Topic",
                        "X-Dogwatch-Incident",
                        "X-Dogwatch-Target",
                        "X-Dogwatch-Kind");
        assertThat(message.getAllRecipients()).containsExactly(new InternetAddress("ops@example.org"));
        assertThat(((InternetAddress) message.getFrom()[0]).getAddress()).isEqualTo("dogwatch@example.org");
        assertThat(raw.lines().mapToInt(line -> line.getBytes(UTF_8).length)).allMatch(length -> length <= 998);
        assertThat(message.getSubject().length()).isLessThanOrEqualTo(180);
        assertThat(((Multipart) message.getContent()).getCount()).isEqualTo(4);
    }

    @ParameterizedTest
    @MethodSource("hostileTexts")
    void noTextBecomesMarkupOrRunsInATemplate(String hostile) {
        Notice notice =
                new Notice(Notice.Kind.OPENED, incident("i", new TargetId("local", hostile), hostile), 0, hostile);

        String html = WRITER.write(
                        Notices.message(notice, List.of(Notices.evidence("log.txt", hostile + "\n" + hostile))))
                .html();

        assertThat(html.replaceAll("(?s)<style>.*?</style>", ""))
                .doesNotContain("<script")
                .doesNotContain("<img")
                .doesNotContain("</style")
                .doesNotContain("<a href=javascript")
                .doesNotContain("<b>")
                .doesNotContain("123456789")
                .doesNotContainPattern("[\\x00-\\x08\\x0b-\\x1f\\u202A-\\u202E\\u2028\\u2029]");
        assertThat(count(html, "<div")).isEqualTo(count(html, "</div>"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"web; rm -rf /", "$(reboot)", "`id`", "-v", "a b", ""})
    void aNameThatIsNoContainerNameIsNotPutIntoACommand(String name) {
        Notice notice = new Notice(Notice.Kind.OPENED, incident("i", new TargetId("local", name), "500"), 0, "");

        assertThat(WRITER.write(Notices.message(notice, List.of())).text()).doesNotContain("docker logs");
    }

    @Test
    void theMessageHasBothBodiesAndTheEvidenceAsFiles() throws Exception {
        MimeMessage message = parse(raw(WRITER.write(Notices.message(opened(), evidence()))));

        Multipart mixed = (Multipart) message.getContent();
        Multipart bodies = (Multipart) mixed.getBodyPart(0).getContent();
        BodyPart log = mixed.getBodyPart(1);

        assertThat(message.getContentType()).startsWith("multipart/mixed");
        assertThat(mixed.getBodyPart(0).getContentType()).startsWith("multipart/alternative");
        assertThat(bodies.getBodyPart(0).getContentType()).startsWithIgnoringCase("text/plain; charset=utf-8");
        assertThat(bodies.getBodyPart(1).getContentType()).startsWithIgnoringCase("text/html; charset=utf-8");
        assertThat(log.getFileName()).isEqualTo("log.txt");
        assertThat(log.getDisposition()).isEqualTo("attachment");
        assertThat(log.getContent().toString().replace("\r\n", "\n"))
                .isEqualTo(evidence().getFirst().exhibits().getFirst().text());
        assertThat(message.getSentDate()).isEqualTo(Notices.AT);
        assertThat(message.getHeader("Auto-Submitted")).containsExactly("auto-generated");
        assertThat(message.getHeader("X-Dogwatch-Kind")).containsExactly("opened");
        assertThat(message.getHeader("X-Dogwatch-Target")).containsExactly("local/web");
    }

    @Test
    void theThreadHeadersAreOnTheMessage() throws Exception {
        MimeMessage message = parse(raw(WRITER.write(Notices.message(closed(), List.of()))));

        assertThat(message.getMessageID()).isEqualTo("<local.web.3-1.0badcafe@dogwatch>");
        assertThat(message.getHeader("In-Reply-To")).containsExactly("<local.web.3-0.0badcafe@dogwatch>");
        assertThat(message.getHeader("References")).containsExactly("<local.web.3-0.0badcafe@dogwatch>");
        assertThat(message.getFrom()[0]).hasToString("\"web RECOVERED (dogwatch)\" <dogwatch@example.org>");
        assertThat(message.getRecipients(Message.RecipientType.TO)).hasSize(1);
    }

    @Test
    void tooMuchEvidenceIsLeftOutAndThatIsSaid() {
        Evidence huge = Notices.evidence("log.txt", "x".repeat(4 * 1024 * 1024 + 1));

        MailContent letter = WRITER.write(Notices.message(opened(), List.of(huge)));

        assertThat(letter.attachments())
                .extracting(MailContent.Attachment::fileName)
                .containsExactly("state.txt", "processes.txt");
        assertThat(letter.text()).contains("1 more were too large to attach");
    }

    private static String raw(MailContent letter) throws Exception {
        return raw(letter, false);
    }

    private static String raw(MailContent letter, boolean eightBit) throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        new MimeMail(Session.getInstance(new Properties()), SETTINGS, letter, eightBit).writeTo(out);
        return out.toString(UTF_8);
    }

    private static MimeMessage parse(String raw) throws Exception {
        return new MimeMessage(Session.getInstance(new Properties()), new ByteArrayInputStream(raw.getBytes(UTF_8)));
    }

    private static int count(String text, String part) {
        return text.split(Pattern.quote(part), -1).length - 1;
    }
}
