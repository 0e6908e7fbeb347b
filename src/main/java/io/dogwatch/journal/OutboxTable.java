package io.dogwatch.journal;

import io.dogwatch.judge.Notice;
import java.time.Instant;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/** What is said in the notices. Where each of them stands on its way, {@link PostingTable} knows. */
final class OutboxTable {

    private OutboxTable() {}

    /**
     * Does nothing if one of its id is there already, in whatever state, or if nobody is to be told.
     *
     * @return whether it is new
     */
    static boolean insert(Handle handle, Notice notice, Instant at, Lines lines) {
        Set<String> told = lines.of(
                notice, at, PostingTable.lines(handle, notice.incident().id()));
        if (told.isEmpty()) {
            return false;
        }
        int inserted = handle.createUpdate("""
                        INSERT INTO outbox (id, incident, sequence, kind, created_at, json)
                        VALUES (:id, :incident, :sequence, :kind, :at, :json)
                        ON CONFLICT (id) DO NOTHING""")
                .bind("id", notice.id())
                .bind("incident", notice.incident().id())
                .bind("sequence", notice.sequence())
                .bind("kind", notice.kind().name())
                .bind("at", Times.text(at))
                .bind("json", Json.text(notice))
                .execute();
        if (inserted > 0) {
            told.forEach(line -> PostingTable.insert(handle, notice, line, at));
        }
        return inserted > 0;
    }

    /**
     * What waits stays. So do notices about how a container is set up: their ids come again as long as it is set up so, and
     * only the row here keeps them from being sent again.
     */
    static void prune(Handle handle, String before) {
        handle.createUpdate("""
                        DELETE FROM outbox WHERE created_at < :before AND kind NOT IN ('LABEL_FAULT', 'LOG_UNREADABLE', 'LOG_UNBOUNDED')
                        AND NOT EXISTS (SELECT 1 FROM posting WHERE posting.notice = outbox.id)""").bind("before", before).execute();
    }
}
