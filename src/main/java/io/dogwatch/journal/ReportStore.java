package io.dogwatch.journal;

import io.dogwatch.judge.Notice;
import io.dogwatch.model.TargetId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What reports are made of, and where they are kept. All methods throw {@link StoreException} if the store cannot be used;
 * nothing is half done then. Safe for use by many threads.
 */
public final class ReportStore {

    private final Database database;
    private final ReceiverRouting lines;

    ReportStore(Database database, ReceiverRouting lines) {
        this.database = database;
        this.lines = lines;
    }

    /** @param until exclusive */
    public PastRecords records(Instant from, Instant until) {
        return database.read(handle -> PastTables.read(handle, SqlInstant.text(from), SqlInstant.text(until)));
    }

    /** What the judge was told of one target that was not over by then, in the order in which it began. */
    public List<HistoryEntry> history(TargetId target, Instant since) {
        return database.read(handle -> HistoryTable.since(handle, target, SqlInstant.text(since)));
    }

    /** Keeps a report and puts its notice into the outbox, in one; does nothing if that report was ever there. */
    public void file(StoredReport paper, Notice notice) {
        database.write(handle -> {
            if (ReportTable.insert(handle, paper)) {
                OutboxTable.insert(handle, notice, paper.madeAt(), lines);
            }
        });
    }

    public Optional<StoredReport> report(String id) {
        return database.read(handle -> ReportTable.byId(handle, id));
    }

    /** Up to when the newest report of this name tells. */
    public Optional<Instant> notifiedUntil(String name) {
        return database.read(handle -> ReportTable.notifiedUntil(handle, name));
    }
}
