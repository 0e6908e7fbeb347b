package io.dogwatch.journal;

import java.util.HashMap;
import java.util.Map;
import org.jdbi.v3.core.Handle;

/** Behind which messages those about the incidents of a parcel belong. Holds nothing. */
final class BatchThread {

    private BatchThread() {}

    /** Threads by incident; empty for an incident without an earlier message on this receiver. */
    static Map<String, NoticeBatch.Root> of(Handle handle, String line, String parcel) {
        Map<String, NoticeBatch.Root> roots = new HashMap<>();
        handle.createQuery("""
                        SELECT first.incident, first.parcel, first.thread FROM posting first
                        WHERE first.line = :line AND first.state = 'sent'
                        AND first.incident IN (SELECT incident FROM posting
                                               WHERE line = :line AND parcel = :parcel AND state = 'waiting')
                        ORDER BY first.sequence, first.round""")
                .bind("line", line)
                .bind("parcel", parcel)
                .map((row, context) -> roots.putIfAbsent(
                        row.getString("incident"),
                        new NoticeBatch.Root(
                                row.getString("parcel"),
                                java.util.Objects.requireNonNullElse(row.getString("thread"), ""))))
                .list();
        return roots;
    }
}
