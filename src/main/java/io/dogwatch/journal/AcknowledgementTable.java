package io.dogwatch.journal;

import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Which incidents a person has seen. */
final class AcknowledgementTable {

    private AcknowledgementTable() {}

    /** The first one counts; false if there is one. */
    static boolean insert(Handle handle, Acknowledgement one) {
        return handle.createUpdate("""
                        INSERT INTO acknowledgement (incident, at, created_by, comment)
                        VALUES (:incident, :at, :createdBy, :comment)
                        ON CONFLICT (incident) DO NOTHING""")
                        .bind("incident", one.incident())
                        .bind("at", SqlInstant.text(one.at()))
                        .bind("createdBy", one.createdBy())
                        .bind("comment", one.comment())
                        .execute()
                > 0;
    }

    static Optional<Acknowledgement> of(Handle handle, String incident) {
        return handle.createQuery("SELECT at, created_by, comment FROM acknowledgement WHERE incident = :incident")
                .bind("incident", incident)
                .map((row, context) -> new Acknowledgement(
                        incident,
                        SqlInstant.instant(row.getString("at")),
                        row.getString("created_by"),
                        row.getString("comment")))
                .findOne();
    }

    /** With their incidents. */
    static void prune(Handle handle) {
        handle.execute("DELETE FROM acknowledgement WHERE incident NOT IN (SELECT id FROM incident)");
    }
}
