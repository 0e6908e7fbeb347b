package io.dogwatch.journal;

import java.util.ArrayList;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** Makes room: the oldest closed incidents go with all that belongs to them, until the rest is small enough. */
final class Retention {

    /** Rows per transaction, small enough that other writers do not wait long. */
    static final int AT_ONCE = 200;

    /** One incident, or a piece of evidence that belongs to none. */
    record Piece(String incident, long evidence, long bytes) {}

    private Retention() {}

    /** Of incidents, their notices and their evidence; without the overhead of the database. */
    static long bytes(Handle handle) {
        return sum(handle, "SELECT sum(length(gzip)) FROM evidence")
                + sum(handle, "SELECT sum(length(json)) FROM incident")
                + sum(handle, "SELECT sum(length(json)) FROM outbox");
    }

    private static long sum(Handle handle, String query) {
        return handle.createQuery(query).mapTo(Long.class).findOne().orElse(0L);
    }

    /** Returns the rows to delete for this many bytes: oldest first, without open incidents and unsent notices. */
    static List<Piece> surplus(Handle handle, long bytes) {
        List<Piece> surplus = new ArrayList<>();
        long freed = 0;
        for (Piece piece : handle.createQuery("""
                        SELECT incident.id AS incident, 0 AS evidence, closed_at AS ended,
                               length(json)
                               + coalesce((SELECT sum(length(gzip)) FROM evidence WHERE evidence.incident = incident.id), 0)
                               + coalesce((SELECT sum(length(outbox.json)) FROM outbox WHERE outbox.incident = incident.id), 0)
                               AS bytes
                        FROM incident
                        WHERE closed_at IS NOT NULL
                        AND NOT EXISTS (SELECT 1 FROM posting
                                        WHERE posting.incident = incident.id AND posting.state = 'waiting')
                        UNION ALL
                        SELECT '' AS incident, evidence.id AS evidence, taken_at AS ended, length(gzip) AS bytes
                        FROM evidence
                        WHERE NOT EXISTS (SELECT 1 FROM incident WHERE incident.id = evidence.incident)
                        ORDER BY 3, 1, 2""")
                .map((row, context) ->
                        new Piece(row.getString("incident"), row.getLong("evidence"), row.getLong("bytes")))
                .list()) {
            if (freed >= bytes) {
                break;
            }
            surplus.add(piece);
            freed += piece.bytes();
        }
        return surplus;
    }

    static void delete(Handle handle, List<Piece> pieces) {
        for (Piece piece : pieces) {
            if (piece.incident().isEmpty()) {
                handle.createUpdate("DELETE FROM evidence WHERE id = :id")
                        .bind("id", piece.evidence())
                        .execute();
                continue;
            }
            for (String table : List.of(
                    "DELETE FROM incident WHERE closed_at IS NOT NULL AND id = :incident",
                    "DELETE FROM evidence WHERE incident = :incident",
                    "DELETE FROM posting WHERE incident = :incident AND state <> 'waiting'",
                    "DELETE FROM outbox WHERE incident = :incident"
                            + " AND NOT EXISTS (SELECT 1 FROM posting WHERE posting.notice = outbox.id)",
                    "DELETE FROM fact WHERE incident = :incident",
                    "DELETE FROM acknowledgement WHERE incident = :incident")) {
                handle.createUpdate(table).bind("incident", piece.incident()).execute();
            }
        }
    }
}
