package io.dogwatch.journal;

import io.dogwatch.judge.Incident;
import io.dogwatch.judge.Notice;
import io.dogwatch.judge.PersistentState;
import io.dogwatch.model.Evidence;
import io.dogwatch.model.TargetId;
import io.dogwatch.silence.Silence;
import io.dogwatch.silence.SilenceStore;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/**
 * The journal in one SQLite file, {@code dogwatch.db} in the data folder, readable only by its owner, or in a
 * PostgreSQL database. Folder and database serve one process at a time. Thread-safe; writers wait for one another,
 * readers never wait.
 */
public final class SqlJournal implements Journal, SilenceStore {

    /** Rows whose content begins with the time of their last use; old rows are deleted. */
    private static final String MAKEUPS = "healthy.";

    private final Database database;
    private final String instanceId;
    private final ReceiverRouting lines;
    private final JournalListeners audience = new JournalListeners();

    private SqlJournal(Database database, String instanceId, ReceiverRouting lines) {
        this.database = database;
        this.instanceId = instanceId;
        this.lines = lines;
    }

    /** The same, with all notices going out by mail alone. */
    public static SqlJournal open(Path folder) {
        return open(folder, ReceiverRouting.ONLY_MAIL);
    }

    /**
     * Opens the journal in this folder; creates both if missing.
     *
     * @param lines selects the receivers of each written notice
     *
     * @throws StoreException if the folder cannot be used, another process uses it, or the file is not a journal
     */
    public static SqlJournal open(Path folder, ReceiverRouting lines) {
        return open(folder, lines, StoreListener.NONE);
    }

    /** Opens the journal with a listener for every operation. */
    public static SqlJournal open(Path folder, ReceiverRouting lines, StoreListener listener) {
        return open(folder, Optional.empty(), lines, listener);
    }

    /**
     * The same, in a database of a PostgreSQL server if there is an address.
     *
     * @param folder of the other data; it is made if it is not there, and serves one process in any case
     */
    public static SqlJournal open(
            Path folder, Optional<PostgresAddress> postgres, ReceiverRouting lines, StoreListener listener) {
        Database database = Database.open(folder, postgres, listener);
        try {
            return new SqlJournal(database, instanceId(database), lines);
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
                .bind("at", SqlInstant.text(Instant.now()))
                .execute());
        return database.read(handle -> handle.createQuery("SELECT instance_id FROM store")
                .mapTo(String.class)
                .one());
    }

    /** @throws StoreException if that cannot be seen */
    public StoreSpace space() {
        return database.space();
    }

    /** Where the history of this journal is kept. */
    public HistoryStore history() {
        return new HistoryStore(database);
    }

    /** What reports are made of, and where they are kept. */
    public ReportStore reports() {
        return new ReportStore(database, lines);
    }

    @Override
    public String instanceId() {
        return instanceId;
    }

    @Override
    public void append(Change change) {
        if (ChangeWriter.isWorthWriting(change)) {
            database.append(handle -> ChangeWriter.write(handle, change, lines));
            audience.written(change);
        }
    }

    @Override
    public void note(TargetId target, Instant at, String kind, String reason, String detail) {
        database.write(handle -> FactTable.insert(handle, new Fact(0, target, at, kind, "", "", reason, detail, "")));
        audience.noted(target);
    }

    @Override
    public Map<TargetId, PersistentState> ledgers() {
        return database.read(PersistentStateTable::all);
    }

