package io.dogwatch.journal;

import io.dogwatch.model.PlainText;
import io.dogwatch.model.TargetId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

/** The history: one row per fact. */
final class FactTable {

    private static final int DETAIL_LIMIT = 1000;

    private FactTable() {}

    /** Adds a fact; the database gives it its id. */
    static void insert(Handle handle, Fact fact) {
        handle.createUpdate("""
                        INSERT INTO fact (host, name, at, kind, phase_from, phase_to, reason, detail, incident)
                        VALUES (:host, :name, :at, :kind, :from, :to, :reason, :detail, :incident)""")
                .bind("host", fact.target().host())
                .bind("name", fact.target().name())
                .bind("at", SqlInstant.text(fact.at()))
                .bind("kind", fact.kind())
                .bind("from", fact.from())
                .bind("to", fact.to())
                .bind("reason", fact.reason())
                .bind("detail", PlainText.line(fact.detail(), DETAIL_LIMIT))
                .bind("incident", fact.incident())
                .execute();
    }

    static List<Fact> newest(Handle handle, Optional<TargetId> target, int limit) {
        String where = target.isPresent() ? "WHERE host = :host AND name = :name" : "";
        Query query = handle.createQuery("SELECT id, host, name, at, kind, phase_from, phase_to, reason, detail,"
                        + " incident FROM fact " + where + " ORDER BY id DESC LIMIT :limit")
                .bind("limit", limit);
        target.ifPresent(id -> query.bind("host", id.host()).bind("name", id.name()));
        return query.map((row, context) -> fact(row)).list();
    }

    /** The changes of phase in a stretch of time, and of each target the last before it; oldest first. */
    static List<Fact> phases(Handle handle, String from, String until) {
        return handle.createQuery("""
                        SELECT id, host, name, at, kind, phase_from, phase_to, reason, detail, incident FROM fact
                        WHERE kind = 'phase' AND at < :until
                        AND (at >= :from
                             OR id IN (SELECT max(id) FROM fact WHERE kind = 'phase' AND at < :from GROUP BY host, name))
                        ORDER BY at, id""")
                .bind("from", from)
                .bind("until", until)
                .map((row, context) -> fact(row))
                .list();
    }

    static void prune(Handle handle, String before) {
        handle.createUpdate("DELETE FROM fact WHERE at < :before")
                .bind("before", before)
                .execute();
    }

    private static Fact fact(ResultSet row) throws SQLException {
        return new Fact(
                row.getLong("id"),
                new TargetId(row.getString("host"), row.getString("name")),
                SqlInstant.instant(row.getString("at")),
                row.getString("kind"),
                row.getString("phase_from"),
                row.getString("phase_to"),
                row.getString("reason"),
                row.getString("detail"),
                row.getString("incident"));
    }
}
