package io.dogwatch.notify;

import static io.dogwatch.notify.Notices.AT;
import static io.dogwatch.notify.Notices.incident;
import static org.assertj.core.api.Assertions.assertThat;

import io.dogwatch.journal.Acknowledgement;
import io.dogwatch.journal.OutboxEntry;
import io.dogwatch.journal.SqlJournal;
import io.dogwatch.journal.StoriesOfIncidents;
import io.dogwatch.judge.Incident;
import io.dogwatch.judge.Reason;
import io.dogwatch.model.TargetId;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RemindersTest {

    private static final Route ROUTE = new Route(
            "ops",
            Optional.empty(),
            Optional.of("web"),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            List.of("ops@example.org"),
            List.of(),
            false,
            Optional.of(new Route.Escalation(Duration.ofMinutes(15), List.of("boss@example.org"))));

    private static final NotifySettings SETTINGS = new NotifySettings(
            RateLimits.DEFAULT, Optional.of(Duration.ofHours(4)), new Routes(List.of(ROUTE)), List.of());

    private final Incident web = incident("local.web.1", new TargetId("local", "web"), "500");

    @TempDir
    Path folder;

    private final Set<TargetId> silenced = new HashSet<>();
    private Instant now = AT;
    private SqlJournal journal;
    private Reminders reminders;

    @BeforeEach
    void open() {
        journal = SqlJournal.open(folder, SETTINGS.routes());
        reminders = new Reminders(journal, SETTINGS, () -> now, silenced::contains);
        StoriesOfIncidents.opened(journal, web, AT);
    }

    @AfterEach
    void close() {
        journal.close();
    }

    private void lookAfter(Duration sinceOpening) {
        now = AT.plus(sinceOpening);
        reminders.poll();
    }

    private List<String> told() {
        return journal.outbox(100).reversed().stream()
                .map(entry -> entry.notice().kind() + " on " + entry.line())
                .toList();
    }

    @Test
    void theNextReceiverIsNotifiedOnceWithoutAnAcknowledgement() {
        lookAfter(Duration.ofMinutes(15).minusSeconds(1));
        assertThat(told()).containsExactly("OPENED on ops");

        lookAfter(Duration.ofMinutes(15));
        lookAfter(Duration.ofMinutes(16));

        assertThat(told()).containsExactly("OPENED on ops", "UNACKNOWLEDGED on ops.escalation");
    }

    @Test
    void acknowledgedIncidentsAreNeitherEscalatedNorRepeated() {
        journal.acknowledge(new Acknowledgement(web.id(), now, "anna", ""));

        lookAfter(Duration.ofMinutes(15));
        lookAfter(Duration.ofHours(9));

        assertThat(told()).containsExactly("OPENED on ops");
    }

    @Test
    void anOpenIncidentIsRepeatedFourHoursAfterTheLastNotification() {
        lookAfter(Duration.ofMinutes(15));
        lookAfter(Duration.ofHours(4).plusMinutes(14));
        assertThat(told()).hasSize(2);

        lookAfter(Duration.ofHours(4).plusMinutes(15));
        lookAfter(Duration.ofHours(4).plusMinutes(16));
        lookAfter(Duration.ofHours(8).plusMinutes(16));

        assertThat(told())
                .containsExactly(
                        "OPENED on ops", "UNACKNOWLEDGED on ops.escalation", "REMINDER on ops", "REMINDER on ops");
        assertThat(journal.outbox(1))
                .extracting(OutboxEntry::notice)
                .allMatch(notice -> notice.next().contains("every 4 h"));
    }

    @Test
    void whatIsClosedIsOver() {
        StoriesOfIncidents.closed(journal, web.closed(AT.plusSeconds(60), Reason.RECOVERED), AT.plusSeconds(60));

        lookAfter(Duration.ofHours(9));

        assertThat(told()).doesNotContain("REMINDER on ops", "UNACKNOWLEDGED on ops.escalation");
    }

    @Test
    void unnotifiedIncidentsAreNotRepeated() {
        Incident silent = incident("local.db.1", new TargetId("local", "db"), "500");
        StoriesOfIncidents.openedInSilence(journal, silent, AT);

        lookAfter(Duration.ofHours(9));

        assertThat(told()).noneMatch(line -> line.contains("on mail"));
    }

    @Test
    void aNotificationDueInASilenceIsSentAtItsEnd() {
        silenced.add(web.target());
        lookAfter(Duration.ofHours(5));
        assertThat(told()).containsExactly("OPENED on ops");

        silenced.clear();
        lookAfter(Duration.ofHours(5).plusMinutes(1));

        assertThat(told()).containsExactly("OPENED on ops", "UNACKNOWLEDGED on ops.escalation", "REMINDER on ops");
    }
}
