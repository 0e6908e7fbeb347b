package io.dogwatch.journal;

import java.util.List;
import org.jdbi.v3.core.Handle;

/** What people have asked of Dogwatch. */
final class AuditTable {

    private AuditTable() {}

    static void insert(Handle handle, AuditEntry entry) {
        handle.createUpdate("""
                        INSERT INTO audit (at, act, subject, created_by, comment, way)
                        VALUES (:at, :act, :subject, :createdBy, :comment, :way)""")
                .bind("at", SqlInstant.text(entry.at()))
                .bind("act", entry.action())
                .bind("subject", entry.subject())
                .bind("createdBy", entry.createdBy())
                .bind("comment", entry.comment())
                .bind("way", entry.source())
                .execute();
    }

    /** Newest first. */
    static List<AuditEntry> newest(Handle handle, int limit) {
        return handle.createQuery(
                        "SELECT at, act, subject, created_by, comment, way FROM audit ORDER BY id DESC LIMIT :limit")
                .bind("limit", limit)
                .map((row, context) -> new AuditEntry(
                        SqlInstant.instant(row.getString("at")),
                        row.getString("act"),
                        row.getString("subject"),
                        row.getString("created_by"),
                        row.getString("comment"),
                        row.getString("way")))
                .list();
    }

    static void prune(Handle handle, String before) {
        handle.createUpdate("DELETE FROM audit WHERE at < :before")
                .bind("before", before)
                .execute();
    }
}
