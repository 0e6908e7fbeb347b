package io.dogwatch.notify;

import static org.assertj.core.api.Assertions.assertThat;

import io.dogwatch.journal.OutboxEntry;
import io.dogwatch.journal.SqlJournal;
import io.dogwatch.model.TargetId;
import io.dogwatch.report.Report;
import io.dogwatch.report.ReportScheduler;
import io.dogwatch.report.ReportSpec;
import io.dogwatch.silence.SilenceParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Reports from their due time to the mailbox. They are due on Mondays at 8 in Berlin. */
class ReportMailTest {

    private static final ReportSpec WEEKLY = new ReportSpec(
            "weekly",
            SilenceParser.recurring("0 8 * * MON", Duration.ofMinutes(1), "Europe/Berlin"),
            List.of("boss@example.org"));

    private static final Instant FRIDAY = Instant.parse("2026-11-20T12:00:00Z");
    private static final Instant DUE = Instant.parse("2026-11-23T07:00:00Z");

    @TempDir
    Path folder;

    private Instant now = FRIDAY;

    /** One run of Dogwatch. */
    private void run(List<ReportSpec> orders, Instant... looks) {
        run(orders, true, looks);
    }

    private void run(List<ReportSpec> orders, boolean sends, Instant... looks) {
        Routes routes = new Routes(List.of());
        try (SqlJournal journal = SqlJournal.open(folder.resolve("data"), routes)) {
            ReportMails letters = new ReportMails(
                    journal.reports(), journal.instanceId(), Optional.empty(), Templates.BUILT_IN, "--log-opt");
            ReportScheduler clerk = new ReportScheduler(
                    orders,
                    journal,
                    journal.reports(),
                    () -> new ReportScheduler.Now(
                            Map.of(),
                            new Report.Standing(List.of(new TargetId("local", "<b>db</b>")), List.of(), 0, List.of())),
                    letters::words,
                    () -> now);
            for (Instant look : looks) {
                now = look;
                clerk.poll();
            }
            if (sends) {
                journal.leaveOnly(java.util.Set.of("mail", Routes.reportLine("weekly")));
                MailSettings mail = new MailSettings("dogwatch@example.org", WEEKLY.to(), List.of());
                ReceiverWorker sender = new ReceiverWorker(
                        journal,
                        new Receiver(
                                Routes.reportLine("weekly"),
                                new MaildirChannel(folder.resolve("maildir"), ".report", mail, letters),
                                RateLimits.UNLIMITED),
                        () -> now,
                        DeliveryListener.NONE);
                sender.round();
                assertThat(journal.outbox(10)).extracting(OutboxEntry::state).containsOnly("sent");
            }
        }
    }

    private List<String> mails() throws IOException {
        Path box = folder.resolve("maildir/new");
        if (!Files.isDirectory(box)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(box)) {
            return files.map(file -> {
                        try {
                            return Files.readString(file);
                        } catch (IOException e) {
                            throw new IllegalStateException(e);
                        }
                    })
                    .toList();
        }
    }

    @Test
    void aReportGoesOutOnceWhenItIsDue() throws IOException {
        run(List.of(WEEKLY), false, FRIDAY, DUE.minusSeconds(1));
        assertThat(mails()).isEmpty();

        run(List.of(WEEKLY), DUE, DUE.plusSeconds(15), DUE.plus(Duration.ofDays(6)));

        assertThat(mails())
                .singleElement()
                .satisfies(mail -> assertThat(mail)
                        .contains(
                                "To: boss@example.org",
                                "Subject: [dogwatch] report weekly:",
                                "X-Dogwatch-Kind: report"));
    }

    @Test
    void aReportThatWasDueWhileDogwatchWasDownGoesOutOnceWhenItIsBack() throws IOException {
        run(List.of(WEEKLY), false, FRIDAY);

        run(List.of(WEEKLY), false, DUE.plus(Duration.ofHours(30)));
        run(List.of(WEEKLY), DUE.plus(Duration.ofHours(31)));

        assertThat(mails()).hasSize(1);
    }

    @Test
    void aReportThatWasWrittenAtTheMinuteOfACrashIsNotWrittenAgain() throws IOException {
        run(List.of(WEEKLY), false, FRIDAY);
        run(List.of(WEEKLY), false, DUE);

        run(List.of(WEEKLY), DUE.plusSeconds(1), DUE.plusSeconds(2));

        assertThat(mails()).hasSize(1);
    }

    @Test
    void aReportThatIsNewInTheFileIsNotDueForTheWeekBefore() throws IOException {
        run(List.of(WEEKLY), false, DUE.plusSeconds(1), DUE.plus(Duration.ofDays(1)));

        assertThat(mails()).isEmpty();
    }

    @Test
    void aReportRemovedFromTheFileIsNotSentToOthers() {
        run(List.of(WEEKLY), false, FRIDAY, DUE);

        try (SqlJournal journal = SqlJournal.open(folder.resolve("data"), new Routes(List.of()))) {
            journal.leaveOnly(java.util.Set.of("mail"));
            assertThat(journal.outbox(10)).isEmpty();
        }
    }

    @Test
    void theNewestReportOutlivesItsRetentionAndIsNotSentAgain() {
        run(List.of(WEEKLY), FRIDAY, DUE);

        try (SqlJournal journal = SqlJournal.open(folder.resolve("data"), new Routes(List.of()))) {
            journal.prune(DUE.plus(Duration.ofDays(100)));
            assertThat(journal.reports().notifiedUntil("weekly")).contains(DUE);
        }
    }

    @Test
    void namesOfContainersAreTextAndNothingElse() throws IOException {
        run(List.of(WEEKLY), FRIDAY, DUE);

        assertThat(mails().getFirst()).contains("&lt;b&gt;db&lt;/b&gt;");
    }
}
