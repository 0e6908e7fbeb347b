package io.dogwatch.journal;

import io.dogwatch.journal.Journal.OutboxDepth;
import io.dogwatch.judge.Notice;
import io.dogwatch.target.PlainText;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** The notices on their way to people: waiting, then sent or parked. */
final class OutboxTable {

    private static final int ERROR_LIMIT = 500;

    private static final String COLUMNS = "json, created_at, attempts, due_at, state, last_error";

    private OutboxTable() {}

    /** Does nothing if one of its id is there already, in whatever state. */
    static void insert(Handle handle, Notice notice, Instant at) {
        handle.createUpdate("""
                        INSERT INTO outbox (id, incident, sequence, kind, created_at, due_at, attempts, state, json)
                        VALUES (:id, :incident, :sequence, :kind, :at, :dueAt, 0, 'waiting', :json)
                        ON CONFLICT (id) DO NOTHING""")
                .bind("id", notice.id())
                .bind("incident", notice.incident().id())
                .bind("sequence", notice.sequence())
                .bind("kind", notice.kind().name())
                .bind("at", Times.text(at))
                .bind("dueAt", Times.text(dueAt(notice, at)))
                .bind("json", Json.text(notice))
                .execute();
    }

    private static Instant dueAt(Notice notice, Instant at) {
        return switch (notice.kind()) {
            case OPENED, QUARANTINED -> at.plus(Journal.EVIDENCE_WAIT);
            case ESCALATED, FLAPPING, CLOSED, LABEL_FAULT, BREAKER_OPENED, BREAKER_CLOSED -> at;
        };
    }

    /** A notice need not wait any longer for its evidence. One that is being retried keeps its time. */
    static void evidenceIsThere(Handle handle, String incidentId, Instant at) {
        handle.createUpdate("""
                        UPDATE outbox SET due_at = :at
                        WHERE incident = :incident AND state = 'waiting' AND kind IN ('OPENED', 'QUARANTINED')
                        AND attempts = 0 AND due_at > :at""")
                .bind("incident", incidentId)
                .bind("at", Times.text(at))
                .execute();
    }

    static List<OutboxEntry> due(Handle handle, Instant now, int limit) {
        return handle.createQuery("SELECT " + COLUMNS + """
                         FROM outbox WHERE state = 'waiting' AND due_at <= :now
                        AND NOT EXISTS (SELECT 1 FROM outbox earlier
                                        WHERE earlier.incident = outbox.incident AND earlier.state = 'waiting'
                                        AND earlier.sequence < outbox.sequence)
                        ORDER BY created_at, incident, sequence LIMIT :limit""")
                .bind("now", Times.text(now))
                .bind("limit", limit)
                .map((row, context) -> entry(row))
                .list();
    }

    static void sent(Handle handle, String id, Instant at) {
        handle.createUpdate("""
                        UPDATE outbox SET state = 'sent', ended_at = :at, attempts = attempts + 1
                        WHERE id = :id AND state = 'waiting'""").bind("id", id).bind("at", Times.text(at)).execute();
    }

    static void failed(Handle handle, String id, String error, Instant retryAt) {
        handle.createUpdate("""
                        UPDATE outbox SET attempts = attempts + 1, last_error = :error, due_at = :retryAt
                        WHERE id = :id AND state = 'waiting'""")
                .bind("id", id)
                .bind("error", PlainText.line(error, ERROR_LIMIT))
                .bind("retryAt", Times.text(retryAt))
                .execute();
    }

    static void parked(Handle handle, String id, String error, Instant at) {
        handle.createUpdate("""
                        UPDATE outbox
                        SET state = 'parked', ended_at = :at, attempts = attempts + 1, last_error = :error
                        WHERE id = :id AND state = 'waiting'""")
                .bind("id", id)
                .bind("error", PlainText.line(error, ERROR_LIMIT))
                .bind("at", Times.text(at))
                .execute();
    }

    static List<OutboxEntry> newest(Handle handle, int limit) {
        return handle.createQuery("SELECT " + COLUMNS
                        + " FROM outbox ORDER BY created_at DESC, incident DESC, sequence DESC LIMIT :limit")
                .bind("limit", limit)
                .map((row, context) -> entry(row))
                .list();
    }

    static OutboxDepth depth(Handle handle) {
        return handle.createQuery("""
                        SELECT sum(CASE WHEN state = 'waiting' THEN 1 ELSE 0 END) AS waiting,
                               sum(CASE WHEN state = 'parked' THEN 1 ELSE 0 END) AS parked,
                               min(CASE WHEN state = 'waiting' THEN created_at END) AS oldest
                        FROM outbox WHERE state <> 'sent'""")
                .map((row, context) -> new OutboxDepth(
                        row.getInt("waiting"),
                        row.getInt("parked"),
                        Optional.ofNullable(row.getString("oldest")).map(Times::instant)))
                .one();
    }

    /**
     * What waits stays. So do notices about labels: their ids come again with the same labels, and only the row here
     * keeps them from being sent again.
     */
    static void prune(Handle handle, String before) {
        handle.createUpdate("""
                        DELETE FROM outbox WHERE state <> 'waiting' AND ended_at < :before AND kind <> 'LABEL_FAULT'""").bind("before", before).execute();
    }

    private static OutboxEntry entry(ResultSet row) throws SQLException {
        return new OutboxEntry(
                Json.value(row.getString("json"), Notice.class),
                Times.instant(row.getString("created_at")),
                row.getInt("attempts"),
                Times.instant(row.getString("due_at")),
                row.getString("state"),
                Optional.ofNullable(row.getString("last_error")));
    }
}
