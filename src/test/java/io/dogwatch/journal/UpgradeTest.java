package io.dogwatch.journal;

import static io.dogwatch.journal.Stories.AT;
import static io.dogwatch.journal.Stories.incident;
import static io.dogwatch.journal.Stories.notice;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.dogwatch.judge.Notice;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A store that an older version wrote is taken over with all that waits in it. */
class UpgradeTest {

    @TempDir
    Path folder;

    @Test
    void whatWaitedBeforeLinesWereKnownGoesOutByMailAndWhatWasSentDoesNot() throws SQLException {
        String url = "jdbc:sqlite:" + folder.resolve("dogwatch.db").toUri();
        Flyway.configure()
                .dataSource(url, "", "")
                .locations("classpath:db/migration")
                .placeholders(Map.of("identity", "INTEGER PRIMARY KEY AUTOINCREMENT"))
                .target("4")
                .load()
                .migrate();
        try (Connection connection = DriverManager.getConnection(url)) {
            put(connection, notice(Notice.Kind.OPENED, incident("a"), 0), "sent", 1);
            put(connection, notice(Notice.Kind.CLOSED, incident("a"), 1), "waiting", 0);
            put(connection, notice(Notice.Kind.CLOSED, incident("b"), 1), "waiting", 3);
        }

        try (SqlJournal journal = SqlJournal.open(folder)) {
            journal.ready(ReceiverRouting.MAIL, AT)
                    .forEach(one -> journal.pack(ReceiverRouting.MAIL, one.notice(), List.of(one.notice())));

            assertThat(journal.parcels(ReceiverRouting.MAIL, AT))
                    .extracting(NoticeBatch::id, NoticeBatch::attempts)
                    .containsExactlyInAnyOrder(tuple("a-1", 0), tuple("b-1", 3));
            assertThat(journal.parcels(ReceiverRouting.MAIL, AT).stream()
                            .filter(parcel -> parcel.id().equals("a-1"))
                            .findFirst()
                            .orElseThrow()
                            .roots())
                    .containsEntry("a", new NoticeBatch.Root("a-0", ""));
        }
    }

    private static void put(Connection connection, Notice notice, String state, int attempts) throws SQLException {
        try (PreparedStatement row = connection.prepareStatement("""
                INSERT INTO outbox (id, incident, sequence, kind, created_at, due_at, attempts, state, ended_at, json)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""")) {
            row.setString(1, notice.id());
            row.setString(2, notice.incident().id());
            row.setInt(3, notice.sequence());
            row.setString(4, notice.kind().name());
            row.setString(5, SqlInstant.text(AT));
            row.setString(6, SqlInstant.text(AT));
            row.setInt(7, attempts);
            row.setString(8, state);
            row.setString(9, state.equals("sent") ? SqlInstant.text(AT) : null);
            row.setString(10, Json.text(notice));
            row.executeUpdate();
        }
    }
}
