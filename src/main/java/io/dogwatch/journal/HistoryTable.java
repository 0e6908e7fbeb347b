package io.dogwatch.journal;

import io.dogwatch.judge.Event;
import io.dogwatch.model.TargetId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** The judge's inputs, run-length encoded. */
final class HistoryTable {

    private HistoryTable() {}

    /** @return the number of its row */
    static long save(Handle handle, HistoryRun run) {
        HistoryEntry entry = run.entry();
        if (run.row() != 0) {
            handle.createUpdate("UPDATE history SET last_at = :lastAt, times = :times WHERE id = :id")
                    .bind("lastAt", SqlInstant.text(entry.lastAt()))
                    .bind("times", entry.times())
                    .bind("id", run.row())
                    .execute();
            return run.row();
        }
        return handle.createUpdate("""
                        INSERT INTO history (host, name, first_at, last_at, times, kind, json)
                        VALUES (:host, :name, :firstAt, :lastAt, :times, :kind, :json)""")
                .bind("host", entry.target().host())
                .bind("name", entry.target().name())
                .bind("firstAt", SqlInstant.text(entry.firstAt()))
                .bind("lastAt", SqlInstant.text(entry.lastAt()))
                .bind("times", entry.times())
                .bind("kind", kind(entry.what()))
                .bind("json", HistoryJson.text(entry.what()))
                .executeAndReturnGeneratedKeys("id")
                .mapTo(Long.class)
                .one();
    }

    /** Which targets there is anything about. */
    static List<TargetId> targets(Handle handle) {
        return handle.createQuery("SELECT DISTINCT host, name FROM history ORDER BY host, name")
                .map((row, context) -> new TargetId(row.getString("host"), row.getString("name")))
                .list();
    }

    /** When the last thing was recorded, of whichever target. */
    static Optional<Instant> newest(Handle handle) {
        return handle.createQuery("SELECT last_at FROM history ORDER BY last_at DESC LIMIT 1")
                .mapTo(String.class)
                .findOne()
                .map(SqlInstant::instant);
    }

    /** Returns everything about one target, in its order of beginning. */
    static List<HistoryEntry> of(Handle handle, TargetId target) {
        return handle.createQuery("""
                        SELECT host, name, first_at, last_at, times, json FROM history
                        WHERE host = :host AND name = :name ORDER BY first_at, id""")
                .bind("host", target.host())
                .bind("name", target.name())
                .map((row, context) -> entry(row))
                .list();
    }

    /** What had not ended by then. */
    static List<HistoryEntry> since(Handle handle, TargetId target, String since) {
        return handle.createQuery("""
                        SELECT host, name, first_at, last_at, times, json FROM history
                        WHERE host = :host AND name = :name AND last_at >= :since ORDER BY first_at, id""")
                .bind("host", target.host())
                .bind("name", target.name())
                .bind("since", since)
                .map((row, context) -> entry(row))
                .list();
    }

    private static HistoryEntry entry(ResultSet row) throws SQLException {
        return new HistoryEntry(
                new TargetId(row.getString("host"), row.getString("name")),
                SqlInstant.instant(row.getString("first_at")),
                SqlInstant.instant(row.getString("last_at")),
                row.getInt("times"),
                HistoryJson.happening(row.getString("json")));
    }

    /**
     * Keeps the newest inspect of each existing container and the newest target context: later events depend on
     * them.
     */
    static void prune(Handle handle, String before) {
        handle.createUpdate("""
                        DELETE FROM history WHERE last_at < :before
                        AND id NOT IN (SELECT max(id) FROM history
                                       WHERE last_at < :before AND kind IN ('observed', 'absent')
                                       GROUP BY host, name)
                        AND id NOT IN (SELECT max(id) FROM history
                                       WHERE last_at < :before AND kind = 'circumstances'
                                       GROUP BY host, name)""").bind("before", before).execute();
        handle.createUpdate("""
                        DELETE FROM history WHERE last_at < :before AND NOT EXISTS (
                            SELECT 1 FROM history other
                            WHERE other.host = history.host AND other.name = history.name AND other.kind <> 'absent'
                            AND other.kind <> 'circumstances')""").bind("before", before).execute();
    }

    private static String kind(HistoryEvent what) {
        return switch (what) {
            case HistoryEvent.Began began -> "began";
            case HistoryEvent.Gap gap -> "gap";
            case HistoryEvent.Told(Event event) ->
                switch (event) {
                    case Event.Observed observed -> observed.container().isPresent() ? "observed" : "absent";
                    case Event.Probed probed -> "outcome";
                    case Event.ContextChanged changed -> "circumstances";
                    case Event.Signalled one -> "event";
                    case Event.StopConfirmed one -> "event";
                    case Event.Died one -> "event";
                    case Event.Woken one -> "event";
                    case Event.RestartCalled one -> "event";
                    case Event.ActionEnded one -> "event";
                    case Event.Requested one -> "event";
                    case Event.EngineLost one -> "event";
                };
        };
    }
}
