package io.dogwatch.journal;

import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Reports as they were written. */
final class ReportTable {

    private ReportTable() {}

    /** @return false if it is there already */
    static boolean insert(Handle handle, ReportPaper paper) {
        return handle.createUpdate("""
                        INSERT INTO report (id, name, from_at, until_at, made_at, subject, plain, html)
                        VALUES (:id, :name, :from, :until, :madeAt, :subject, :plain, :html)
                        ON CONFLICT (id) DO NOTHING""")
                        .bind("id", paper.id())
                        .bind("name", paper.name())
                        .bind("from", Times.text(paper.from()))
                        .bind("until", Times.text(paper.until()))
                        .bind("madeAt", Times.text(paper.madeAt()))
                        .bind("subject", paper.subject())
                        .bind("plain", paper.text())
                        .bind("html", paper.html())
                        .execute()
                > 0;
    }

    static Optional<ReportPaper> byId(Handle handle, String id) {
        return handle.createQuery(
                        "SELECT name, from_at, until_at, made_at, subject, plain, html FROM report WHERE id = :id")
                .bind("id", id)
                .map((row, context) -> new ReportPaper(
                        id,
                        row.getString("name"),
                        Times.instant(row.getString("from_at")),
                        Times.instant(row.getString("until_at")),
                        Times.instant(row.getString("made_at")),
                        row.getString("subject"),
                        row.getString("plain"),
                        row.getString("html")))
                .findOne();
    }

    static Optional<Instant> toldUntil(Handle handle, String name) {
        return handle.createQuery("SELECT until_at FROM report WHERE name = :name ORDER BY until_at DESC LIMIT 1")
                .bind("name", name)
                .mapTo(String.class)
                .findOne()
                .map(Times::instant);
    }

    /** The newest of each name stays: without it, that one would be told again. So does what waits to be sent. */
    static void prune(Handle handle, String before) {
        handle.createUpdate("""
                        DELETE FROM report WHERE made_at < :before
                        AND EXISTS (SELECT 1 FROM report newer
                                    WHERE newer.name = report.name AND newer.until_at > report.until_at)
                        AND NOT EXISTS (SELECT 1 FROM posting
                                        WHERE posting.incident = report.id AND posting.state = 'waiting')""").bind("before", before).execute();
    }
}
