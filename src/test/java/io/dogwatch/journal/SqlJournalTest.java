package io.dogwatch.journal;

import static io.dogwatch.journal.Stories.AT;
import static io.dogwatch.journal.Stories.WEB;
import static io.dogwatch.journal.Stories.deciding;
import static io.dogwatch.journal.Stories.incident;
import static io.dogwatch.journal.Stories.intent;
import static io.dogwatch.journal.Stories.opening;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.dogwatch.judge.ActionResult;
import io.dogwatch.judge.Decision;
import io.dogwatch.judge.Incident;
import io.dogwatch.judge.PersistentState;
import io.dogwatch.judge.Reason;
import io.dogwatch.judge.TargetState;
import io.dogwatch.judge.Verdict;
import io.dogwatch.model.Evidence;
import io.dogwatch.model.Incarnation;
import io.dogwatch.model.Phase;
import io.dogwatch.model.TargetId;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SqlJournalTest {

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

    private void reopen() {
        journal.close();
        journal = journal(folder);
    }

    @Test
    void everythingOfAVerdictIsThereAfterAReopening() {
        Change change = opening(WEB, 3);

        journal.append(change);
        reopen();

        assertThat(journal.ledgers())
                .containsExactlyEntriesOf(Map.of(WEB, change.verdict().state().ledger()));
        assertThat(journal.incident("local.web.3")).contains(incident("local.web.3"));
        assertThat(journal.incidents(Optional.of(WEB), 10)).containsExactly(incident("local.web.3"));
        assertThat(journal.outboxDepth()).isEqualTo(new Journal.OutboxDepth(1, 0, Optional.of(AT), 0));
        assertThat(journal.facts(Optional.of(WEB), 10))
                .extracting(Fact::kind, Fact::from, Fact::to, Fact::reason, Fact::detail, Fact::incident, Fact::at)
                .containsExactly(
                        tuple(
                                "restart-decided",
                                "",
                                "",
                                "restart-decided",
                                "http site: 500 (allowed: 200-399) (3 of 3)",
                                "local.web.3",
                                AT),
                        tuple("notice", "", "", "opened", "It is being restarted.", "local.web.3", AT),
                        tuple(
                                "incident-opened",
                                "",
                                "",
                                "unexpected-status",
                                "http site: 500 (allowed: 200-399) (3 of 3)",
                                "local.web.3",
                                AT),
                        tuple(
                                "phase",
                                "healthy",
                                "restarting",
                                "restart-decided",
                                "http site: 500 (allowed: 200-399) (3 of 3)",
                                "local.web.3",
                                AT));
    }

    @Test
    void aVerdictThatChangesNothingWritesNothing() {
        journal.append(deciding());

        assertThat(journal.facts(Optional.empty(), 10)).isEmpty();
        assertThat(journal.ledgers()).isEmpty();
    }

    @Test
    void theNewestLedgerReplacesTheOneBefore() {
        journal.append(opening(WEB, 1));
        TargetState before = opening(WEB, 1).verdict().state();
        TargetState after = Stories.state(before.phase(), before.reason(), PersistentState.EMPTY);

        journal.append(new Change(WEB, AT, before, new Verdict(after, List.of(), Optional.empty())));

        assertThat(journal.ledgers()).containsEntry(WEB, PersistentState.EMPTY);
    }

    @Test
    void anIncidentIsClosedWithItsReasonInTheHistory() {
        journal.append(opening(WEB, 1));
        Incident closed = incident("local.web.1").withRestart().closed(AT.plusSeconds(60), Reason.RECOVERED);

        journal.append(deciding(
                new Decision.EndIntent(
                        "local.web.1-r1", new ActionResult.Restarted(new Incarnation("b".repeat(64), AT))),
                new Decision.CloseIncident(closed)));

        assertThat(journal.incident("local.web.1")).contains(closed);
        assertThat(journal.facts(Optional.of(WEB), 2))
                .extracting(Fact::kind, Fact::reason, Fact::incident)
                .containsExactly(
                        tuple("incident-closed", "recovered", "local.web.1"),
                        tuple("restart-ended", "restarted", "local.web.1"));
    }

    @Test
    void writingTheSameVerdictAgainMakesNoSecondIntentIncidentOrNotice() {
        journal.append(opening(WEB, 1));
        journal.append(opening(WEB, 1));

        assertThat(journal.incidents(Optional.empty(), 10)).hasSize(1);
        assertThat(journal.outbox(10)).hasSize(1);
    }

    @Test
    void evidenceComesBackWholeAndInItsOrder() {
        Evidence first = evidence(AT, "Zeile 1 äöü\n".repeat(10_000));
        Evidence second = evidence(AT.plusSeconds(40), "");

        journal.saveEvidence("local.web.1", "local.web.1-r1", first);
        journal.saveEvidence("local.web.1", "local.web.1-r2", second);
        journal.saveEvidence("", "local.web-r9", evidence(AT, "requested manually"));

        assertThat(journal.evidence("local.web.1")).containsExactly(first, second);
        assertThat(journal.evidence("nobody")).isEmpty();
    }

    @Test
    void smallValuesAreRememberedReplacedAndForgotten() {
        journal.remember("log.web", "17");
        journal.remember("log.web", "18");
        journal.remember("events", "a");
        journal.forget("events");
        reopen();

        assertThat(journal.remembered("log.web")).contains("18");
        assertThat(journal.remembered("events")).isEmpty();
    }

    @Test
    void theInstanceKeepsItsIdAndAnotherOneHasAnother(@TempDir Path other) {
        String id = journal.instanceId();
        reopen();

        assertThat(journal.instanceId()).isEqualTo(id).matches("[0-9a-f]{8}");
        try (SqlJournal second = journal(other)) {
            assertThat(second.instanceId()).isNotEqualTo(id);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'; DROP TABLE fact; --",
                "\" OR 1=1 --",
                ":host",
                "?1",
                "<define>",
                "a\\'b%_",
                "${identity}",
                "名前 🐶",
                "x\u202Ey",
                ""
            })
    void namesThatLookLikeSqlAreOnlyNames(String name) {
        TargetId target = new TargetId(name, name);

        journal.append(opening(target, 1));
        journal.note(target, AT, "request", name, name);
        journal.remember(name, name);

        assertThat(journal.ledgers()).containsOnlyKeys(target);
        assertThat(journal.facts(Optional.of(target), 10)).hasSize(5);
        assertThat(journal.facts(Optional.of(WEB), 10)).isEmpty();
        assertThat(journal.incidents(Optional.of(target), 10))
                .singleElement()
                .extracting(Incident::target)
                .isEqualTo(target);
        assertThat(journal.remembered(name)).contains(name);
    }

    @Test
    void oneFolderServesOneJournalAtATime() {
        assertThatThrownBy(() -> journal(folder))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("another Dogwatch is using it");
        reopen();
        journal.verifyWritable();
    }

    @Test
    void aClosedJournalSaysSo() {
        journal.close();

        assertThatThrownBy(() -> journal.append(opening(WEB, 1))).isInstanceOf(StoreException.class);
        assertThatThrownBy(() -> journal.ledgers()).isInstanceOf(StoreException.class);
        assertThatThrownBy(() -> journal.verifyWritable()).isInstanceOf(StoreException.class);
    }

    @Test
    void pruningKeepsWhatIsOpenOrUnsent() {
        Instant later = AT.plus(Duration.ofDays(30));
        journal.append(opening(WEB, 1));
        journal.append(opening(new TargetId("local", "db"), 1));
        journal.append(opening(new TargetId("local", "open"), 1));
        journal.append(deciding(
                new Decision.CloseIncident(incident("local.web.1").closed(AT.plusSeconds(9), Reason.RECOVERED)),
                new Decision.EndIntent("local.web.1-r1", new ActionResult.Failed("no")),
                new Decision.CloseIncident(incident("local.db.1", new TargetId("local", "db"))
                        .closed(AT.plusSeconds(9), Reason.RECOVERED))));
        journal.saveEvidence("local.web.1", "", evidence(AT, "old"));
        journal.saveEvidence("local.open.1", "", evidence(AT, "old, but of an open incident"));
        journal.saveEvidence("local.db.1", "", evidence(AT, "old, but not mailed yet"));
        journal.pack(ReceiverRouting.MAIL, "local.web.1-0", List.of("local.web.1-0"));
        journal.markSent(ReceiverRouting.MAIL, "local.web.1-0", AT.plusSeconds(9), "");
        journal.note(WEB, later, "request", "restart", "new");

        journal.prune(later);

        assertThat(journal.incidents(Optional.empty(), 10))
                .extracting(Incident::id)
                .containsExactlyInAnyOrder("local.open.1", "local.db.1");
        assertThat(journal.evidence("local.web.1")).isEmpty();
        assertThat(journal.evidence("local.open.1")).hasSize(1);
        assertThat(journal.evidence("local.db.1")).hasSize(1);
        assertThat(journal.outbox(10)).hasSize(2);
        assertThat(journal.facts(Optional.empty(), 10)).extracting(Fact::detail).containsExactly("new");
        assertThat(journal.ledgers()).hasSize(3);
    }

    @Test
    void readersSeeOnlyWholeVerdictsWhileOthersWrite() throws InterruptedException {
        ConcurrentLinkedQueue<String> faults = new ConcurrentLinkedQueue<>();
        AtomicBoolean done = new AtomicBoolean();
        List<Thread> readers = IntStream.range(0, 4)
                .mapToObj(i -> Thread.ofVirtual().start(() -> {
                    while (!done.get()) {
                        // The incident is written before the notice, in one transaction: a notice is never alone.
                        for (OutboxEntry entry : journal.outbox(5)) {
                            if (journal.incident(entry.notice().incident().id()).isEmpty()) {
                                faults.add(entry.notice().id());
                            }
                        }
                    }
                }))
                .toList();
        List<Thread> writers = IntStream.range(0, 3)
                .mapToObj(w -> Thread.ofVirtual().start(() -> {
                    for (int i = 0; i < 60; i++) {
                        journal.append(opening(new TargetId("host" + w, "web"), i));
                        journal.remember("place" + w, "" + i);
                    }
                }))
                .toList();

        for (Thread writer : writers) {
            writer.join();
        }
        done.set(true);
        for (Thread reader : readers) {
            reader.join();
        }

        assertThat(faults).isEmpty();
        assertThat(journal.outbox(1000)).hasSize(180);
        assertThat(journal.facts(Optional.empty(), 1000)).hasSize(720);
        assertThat(journal.ledgers()).hasSize(3);
        assertThat(journal.remembered("place2")).contains("59");
    }

    @Test
    void anIntentWhoseOutcomeIsUnknownStaysOpenInTheBooks() {
        journal.append(deciding(new Decision.Act(intent("local.web-r1", ""))));

        journal.append(deciding(new Decision.EndIntent("local.web-r1", new ActionResult.Undetermined("engine gone"))));
        journal.append(deciding(new Decision.EndIntent("local.web-r1", new ActionResult.Superseded("it runs again"))));
        journal.append(deciding(new Decision.EndIntent("local.web-r1", new ActionResult.Failed("too late"))));
        journal.prune(AT);

        assertThat(journal.facts(Optional.of(WEB), 4))
                .extracting(Fact::reason)
                .containsExactly("failed", "superseded", "undetermined", "restart-decided");
    }

    @Test
    void aPhaseChangeAloneIsAFact() {
        TargetState before = Stories.state(Phase.HEALTHY, Reason.ALL_CHECKS_PASS, PersistentState.EMPTY);
        TargetState after = Stories.state(Phase.SUSPECT, Reason.BELOW_THRESHOLD, PersistentState.EMPTY);

        journal.append(new Change(WEB, AT, before, new Verdict(after, List.of(), Optional.empty())));

        assertThat(journal.facts(Optional.of(WEB), 10))
                .singleElement()
                .extracting(Fact::kind, Fact::from, Fact::to, Fact::reason)
                .containsExactly("phase", "healthy", "suspect", "below-threshold");
    }

    private static Evidence evidence(Instant at, String log) {
        return new Evidence(at, List.of(new Evidence.Exhibit("log.txt", log, true)));
    }
}
