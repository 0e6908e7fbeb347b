package io.dogwatch.journal;

import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Reports as they were written. */
final class ReportTable {

    private ReportTable() {}

    /** @return false if it is there already */
    static boolean insert(Handle handle, StoredReport paper) {
        return handle.createUpdate("""
                        INSERT INTO report (id, name, from_at, until_at, made_at, subject, plain, html)
                        VALUES (:id, :name, :from, :until, :madeAt, :subject, :plain, :html)
                        ON CONFLICT (id) DO NOTHING""")
                        .bind("id", paper.id())
                        .bind("name", paper.name())
                        .bind("from", SqlInstant.text(paper.from()))
                        .bind("until", SqlInstant.text(paper.until()))
                        .bind("madeAt", SqlInstant.text(paper.madeAt()))
                        .bind("subject", paper.subject())
                        .bind("plain", paper.text())
                        .bind("html", paper.html())
                        .execute()
                > 0;
    }

    static Optional<StoredReport> byId(Handle handle, String id) {
        return handle.createQuery(
                        "SELECT name, from_at, until_at, made_at, subject, plain, html FROM report WHERE id = :id")
                .bind("id", id)
                .map((row, context) -> new StoredReport(
                        id,
                        row.getString("name"),
                        SqlInstant.instant(row.getString("from_at")),
                        SqlInstant.instant(row.getString("until_at")),
                        SqlInstant.instant(row.getString("made_at")),
                        row.getString("subject"),
                        row.getString("plain"),
                        row.getString("html")))
                .findOne();
    }

    static Optional<Instant> notifiedUntil(Handle handle, String name) {
        return handle.createQuery("SELECT until_at FROM report WHERE name = :name ORDER BY until_at DESC LIMIT 1")
                .bind("name", name)
                .mapTo(String.class)
                .findOne()
                .map(SqlInstant::instant);
    }

    /** Keeps the newest report of each name, which would otherwise be sent again, and unsent ones. */
    static void prune(Handle handle, String before) {
        handle.createUpdate("""
                        DELETE FROM report WHERE made_at < :before
                        AND EXISTS (SELECT 1 FROM report newer
                                    WHERE newer.name = report.name AND newer.until_at > report.until_at)
                        AND NOT EXISTS (SELECT 1 FROM posting
                                        WHERE posting.incident = report.id AND posting.state = 'waiting')""").bind("before", before).execute();
    }
}
