package io.dogwatch.journal;

import io.dogwatch.hold.Window;
import io.dogwatch.hold.WindowStore;
import io.dogwatch.judge.Incident;
import io.dogwatch.judge.Ledger;
import io.dogwatch.judge.Notice;
import io.dogwatch.target.Evidence;
import io.dogwatch.target.TargetId;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/**
 * The journal in one SQLite file, {@code dogwatch.db} in the data folder, which only its owner can read. A folder serves
 * one process at a time. Safe for use by many threads; writers wait for one another, readers for nobody.
 */
public final class SqlJournal implements Journal, WindowStore {

    /** Begin with a time that says when they last held; whoever is gone for long is forgotten. */
    private static final String MAKEUPS = "healthy.";

    private final Database database;
    private final String instanceId;

    private SqlJournal(Database database, String instanceId) {
        this.database = database;
        this.instanceId = instanceId;
    }

    /**
     * Opens the journal in this folder; makes both if they are not there.
     *
     * @throws StoreException if the folder cannot be used, another process uses it, or the file is no journal
     */
    public static SqlJournal open(Path folder) {
        Database database = Database.open(folder);
        try {
            return new SqlJournal(database, instanceId(database));
        } catch (RuntimeException e) {
            database.close();
            throw e;
        }
    }

    private static String instanceId(Database database) {
        database.write(handle -> handle.createUpdate("""
                        INSERT INTO store (instance_id, made_at)
                        SELECT :id, :at WHERE NOT EXISTS (SELECT 1 FROM store)""")
                .bind("id", UUID.randomUUID().toString().substring(0, 8))
                .bind("at", Times.text(Instant.now()))
                .execute());
        return database.read(handle -> handle.createQuery("SELECT instance_id FROM store")
                .mapTo(String.class)
                .one());
    }

    /** Where the history of this journal is kept. */
    public HistoryStore history() {
        return new HistoryStore(database);
    }

    @Override
    public String instanceId() {
        return instanceId;
    }

    @Override
    public void append(Change change) {
        if (ChangeWriter.isWorthWriting(change)) {
            database.write(handle -> ChangeWriter.write(handle, change));
        }
    }

    @Override
    public void note(TargetId target, Instant at, String kind, String reason, String detail) {
        database.write(handle -> FactTable.insert(handle, new Fact(0, target, at, kind, "", "", reason, detail, "")));
    }

    @Override
    public Map<TargetId, Ledger> ledgers() {
        return database.read(LedgerTable::all);
    }

    @Override
    public void saveEvidence(String incidentId, String intentId, Evidence evidence) {
        byte[] packed = EvidenceTable.pack(evidence);
        database.write(handle -> {
            EvidenceTable.insert(handle, incidentId, intentId, evidence, packed);
            OutboxTable.evidenceIsThere(handle, incidentId, evidence.takenAt());
        });
    }

    @Override
    public List<Evidence> evidence(String incidentId) {
        return database.read(handle -> EvidenceTable.ofIncident(handle, incidentId)).stream()
                .map(EvidenceTable::unpack)
                .toList();
    }

    @Override
    public List<Incident> incidents(Optional<TargetId> target, int limit) {
        return database.read(handle -> IncidentTable.newest(handle, target, limit));
    }

    @Override
    public Optional<Incident> incident(String id) {
        return database.read(handle -> IncidentTable.byId(handle, id));
    }

    @Override
    public List<Fact> facts(Optional<TargetId> target, int limit) {
        return database.read(handle -> FactTable.newest(handle, target, limit));
    }

    @Override
    public void enqueue(Notice notice, Instant at) {
        database.write(handle -> OutboxTable.insert(handle, notice, at));
    }

    @Override
    public List<OutboxEntry> due(Instant now, int limit) {
        return database.read(handle -> OutboxTable.due(handle, now, limit));
    }

    @Override
    public void markSent(String noticeId, Instant at) {
        database.write(handle -> OutboxTable.sent(handle, noticeId, at));
    }

    @Override
    public void markFailed(String noticeId, String error, Instant retryAt) {
        database.write(handle -> OutboxTable.failed(handle, noticeId, error, retryAt));
    }

    @Override
    public void park(String noticeId, String error, Instant at) {
        database.write(handle -> OutboxTable.parked(handle, noticeId, error, at));
    }

    @Override
    public List<OutboxEntry> outbox(int limit) {
        return database.read(handle -> OutboxTable.newest(handle, limit));
    }

    @Override
    public OutboxDepth outboxDepth() {
        return database.read(OutboxTable::depth);
    }

    @Override
    public List<Window> windows() {
        return database.read(WindowTable::all);
    }

    @Override
    public void save(Window window) {
        database.write(handle -> WindowTable.put(handle, window));
    }

    @Override
    public Optional<String> remembered(String key) {
        return database.read(handle -> RememberedTable.get(handle, key));
    }

    @Override
    public void remember(String key, String value) {
        database.writeRelaxed(handle -> RememberedTable.put(handle, key, value));
    }

    @Override
    public void forget(String key) {
        database.write(handle -> RememberedTable.delete(handle, key));
    }

    @Override
    public void verifyWritable() {
        database.verifyPresent();
        // A name of its own, so that two callers do not read each other's value.
        String name = "dogwatch.probe." + UUID.randomUUID();
        database.write(handle -> RememberedTable.put(handle, name, "written"));
        Optional<String> read = remembered(name);
        database.write(handle -> RememberedTable.delete(handle, name));
        if (read.isEmpty()) {
            throw new StoreException("the store does not give back what it was given", new IOException("no value"));
        }
    }

    @Override
    public void prune(Instant before) {
        String text = Times.text(before);
        database.write(handle -> prune(handle, text));
    }

    private static void prune(Handle handle, String before) {
        FactTable.prune(handle, before);
        IntentTable.prune(handle, before);
        IncidentTable.prune(handle, before);
        EvidenceTable.prune(handle, before);
        OutboxTable.prune(handle, before);
        RememberedTable.prune(handle, MAKEUPS, before);
        WindowTable.prune(handle, before);
    }

    @Override
    public void close() {
        database.close();
    }
}
