package io.dogwatch.journal;

import java.time.Instant;
import java.util.List;

/** Where the history is kept: a table of the journal. Safe for use by many threads. */
public final class HistoryStore {

    private final Database database;

    HistoryStore(Database database) {
        this.database = database;
    }

    /**
     * Writes new and grown runs. A crash of the machine, but not of the process, may undo it.
     *
     * @throws StoreException if the store cannot be used; nothing is changed then
     */
    void save(List<HistoryRun> runs) {
        long[] rows = new long[runs.size()];
        database.writeRelaxed(handle -> {
            for (int i = 0; i < rows.length; i++) {
                rows[i] = HistoryTable.save(handle, runs.get(i));
            }
        });
        // Only now: a transaction that fails leaves no row.
        for (int i = 0; i < rows.length; i++) {
            runs.get(i).savedAs(rows[i]);
        }
    }

    /**
     * Deletes history that ended before this time, except the events that define a container's state at that time.
     *
     * @throws StoreException if the store cannot be used; nothing is changed then
     */
    public void prune(Instant before) {
        database.write(handle -> HistoryTable.prune(handle, SqlInstant.text(before)));
    }
}
