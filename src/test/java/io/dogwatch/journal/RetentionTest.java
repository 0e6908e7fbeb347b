package io.dogwatch.journal;

import static io.dogwatch.journal.Stories.AT;
import static io.dogwatch.journal.StoriesOfIncidents.closed;
import static io.dogwatch.journal.StoriesOfIncidents.opened;
import static org.assertj.core.api.Assertions.assertThat;

import io.dogwatch.judge.Incident;
import io.dogwatch.judge.Reason;
import io.dogwatch.model.Evidence;
import io.dogwatch.model.Severity;
import io.dogwatch.model.TargetId;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Incidents a to e, an hour apart, each with 100 KB of evidence that does not shrink. */
class RetentionTest {

    private static final int EVIDENCE = 100_000;

    @TempDir
    Path folder;

    private SqlJournal journal;

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

    private Incident begin(String id, int hour) {
        Incident incident = Stories.incident(id, new TargetId("local", "web-" + id));
        Instant at = AT.plus(Duration.ofHours(hour));
        opened(journal, incident, at);
        byte[] noise = new byte[EVIDENCE];
        new Random(hour).nextBytes(noise);
        String text = java.util.Base64.getEncoder().encodeToString(noise);
        journal.saveEvidence(id, "", new Evidence(at, List.of(new Evidence.Exhibit("log.txt", text, true))));
        return incident;
    }

    private void end(Incident incident, int hour) {
        Instant at = AT.plus(Duration.ofHours(hour));
        closed(journal, incident.closed(at, Reason.RECOVERED), at);
    }

    private void sendAll() {
        Instant later = AT.plus(Duration.ofDays(1));
        for (int i = 0; i < 2; i++) {
            journal.ready(ReceiverRouting.MAIL, later)
                    .forEach(one -> journal.pack(ReceiverRouting.MAIL, one.notice(), List.of(one.notice())));
            journal.parcels(ReceiverRouting.MAIL, later)
                    .forEach(one -> journal.markSent(ReceiverRouting.MAIL, one.id(), later, ""));
        }
    }

    private List<String> kept() {
        return journal.incidents(Optional.empty(), 100).reversed().stream()
                .map(Incident::id)
                .sorted()
                .toList();
    }

    @Test
    void theOldestClosedIncidentsGoUntilTheRestIsSmallEnough() {
        for (int i = 0; i < 5; i++) {
            end(begin("abcde".substring(i, i + 1), i), i + 1);
        }
        sendAll();

        journal.pruneToSize(3 * EVIDENCE + 50_000);

        assertThat(kept()).containsExactly("c", "d", "e");
        assertThat(journal.evidence("a")).isEmpty();
        assertThat(journal.evidence("c")).hasSize(1);
        assertThat(journal.outbox(100))
                .extracting(one -> one.notice().incident().id())
                .containsOnly("c", "d", "e");
    }

    @Test
    void nothingGoesWhileThereIsRoom() {
        end(begin("a", 0), 1);
        sendAll();

        journal.pruneToSize(2 * EVIDENCE);

        assertThat(kept()).containsExactly("a");
    }

    @Test
    void openOrUnsentIncidentsSurviveTheSizeLimit() {
        begin("a", 0);
        sendAll();
        end(begin("b", 1), 2);

        journal.pruneToSize(0);

        assertThat(kept()).containsExactly("a", "b");
        assertThat(journal.evidence("a")).hasSize(1);
    }

    @Test
    void evidenceThatBelongsToNoIncidentGoesInItsTurn() {
        journal.saveEvidence(
                "", "x", new Evidence(AT, List.of(new Evidence.Exhibit("log.txt", "x".repeat(1000), true))));

        journal.pruneToSize(0);

        assertThat(journal.evidence("")).isEmpty();
    }

    @Test
    void theTimelineNamesTheAcknowledgerAndTheReceivers() {
        Incident incident = begin("a", 0);
        journal.enqueue(
                new io.dogwatch.judge.Notice(
                        io.dogwatch.judge.Notice.Kind.UNACKNOWLEDGED, incident, 0, 1, "Nobody is told again."),
                AT.plusSeconds(900));
        journal.acknowledge(new Acknowledgement("a", AT.plusSeconds(1000), "anna", "on my way"));
        journal.acknowledge(new Acknowledgement("a", AT.plusSeconds(1001), "ben", ""));

        assertThat(journal.facts(Optional.of(incident.target()), 2).reversed())
                .extracting(Fact::kind, Fact::reason, Fact::detail, Fact::incident)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("notice", "unacknowledged", "Nobody is told again.", "a"),
                        org.assertj.core.groups.Tuple.tuple("acknowledged", "", "by anna: on my way", "a"));
    }

    @Test
    void incidentsAreFoundByAllThatIsGiven() {
        end(begin("a", 0), 1);
        end(begin("b", 2), 3);
        begin("c", 4);

        assertThat(found(null, null, null, null, "UNEXPECTED-status")).containsExactly("c", "b", "a");
        assertThat(found("web-?", null, null, null, null)).containsExactly("c", "b", "a");
        assertThat(found("web-b", Severity.CRITICAL, null, null, "500")).containsExactly("b");
        assertThat(found(null, null, AT.plus(Duration.ofHours(2)), AT.plus(Duration.ofHours(4)), null))
                .containsExactly("c", "b");
        assertThat(found(null, null, null, AT, null)).isEmpty();
        assertThat(found(null, null, AT.plus(Duration.ofHours(9)), null, null)).containsExactly("c");
        assertThat(found(null, null, null, null, "no such thing")).isEmpty();
    }

    private List<String> found(
            @org.jspecify.annotations.Nullable String target,
            @org.jspecify.annotations.Nullable Severity severity,
            @org.jspecify.annotations.Nullable Instant from,
            @org.jspecify.annotations.Nullable Instant until,
            @org.jspecify.annotations.Nullable String text) {
        IncidentQuery query = new IncidentQuery(
                Optional.empty(),
                Optional.ofNullable(target),
                Optional.ofNullable(severity),
                Optional.ofNullable(from),
                Optional.ofNullable(until),
                Optional.ofNullable(text),
                0,
                10);
        return journal.search(query).stream().map(Incident::id).toList();
    }
}
