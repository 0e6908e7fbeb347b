package io.dogwatch.journal;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.dogwatch.model.Evidence;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.jdbi.v3.core.Handle;

/** What was saved before a target was touched. Logs shrink to about a tenth under gzip. */
final class EvidenceTable {

    private EvidenceTable() {}

    static void insert(Handle handle, String incidentId, String intentId, Evidence evidence, byte[] packed) {
        handle.createUpdate("""
                        INSERT INTO evidence (incident, intent, taken_at, gzip)
                        VALUES (:incident, :intent, :takenAt, :gzip)""")
                .bind("incident", incidentId)
                .bind("intent", intentId)
                .bind("takenAt", SqlInstant.text(evidence.takenAt()))
                .bind("gzip", packed)
                .execute();
    }

    /** Still compressed, which keeps decompression out of the transaction. */
    static List<byte[]> ofIncident(Handle handle, String incidentId) {
        return handle.createQuery("SELECT gzip FROM evidence WHERE incident = :incident ORDER BY id")
                .bind("incident", incidentId)
                .map((row, context) -> row.getBytes("gzip"))
                .list();
    }

    /** Evidence goes with its incident; what belongs to none, by its own age. Call after the incidents' turn. */
    static void prune(Handle handle, String before) {
        handle.createUpdate("""
                        DELETE FROM evidence WHERE taken_at < :before
                        AND NOT EXISTS (SELECT 1 FROM incident WHERE incident.id = evidence.incident)""").bind("before", before).execute();
    }

    static byte[] pack(Evidence evidence) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(Json.text(evidence).getBytes(UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return packed.toByteArray();
    }

    static Evidence unpack(byte[] packed) {
        try (GZIPInputStream gzip = new GZIPInputStream(new ByteArrayInputStream(packed))) {
            return Json.value(new String(gzip.readAllBytes(), UTF_8), Evidence.class);
        } catch (IOException e) {
            throw new StoreException("evidence in the store cannot be read", e);
        }
    }
}
