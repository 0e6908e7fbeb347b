package io.dogwatch.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dogwatch.journal.StoreListener.Operation;
import io.dogwatch.model.TargetId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoreListenerTest {

    private record Use(Operation operation, boolean done) {}

    @TempDir
    Path folder;

    private final List<Use> uses = new CopyOnWriteArrayList<>();

    @Test
    void everyUseOfTheStoreIsReported() {
        try (SqlJournal journal = open()) {
            uses.clear();

            journal.note(new TargetId("local", "web"), Instant.EPOCH, "request", "restart", "ann");
            journal.remember("key", "value");
            journal.remembered("key");

            assertThat(uses)
                    .containsExactly(
                            new Use(Operation.WRITE, true),
                            new Use(Operation.REMEMBER, true),
                            new Use(Operation.READ, true));
        }
    }

    @Test
    void aFailedUseIsReportedAsFailed() {
        SqlJournal journal = open();
        journal.close();
        uses.clear();

        assertThatThrownBy(() -> journal.remember("key", "value")).isInstanceOf(StoreException.class);
        assertThatThrownBy(() -> journal.remembered("key")).isInstanceOf(StoreException.class);

        assertThat(uses).containsExactly(new Use(Operation.REMEMBER, false), new Use(Operation.READ, false));
    }

    @Test
    void theStoreSaysWhatItTakesAndWhatIsLeft() throws IOException {
        try (SqlJournal journal = open()) {
            assertThat(journal.space().size()).isGreaterThanOrEqualTo(Files.size(folder.resolve("dogwatch.db")));
            assertThat(journal.space().free()).isPositive();
        }
    }

    private SqlJournal open() {
        return SqlJournal.open(
                folder, ReceiverRouting.ONLY_MAIL, (operation, took, done) -> uses.add(new Use(operation, done)));
    }
}
