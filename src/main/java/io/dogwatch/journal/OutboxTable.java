package io.dogwatch.journal;

import io.dogwatch.judge.Notice;
import java.time.Instant;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/** The content of notices. {@link QueuedNoticeTable} has their delivery state. */
final class OutboxTable {

    private OutboxTable() {}

    /**
     * Inserts a notice. Does nothing if its id exists in any state, or without a receiver.
     *
     * @return whether it is new
     */
    static boolean insert(Handle handle, Notice notice, Instant at, ReceiverRouting lines) {
        Set<String> told = lines.of(
                notice, at, QueuedNoticeTable.lines(handle, notice.incident().id()));
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
                .bind("at", SqlInstant.text(at))
                .bind("json", Json.text(notice))
                .execute();
        if (inserted > 0) {
            told.forEach(line -> QueuedNoticeTable.insert(handle, notice, line, at));
        } else if (notice.kind().isAboutSetup()) {
            refresh(handle, notice, at);
        }
        return inserted > 0;
    }

    /** It was put in again, so its id may come once more. */
    private static void refresh(Handle handle, Notice notice, Instant at) {
        handle.createUpdate("UPDATE outbox SET created_at = :at WHERE id = :id AND created_at < :at")
                .bind("id", notice.id())
                .bind("at", SqlInstant.text(at))
                .execute();
    }

    /**
     * What waits stays. So does what only a row here keeps from being sent again: notices of an open incident, and those
     * about how a container is set up as long as they are put in again.
     */
    static void prune(Handle handle, Instant before) {
        handle.createUpdate("""
                        DELETE FROM outbox WHERE created_at < :before
                        AND NOT EXISTS (SELECT 1 FROM posting WHERE posting.notice = outbox.id)
                        AND NOT EXISTS (SELECT 1 FROM incident
                                        WHERE incident.id = outbox.incident AND closed_at IS NULL)""")
                .bind("before", SqlInstant.text(before.minus(Journal.REPEATED.multipliedBy(2))))
                .execute();
    }
}
