package io.dogwatch.journal;

import io.dogwatch.journal.PastRecords.Counted;
import io.dogwatch.journal.PastRecords.Restarted;
import io.dogwatch.journal.PastRecords.Seen;
import io.dogwatch.judge.Event;
import io.dogwatch.judge.Incident;
import io.dogwatch.judge.TargetContext;
import io.dogwatch.model.TargetId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Reads from several tables what happened in a stretch of time. */
final class PastTables {

    private PastTables() {}

    static PastRecords read(Handle handle, String from, String until) {
        return new PastRecords(
                incidents(handle, from, until),
                FactTable.phases(handle, from, until),
                seen(handle, from, until),
                restarts(handle, from, until),
                counted(
                        handle,
                        "SELECT min(created_at) AS at FROM posting WHERE held IS NOT NULL AND created_at >= :from"
                                + " AND created_at < :until GROUP BY notice",
                        from,
                        until),
                counted(
                        handle,
                        "SELECT min(ended_at) AS at FROM posting WHERE state = 'dead' AND ended_at >= :from"
                                + " AND ended_at < :until GROUP BY line, parcel",
                        from,
                        until),
                handle.createQuery("SELECT min(first_at) FROM history")
                        .mapTo(String.class)
                        .findOne()
                        .map(SqlInstant::instant));
    }

    private static List<Incident> incidents(Handle handle, String from, String until) {
        return handle.createQuery("""
                        SELECT json FROM incident
                        WHERE opened_at < :until AND (closed_at IS NULL OR closed_at >= :from)
                        ORDER BY opened_at, id""")
                .bind("from", from)
                .bind("until", until)
                .map((row, context) -> Json.value(row.getString("json"), Incident.class))
                .list();
    }

    /** With the newest circumstances before it, since they are a level. */
    private static List<Seen> seen(Handle handle, String from, String until) {
        return handle.createQuery("""
                        SELECT host, name, first_at, last_at, kind,
                               CASE WHEN kind = 'circumstances' THEN json END AS json
                        FROM history
                        WHERE first_at < :until
                        AND (last_at >= :from
                             OR id IN (SELECT max(id) FROM history
                                       WHERE last_at < :from AND kind = 'circumstances' GROUP BY host, name))
                        ORDER BY host, name, first_at, id""")
                .bind("from", from)
                .bind("until", until)
                .map((row, context) -> seen(row))
                .list();
    }

    private static Seen seen(ResultSet row) throws SQLException {
        return new Seen(
                new TargetId(row.getString("host"), row.getString("name")),
                SqlInstant.instant(row.getString("first_at")),
                SqlInstant.instant(row.getString("last_at")),
                row.getString("kind").equals("began"),
                circumstances(row.getString("json")));
    }

    private static Optional<TargetContext> circumstances(@Nullable String json) {
        return json != null
                        && HistoryJson.happening(json)
                                instanceof HistoryEvent.Told(Event.ContextChanged(TargetContext circumstances))
                ? Optional.of(circumstances)
                : Optional.empty();
    }

    private static List<Restarted> restarts(Handle handle, String from, String until) {
        return handle.createQuery("""
                        SELECT host, name, ended_at FROM intent
                        WHERE result = 'restarted' AND ended_at >= :from AND ended_at < :until
                        ORDER BY ended_at, id""")
                .bind("from", from)
                .bind("until", until)
                .map((row, context) -> new Restarted(
                        new TargetId(row.getString("host"), row.getString("name")),
                        SqlInstant.instant(row.getString("ended_at"))))
                .list();
    }

    private static List<Counted> counted(Handle handle, String query, String from, String until) {
        return handle.createQuery(query)
                .bind("from", from)
                .bind("until", until)
                .map((row, context) -> new Counted(SqlInstant.instant(row.getString("at"))))
                .list();
    }
}
