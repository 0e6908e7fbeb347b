package io.dogwatch.journal;

import io.dogwatch.judge.Notice;
import io.dogwatch.model.TargetId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Stores reports and their source data. All methods throw {@link StoreException} if the store cannot be used;
 * nothing is changed then. Thread-safe.
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

    /** Returns the judge's inputs about one target that had not ended by then, in their order of beginning. */
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

    /** Returns the end of the newest report of this name. */
    public Optional<Instant> notifiedUntil(String name) {
        return database.read(handle -> ReportTable.notifiedUntil(handle, name));
    }
}
