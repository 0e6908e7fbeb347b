package io.dogwatch.journal;

import static io.dogwatch.journal.Stories.WEB;
import static io.dogwatch.journal.Stories.opening;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dogwatch.model.TargetId;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What is told of the journal holds on a real PostgreSQL server too; and what happens when the server is away. */
@Timeout(120)
class PostgresJournalIT {

    private static final TargetId DB = new TargetId("local", "db");

    private static PostgresCluster server;

    @TempDir
    Path folder;

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        server = new PostgresCluster();
    }

    @AfterAll
    static void stop() throws IOException {
        server.close();
    }

    @Nested
    class OfVerdicts extends SqlJournalTest {
        @Override
        SqlJournal journal(Path place) {
            return server.journal(place);
        }
    }

    @Nested
    class OfNotices extends OutboxTest {
        @Override
        SqlJournal journal(Path place) {
            return server.journal(place);
        }
    }

    @Nested
    class OfWindows extends SilenceTableTest {
        @Override
        SqlJournal journal(Path place) {
            return server.journal(place);
        }
    }

    @Nested
    class OfKeeping extends RetentionTest {
        @Override
        SqlJournal journal(Path place) {
            return server.journal(place);
        }
    }

    @Nested
    class OfHistory extends HistoryRecorderTest {
        @Override
        SqlJournal journal(Path place) {
            return server.journal(place);
        }

        @Override
        HistoryReader reader(Path place) {
            return HistoryReader.open(server.address(place), place);
        }
    }

    @Test
    void whileTheServerIsAwayNothingIsWrittenAndWhenItIsBackAllWorksAgain() throws Exception {
        try (SqlJournal journal = server.journal(folder)) {
            journal.append(opening(WEB, 1));

            server.stop();

            assertThatThrownBy(() -> journal.append(opening(DB, 1)))
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining("jdbc:postgresql://");
            assertThatThrownBy(journal::ledgers).isInstanceOf(StoreException.class);
            assertThatThrownBy(journal::verifyWritable).isInstanceOf(StoreException.class);
            assertThatThrownBy(() -> server.journal(folder.resolve("other"), folder))
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining("could not be opened");

            server.start();

            journal.verifyWritable();
            assertThat(journal.ledgers()).containsOnlyKeys(WEB);
            journal.append(opening(DB, 1));
            assertThat(journal.ledgers()).containsOnlyKeys(WEB, DB);
            assertThat(journal.outboxDepth().waiting()).isEqualTo(2);
        }
    }

    @Test
    void aDatabaseServesOneDogwatchAtATime(@TempDir Path elsewhere) {
        try (SqlJournal journal = server.journal(folder)) {
            journal.verifyWritable();

            assertThatThrownBy(() -> server.journal(elsewhere, folder))
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining("another Dogwatch is using it");
        }
        try (SqlJournal journal = server.journal(elsewhere, folder)) {
            journal.verifyWritable();
        }
    }

    @Test
    void whoLostItsConnectionCannotWriteWhileAnotherHasTheDatabase(@TempDir Path elsewhere) throws SQLException {
        try (SqlJournal first = server.journal(folder)) {
            first.append(opening(WEB, 1));
            server.cut(folder);
            try (SqlJournal second = server.journal(elsewhere, folder)) {
                second.append(opening(DB, 1));

                // The first attempt finds the connection gone, the second one who has it now.
                assertThatThrownBy(() -> first.append(opening(WEB, 2))).isInstanceOf(StoreException.class);
                assertThatThrownBy(() -> first.append(opening(WEB, 2)))
                        .isInstanceOf(StoreException.class)
                        .hasMessageContaining("another Dogwatch is using it");
            }

            first.append(opening(WEB, 2));
            assertThat(first.incident("local.web.2")).isPresent();
        }
    }

    @Test
    void aWrongPasswordIsToldAndNotShown() {
        PostgresAddress right = server.address(folder);
        PostgresAddress wrong = new PostgresAddress(right.url(), right.user(), () -> "battery staple");

        assertThatThrownBy(() ->
                        SqlJournal.open(folder, Optional.of(wrong), ReceiverRouting.ONLY_MAIL, StoreListener.NONE))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("password authentication failed")
                .hasMessageNotContaining("battery");
    }

    @Test
    void itsSizeIsThatOfTheDatabase() {
        try (SqlJournal journal = server.journal(folder)) {
            assertThat(journal.space().size()).isGreaterThan(1_000_000);
            assertThat(journal.space().free()).isPositive();
        }
    }
}
