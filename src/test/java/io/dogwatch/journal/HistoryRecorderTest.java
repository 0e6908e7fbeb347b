package io.dogwatch.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dogwatch.judge.Event;
import io.dogwatch.model.Incarnation;
import io.dogwatch.model.Outcome;
import io.dogwatch.model.TargetId;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HistoryRecorderTest {

    private static final TargetId WEB = new TargetId("local", "web");
    private static final Instant ZERO = Instant.parse("2026-03-01T03:00:00Z");
    private static final Incarnation LIFE = new Incarnation("c1", ZERO);

    @TempDir
    Path folder;

    private SqlJournal journal;

    /** Of the same journal each time. On SQLite; others have it on another database. */
    SqlJournal journal(Path place) {
        return SqlJournal.open(place);
    }

    HistoryReader reader(Path place) {
        return HistoryReader.open(place);
    }

    @BeforeEach
    void open() {
        journal = journal(folder);
    }

    @AfterEach
    void close() {
        journal.close();
    }

    @Test
    void theHistorySurvivesAShutdownAndIsReadableNextToARunningDogwatch() {
        HistoryRecorder recorder = new HistoryRecorder(journal.history()).start();
        for (int i = 0; i < 100; i++) {
            recorder.record(WEB, passed(), ZERO.plusSeconds(10L * i));
        }
        recorder.record(WEB, new Event.Died("c1", 1, ZERO), ZERO.plusSeconds(1000));
        recorder.close();

        List<HistoryEntry> entries = read();

        assertThat(entries.stream().map(HistoryEntry::what))
                .containsExactly(
                        new HistoryEvent.Began(),
                        new HistoryEvent.Told(passed()),
                        new HistoryEvent.Told(new Event.Died("c1", 1, ZERO)));
        assertThat(entries.get(1).times()).isEqualTo(100);
        assertThat(entries.get(1).lastAt()).isEqualTo(ZERO.plusSeconds(990));
    }

    @Test
    void aRunThatGrowsIsOneRow() {
        HistoryRuns runs = new HistoryRuns();
        runs.take(WEB, passed(), ZERO);
        journal.history().save(runs.unsaved(false));
        runs.forgetSaved();
        runs.take(WEB, passed(), ZERO.plusSeconds(10));

        assertThat(runs.unsaved(false)).isEmpty();
        journal.history().save(runs.unsaved(true));
        runs.forgetSaved();

        assertThat(runs.unsaved(true)).isEmpty();
        assertThat(read().stream().map(HistoryEntry::times)).containsExactly(1, 2);
    }

    @Test
    void wakeUpsAreNotRecordedSinceTheReplayGivesThem() {
        HistoryRecorder recorder = new HistoryRecorder(journal.history()).start();
        recorder.record(WEB, new Event.Woken(), ZERO);
        recorder.close();

        assertThat(targets()).isEmpty();
    }

    @Test
    void whatDoesNotFitIsCountedAndMarked() {
        HistoryRecorder recorder = new HistoryRecorder(journal.history());
        for (int i = 0; i < HistoryRecorder.CAPACITY + 5; i++) {
            recorder.record(WEB, passed(), ZERO.plusSeconds(10L * i));
        }
        recorder.start();
        recorder.close();

        assertThat(read().stream().map(HistoryEntry::what)).contains(new HistoryEvent.Gap(5));
    }

    @Test
    void pruningKeepsTheStateOfAContainer() {
        HistoryRuns runs = new HistoryRuns();
        runs.take(WEB, new Event.EngineLost(), ZERO);
        runs.take(WEB, new Event.Observed(Optional.of(HistoryRunsTest.container())), ZERO.plusSeconds(1));
        runs.take(WEB, passed(), ZERO.plusSeconds(2));
        runs.take(WEB, passed(), ZERO.plus(Duration.ofDays(50)));
        journal.history().save(runs.unsaved(true));

        journal.history().prune(ZERO.plus(Duration.ofDays(40)));

        assertThat(read()).hasSize(2);
        assertThat(read().getFirst().what())
                .isInstanceOfSatisfying(
                        HistoryEvent.Told.class,
                        told -> assertThat(told.event()).isInstanceOf(Event.Observed.class));
    }

    @Test
    void pruningForgetsWhatIsLongGone() {
        HistoryRuns runs = new HistoryRuns();
        runs.take(WEB, passed(), ZERO);
        runs.take(WEB, new Event.Observed(Optional.empty()), ZERO.plusSeconds(1));
        journal.history().save(runs.unsaved(true));

        journal.history().prune(ZERO.plus(Duration.ofDays(40)));

        assertThat(targets()).isEmpty();
    }

    @Test
    void aPlaceWithoutAJournalIsSaid() throws Exception {
        Path nothing = folder.resolve("other");
        Files.createDirectories(nothing);
        Path noise = Files.writeString(folder.resolve("noise.db"), "this is no database, however long it may be");

        assertThatThrownBy(() -> HistoryReader.open(nothing))
                .isInstanceOf(StoreException.class)
                .hasMessage("no journal at " + nothing.resolve("dogwatch.db"));
        assertThatThrownBy(() -> HistoryReader.open(noise))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("could not be read");
    }

    /** A loop must not wait for the history: putting into the queue takes no I/O. */
    @Test
    void recordingCostsMicroseconds() {
        HistoryRecorder recorder = new HistoryRecorder(journal.history());
        Event event = passed();
        for (int i = 0; i < 2000; i++) {
            recorder.record(WEB, event, ZERO);
        }
        int measured = HistoryRecorder.CAPACITY - 2000;
        long begin = System.nanoTime();
        for (int i = 0; i < measured; i++) {
            recorder.record(WEB, event, ZERO);
        }
        long each = (System.nanoTime() - begin) / measured;

        System.out.println("history: " + each + " ns for each event");
        assertThat(each).isLessThan(100_000);
    }

    private static Event passed() {
        return new Event.Probed("site", LIFE, Outcome.healthy(Duration.ZERO));
    }

    private List<HistoryEntry> read() {
        try (HistoryReader file = reader(folder)) {
            return file.entries(WEB);
        }
    }

    private List<TargetId> targets() {
        try (HistoryReader file = reader(folder)) {
            return file.targets();
        }
    }
}
