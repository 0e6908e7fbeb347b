package io.dogwatch.journal;

import io.dogwatch.judge.Intent;
import io.dogwatch.model.Incarnation;
import io.dogwatch.model.TargetId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** The decided restarts and their results. */
final class IntentTable {

    private IntentTable() {}

    /** Does nothing if the row exists, which makes a repeated write harmless. */
    static void insert(Handle handle, TargetId target, Intent intent) {
        handle.createUpdate("""
                        INSERT INTO intent
                            (id, host, name, incident, container_id, started_at, action, attempt, why, decided_at)
                        VALUES (:id, :host, :name, :incident, :containerId, :startedAt, :action, :attempt, :why, :decidedAt)
                        ON CONFLICT (id) DO NOTHING""")
                .bind("id", intent.id())
                .bind("host", target.host())
                .bind("name", target.name())
                .bind("incident", intent.incidentId())
                .bind("containerId", intent.incarnation().containerId())
                .bind("startedAt", SqlInstant.text(intent.incarnation().startedAt()))
                .bind("action", intent.action().wireName())
                .bind("attempt", intent.attempt())
                .bind("why", intent.why())
                .bind("decidedAt", SqlInstant.text(intent.decidedAt()))
                .execute();
    }

    static void recordResult(Handle handle, String id, String result) {
        handle.createUpdate("UPDATE intent SET result = :result WHERE id = :id AND ended_at IS NULL")
                .bind("id", id)
                .bind("result", result)
                .execute();
    }

    static void end(Handle handle, String id, String result, Instant at) {
        handle.createUpdate("UPDATE intent SET result = :result, ended_at = :at WHERE id = :id AND ended_at IS NULL")
                .bind("id", id)
                .bind("result", result)
                .bind("at", SqlInstant.text(at))
                .execute();
    }

    static Optional<String> incidentOf(Handle handle, String id) {
        return handle.createQuery("SELECT incident FROM intent WHERE id = :id")
                .bind("id", id)
                .mapTo(String.class)
                .findOne();
    }

    /** Of one target, oldest first. */
    static List<PastRestart> of(Handle handle, TargetId target) {
        return handle.createQuery("""
                        SELECT id, incident, container_id, started_at, action, why, decided_at, ended_at, result
                        FROM intent WHERE host = :host AND name = :name ORDER BY decided_at, id""")
                .bind("host", target.host())
                .bind("name", target.name())
                .map((row, context) -> new PastRestart(
                        row.getString("id"),
                        row.getString("incident"),
                        new Incarnation(row.getString("container_id"), SqlInstant.instant(row.getString("started_at"))),
                        row.getString("action"),
                        row.getString("why"),
                        SqlInstant.instant(row.getString("decided_at")),
                        Optional.ofNullable(row.getString("ended_at")).map(SqlInstant::instant),
                        Optional.ofNullable(row.getString("result")).orElse("")))
                .list();
    }

    /** Open intents are kept regardless of their age. */
    static void prune(Handle handle, String before) {
        handle.createUpdate("DELETE FROM intent WHERE ended_at IS NOT NULL AND ended_at < :before")
                .bind("before", before)
                .execute();
    }
}
