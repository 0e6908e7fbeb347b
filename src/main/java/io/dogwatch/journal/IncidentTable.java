package io.dogwatch.journal;

import io.dogwatch.journal.Journal.OpenIncident;
import io.dogwatch.judge.Incident;
import io.dogwatch.model.TargetId;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

/** The newest state of each incident; columns for what is searched, JSON for the whole. */
final class IncidentTable {

    private IncidentTable() {}

    static void put(Handle handle, Incident incident) {
        handle.createUpdate("""
                        INSERT INTO incident (id, host, name, opened_at, closed_at, check_name, cause, json)
                        VALUES (:id, :host, :name, :openedAt, :closedAt, :check, :cause, :json)
                        ON CONFLICT (id) DO UPDATE
                        SET closed_at = excluded.closed_at, check_name = excluded.check_name,
                            cause = excluded.cause, json = excluded.json""")
                .bind("id", incident.id())
                .bind("host", incident.target().host())
                .bind("name", incident.target().name())
                .bind("openedAt", SqlInstant.text(incident.openedAt()))
                .bind("closedAt", incident.closedAt().map(SqlInstant::text).orElse(null))
                .bind("check", incident.failure().check())
                .bind("cause", incident.failure().cause().wireName())
                .bind("json", Json.text(incident))
                .execute();
    }

    static Optional<Incident> byId(Handle handle, String id) {
        return handle.createQuery("SELECT json FROM incident WHERE id = :id")
                .bind("id", id)
                .map((row, context) -> incident(row.getString("json")))
                .findOne();
    }

    static List<Incident> newest(Handle handle, Optional<TargetId> target, int limit) {
        String where = target.isPresent() ? "WHERE host = :host AND name = :name" : "";
        Query query = handle.createQuery(
                        "SELECT json FROM incident " + where + " ORDER BY opened_at DESC, id DESC LIMIT :limit")
                .bind("limit", limit);
        target.ifPresent(id -> query.bind("host", id.host()).bind("name", id.name()));
        return query.map((row, context) -> incident(row.getString("json"))).list();
    }

    /** Read one by one, since only few of them are kept in memory. */
    static List<Incident> search(Handle handle, IncidentQuery query) {
        String until = query.until().map(SqlInstant::text).orElse("9999");
        String from = query.from().map(SqlInstant::text).orElse("");
        try (Stream<Incident> incidents = handle
                .createQuery("""
                        SELECT json FROM incident
                        WHERE opened_at < :until AND (closed_at IS NULL OR closed_at >= :from)
                        ORDER BY opened_at DESC, id DESC""")
                .bind("until", until)
                .bind("from", from)
                .map((row, context) -> incident(row.getString("json")))
                .stream()) {
            return incidents
                    .filter(query::fits)
                    .skip(query.skip())
                    .limit(query.limit())
                    .toList();
        }
    }

    static List<OpenIncident> open(Handle handle) {
        return handle.createQuery("""
                        SELECT incident.json, max(outbox.created_at) AS told, acknowledgement.at, created_by, comment
                        FROM incident LEFT JOIN outbox ON outbox.incident = incident.id
                        LEFT JOIN acknowledgement ON acknowledgement.incident = incident.id
                        WHERE closed_at IS NULL GROUP BY incident.id, incident.json, acknowledgement.at, created_by, comment
                        ORDER BY opened_at, incident.id""")
                .map((row, context) -> {
                    Incident incident = incident(row.getString("json"));
                    String at = row.getString("at");
                    return new OpenIncident(
                            incident,
                            Optional.ofNullable(row.getString("told")).map(SqlInstant::instant),
                            at == null
                                    ? Optional.empty()
                                    : Optional.of(new Acknowledgement(
                                            incident.id(),
                                            SqlInstant.instant(at),
                                            row.getString("created_by"),
                                            row.getString("comment"))));
                })
                .list();
    }

    /** An open incident, and one with an unsent notice, stays however old it is. */
    static void prune(Handle handle, String before) {
        handle.createUpdate("""
                        DELETE FROM incident WHERE closed_at IS NOT NULL AND closed_at < :before
                        AND NOT EXISTS (SELECT 1 FROM posting
                                        WHERE posting.incident = incident.id AND posting.state = 'waiting')""").bind("before", before).execute();
    }

    private static Incident incident(String json) {
        return Json.value(json, Incident.class);
    }
}