    @Override
    public void saveEvidence(String incidentId, String intentId, Evidence evidence) {
        byte[] packed = EvidenceTable.pack(evidence);
        database.write(handle -> {
            EvidenceTable.insert(handle, incidentId, intentId, evidence, packed);
            QueuedNoticeTable.evidenceIsThere(handle, incidentId, evidence.takenAt());
        });
        audience.incidentChanged(incidentId);
        audience.outboxChanged();
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
    public List<Incident> search(IncidentQuery query) {
        return database.read(handle -> IncidentTable.search(handle, query));
    }

    @Override
    public List<Fact> facts(Optional<TargetId> target, int limit) {
        return database.read(handle -> FactTable.newest(handle, target, limit));
    }

    @Override
    public void enqueue(Notice notice, Instant at) {
        database.write(handle -> ChangeWriter.enqueue(handle, notice, at, lines));
        audience.incidentChanged(notice.incident().id());
        audience.outboxChanged();
    }

    @Override
    public void leaveOnly(Set<String> wanted) {
        database.write(handle -> QueuedNoticeTable.leaveOnly(handle, wanted));
    }

    @Override
    public List<QueuedNotice> ready(String line, Instant now) {
        return database.read(handle -> QueuedNoticeTable.ready(handle, line, now));
    }

    @Override
    public List<Sent> sentSince(String line, Instant since) {
        return database.read(handle -> QueuedNoticeTable.sentSince(handle, line, since));
    }

    @Override
    public void hold(String line, List<String> notices, Instant until, String why) {
        database.write(handle -> QueuedNoticeTable.hold(handle, line, notices, until, why));
        audience.outboxChanged();
    }

    @Override
    public void pack(String line, String parcel, List<String> notices) {
        database.write(handle -> QueuedNoticeTable.pack(handle, line, parcel, notices));
    }

    @Override
    public List<NoticeBatch> parcels(String line, Instant now) {
        return database.read(handle -> QueuedNoticeTable.parcels(handle, line, now));
    }

    @Override
    public void markSent(String line, String parcel, Instant at, String thread) {
        database.write(handle -> QueuedNoticeTable.sent(handle, line, parcel, at, thread));
        audience.outboxChanged();
    }

    @Override
    public void markFailed(String line, String parcel, String error, Instant retryAt) {
        database.write(handle -> QueuedNoticeTable.failed(handle, line, parcel, error, retryAt));
        audience.outboxChanged();
    }

    @Override
    public void park(String line, String parcel, String error, Instant at) {
        database.write(handle -> QueuedNoticeTable.dead(handle, line, parcel, error, at));
        audience.outboxChanged();
    }

    @Override
    public List<OpenIncident> openIncidents() {
        return database.read(IncidentTable::open);
    }

    @Override
    public void acknowledge(Acknowledgement acknowledgement) {
        database.write(handle -> ChangeWriter.acknowledge(handle, acknowledgement, lines));
        audience.incidentChanged(acknowledgement.incident());
        audience.outboxChanged();
    }

    @Override
    public Optional<Acknowledgement> acknowledged(String incidentId) {
        return database.read(handle -> AcknowledgementTable.of(handle, incidentId));
    }

    @Override
    public void audit(AuditEntry entry) {
        database.write(handle -> AuditTable.insert(handle, entry));
    }

    @Override
    public List<AuditEntry> audited(int limit) {
        return database.read(handle -> AuditTable.newest(handle, limit));
    }

    @Override
    public List<OutboxEntry> outbox(OutboxQuery query) {
        return database.read(handle -> QueuedNoticeTable.search(handle, query));
    }

    @Override
    public OutboxDepth outboxDepth() {
        return database.read(QueuedNoticeTable::depth);
    }

    @Override
    public List<Silence> windows() {
        return database.read(SilenceTable::all);
    }

    @Override
    public void save(Silence window) {
        database.write(handle -> SilenceTable.put(handle, window));
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
        // A unique name, so two callers do not read each other's value.
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
        database.write(handle -> prune(handle, before));
    }

    private static void prune(Handle handle, Instant time) {
        String before = SqlInstant.text(time);
        FactTable.prune(handle, before);
        IntentTable.prune(handle, before);
        IncidentTable.prune(handle, before);
        EvidenceTable.prune(handle, before);
        QueuedNoticeTable.prune(handle, before);
        OutboxTable.prune(handle, time);
        AcknowledgementTable.prune(handle);
        AuditTable.prune(handle, before);
        ReportTable.prune(handle, before);
        RememberedTable.prune(handle, MAKEUPS, before);
        SilenceTable.prune(handle, before);
    }

    @Override
    public void pruneToSize(long bytes) {
        long surplus = database.read(Retention::bytes) - bytes;
        if (surplus <= 0) {
            return;
        }
        List<Retention.Piece> pieces = database.read(handle -> Retention.surplus(handle, surplus));
        for (int from = 0; from < pieces.size(); from += Retention.AT_ONCE) {
            List<Retention.Piece> some = pieces.subList(from, Math.min(pieces.size(), from + Retention.AT_ONCE));
            database.write(handle -> Retention.delete(handle, some));
        }
    }

    @Override
    public void listen(JournalListener listener) {
        audience.add(listener);
    }

    @Override
    public void close() {
        database.close();
    }
}
