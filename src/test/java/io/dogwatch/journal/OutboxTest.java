package io.dogwatch.journal;

import static io.dogwatch.journal.Stories.AT;
import static io.dogwatch.journal.Stories.incident;
import static io.dogwatch.journal.Stories.notice;
import static io.dogwatch.journal.Stories.opening;
import static org.assertj.core.api.Assertions.assertThat;

import io.dogwatch.judge.Notice;
import io.dogwatch.model.Evidence;
import io.dogwatch.model.TargetId;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutboxTest {

    @TempDir
    Path folder;

    SqlJournal journal;

    /** Of the same journal each time. On SQLite; others have it on another database. */
    SqlJournal journal(Path place) {
        return SqlJournal.open(place);
    }

    @BeforeEach
    void open() {
        journal = journal(folder);
    }

    @AfterEach
    void close() {
        journal.close();
    }

    private List<String> due(Instant now) {
        journal.ready(ReceiverRouting.MAIL, now)
                .forEach(one -> journal.pack(ReceiverRouting.MAIL, one.notice(), List.of(one.notice())));
        return journal.parcels(ReceiverRouting.MAIL, now).stream()
                .map(NoticeBatch::id)
                .toList();
    }

    @Test
    void anOpeningNoticeWaitsFifteenSecondsForItsEvidence() {
        journal.append(opening(Stories.WEB, 1));

        assertThat(due(AT.plusSeconds(15).minusNanos(1))).isEmpty();
        assertThat(due(AT.plusSeconds(15))).containsExactly("local.web.1-0");
    }

    @Test
    void evidenceMakesItDueImmediately() {
        journal.append(opening(Stories.WEB, 1));
        journal.append(opening(new TargetId("local", "other"), 1));

        journal.saveEvidence("local.web.1", "local.web.1-r1", new Evidence(AT.plusSeconds(1), List.of()));

        assertThat(due(AT.plusSeconds(1))).containsExactly("local.web.1-0");
    }

    @Test
    void evidenceDoesNotShortenTheWaitForARetry() {
        journal.append(opening(Stories.WEB, 1));
        due(AT.plusSeconds(60));
        journal.markFailed(ReceiverRouting.MAIL, "local.web.1-0", "421 too busy", AT.plusSeconds(90));

        journal.saveEvidence("local.web.1", "local.web.1-r2", new Evidence(AT.plusSeconds(20), List.of()));

        assertThat(due(AT.plusSeconds(89))).isEmpty();
        assertThat(due(AT.plusSeconds(90))).containsExactly("local.web.1-0");
    }

    @Test
    void ofEachIncidentOnlyTheOldestUnsentNoticeIsDue() {
        journal.enqueue(notice(Notice.Kind.ESCALATED, incident("a"), 1), AT);
        journal.enqueue(notice(Notice.Kind.CLOSED, incident("a"), 2), AT);
        journal.enqueue(notice(Notice.Kind.CLOSED, incident("b"), 1), AT.plusSeconds(1));

        assertThat(due(AT.plusSeconds(9))).containsExactly("a-1", "b-1");

        journal.markFailed(ReceiverRouting.MAIL, "a-1", "down", AT.plusSeconds(60));
        assertThat(due(AT.plusSeconds(9))).containsExactly("b-1");

        journal.markSent(ReceiverRouting.MAIL, "a-1", AT.plusSeconds(60), "");
        assertThat(due(AT.plusSeconds(60))).containsExactly("a-2", "b-1");
    }

    @Test
    void aDeadNoticeStaysVisibleAndLetsLaterOnesGo() {
        journal.enqueue(notice(Notice.Kind.ESCALATED, incident("a"), 1), AT);
        journal.enqueue(notice(Notice.Kind.CLOSED, incident("a"), 2), AT);
        due(AT);

        journal.park(ReceiverRouting.MAIL, "a-1", "550 no such user\r\nX-Evil: 1", AT.plusSeconds(5));

        assertThat(due(AT.plusSeconds(5))).containsExactly("a-2");
        assertThat(journal.outboxDepth()).isEqualTo(new Journal.OutboxDepth(1, 1, Optional.of(AT), 0));
        assertThat(journal.outbox(10))
                .filteredOn(entry -> entry.state().equals("dead"))
                .singleElement()
                .extracting(OutboxEntry::lastError, OutboxEntry::attempts)
                .containsExactly(Optional.of("550 no such user X-Evil: 1"), 1);
    }

    @Test
    void entriesAreFoundByStateLineIncidentAndNoticePageByPage() {
        journal.enqueue(notice(Notice.Kind.ESCALATED, incident("a"), 1), AT);
        journal.enqueue(notice(Notice.Kind.CLOSED, incident("a"), 2), AT.plusSeconds(1));
        journal.enqueue(notice(Notice.Kind.CLOSED, incident("b"), 1), AT.plusSeconds(2));
        due(AT.plusSeconds(9));
        journal.markSent(ReceiverRouting.MAIL, "a-1", AT.plusSeconds(9), "");

        assertThat(found(Optional.of("sent"), Optional.empty(), 0, 10)).containsExactly("a-1");
        assertThat(found(Optional.of("waiting"), Optional.empty(), 0, 10)).containsExactly("b-1", "a-2");
        assertThat(found(Optional.empty(), Optional.of("a"), 0, 10)).containsExactly("a-2", "a-1");
        assertThat(found(Optional.empty(), Optional.empty(), 1, 1)).containsExactly("a-2");
        assertThat(journal.outbox(OutboxQuery.one("b-1", ReceiverRouting.MAIL))).hasSize(1);
        assertThat(journal.outbox(OutboxQuery.one("b-1", "night"))).isEmpty();
    }

    private List<String> found(Optional<String> state, Optional<String> incident, int skip, int limit) {
        return journal
                .outbox(new OutboxQuery(state, Optional.empty(), incident, Optional.empty(), skip, limit))
                .stream()
                .map(entry -> entry.notice().id())
                .toList();
    }

    @Test
    void aSetupFaultIsNotifiedOnceWhileItLasts() {
        Notice notice = notice(Notice.Kind.LABEL_FAULT, incident("label.web.abc"), 0);
        journal.enqueue(notice, AT);
        due(AT);
        journal.markSent(ReceiverRouting.MAIL, notice.id(), AT, "");

        // Kept for an hour, the shortest time that can be set, and pruned right before it is put in again.
        for (int day = 1; day < 100; day++) {
            Instant again = AT.plus(Duration.ofDays(day));
            journal.prune(again.minus(Duration.ofHours(1)));
            journal.enqueue(notice, again);
            assertThat(due(again)).as("day %d", day).isEmpty();
        }

        assertThat(journal.outboxDepth()).isEqualTo(new Journal.OutboxDepth(0, 0, Optional.empty(), 0));
    }

    @Test
    void anEscalationOfAnOpenIncidentIsNotifiedOnce() {
        journal.append(opening(Stories.WEB, 1));
        Notice unheard = new Notice(Notice.Kind.UNACKNOWLEDGED, incident("local.web.1"), 0, 1, "");
        journal.enqueue(unheard, AT);
        Instant later = AT.plus(Duration.ofDays(100));
        for (String id : due(later)) {
            journal.markSent(ReceiverRouting.MAIL, id, AT, "");
        }
        for (String id : due(later)) {
            journal.markSent(ReceiverRouting.MAIL, id, AT, "");
        }

        journal.prune(later);
        journal.enqueue(unheard, later);

        assertThat(due(later)).isEmpty();
    }

    @Test
    void aNoticeAboutHowAContainerWasSetUpGoesWithTime() {
        Notice notice = notice(Notice.Kind.LOG_UNBOUNDED, incident("log.web.abc"), 0);
        journal.enqueue(notice, AT);
        due(AT);
        journal.markSent(ReceiverRouting.MAIL, notice.id(), AT, "");
        Instant last = AT.plus(Duration.ofDays(40));
        journal.enqueue(notice, last);

        journal.prune(last.plus(Duration.ofDays(2)));
        journal.enqueue(notice, last.plus(Duration.ofDays(32)));
        assertThat(due(last.plus(Duration.ofDays(32)))).isEmpty();

        journal.prune(last.plus(Duration.ofDays(34)).plusNanos(1));
        journal.enqueue(notice, last.plus(Duration.ofDays(64)));

        assertThat(due(last.plus(Duration.ofDays(64)))).hasSize(1);
    }

    @Test
    void attemptsAndTheNewestErrorAreCountedAndKept() {
        journal.enqueue(notice(Notice.Kind.CLOSED, incident("a"), 1), AT);
        due(AT);

        journal.markFailed(ReceiverRouting.MAIL, "a-1", "connection refused", AT.plusSeconds(10));
        journal.markFailed(ReceiverRouting.MAIL, "a-1", "421 busy", AT.plusSeconds(30));

        assertThat(journal.outbox(1))
                .containsExactly(new OutboxEntry(
                        notice(Notice.Kind.CLOSED, incident("a"), 1),
                        ReceiverRouting.MAIL,
                        AT,
                        2,
                        AT.plusSeconds(30),
                        "waiting",
                        Optional.empty(),
                        Optional.of("421 busy")));
    }

    @Test
    void theEndOfTimeIsLaterThanEverything() {
        journal.enqueue(notice(Notice.Kind.CLOSED, incident("a"), 1), AT);

        assertThat(due(Instant.MAX)).containsExactly("a-1");
        assertThat(due(Instant.MIN)).isEmpty();
    }
}
