package io.dogwatch.notify;

import io.dogwatch.journal.Acknowledgement;
import io.dogwatch.journal.AuditEntry;
import io.dogwatch.journal.Change;
import io.dogwatch.journal.Fact;
import io.dogwatch.journal.Journal;
import io.dogwatch.journal.NoticeBatch;
import io.dogwatch.journal.OutboxEntry;
import io.dogwatch.journal.OutboxQuery;
import io.dogwatch.journal.QueuedNotice;
import io.dogwatch.journal.Sent;
import io.dogwatch.journal.StoreException;
import io.dogwatch.judge.Incident;
import io.dogwatch.judge.Notice;
import io.dogwatch.judge.PersistentState;
import io.dogwatch.model.Evidence;
import io.dogwatch.model.TargetId;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/** A journal whose disk can be made full: it reads as the real one does, and refuses to mark notices. */
final class FailingJournal implements Journal {

    private final Journal real;
    private final AtomicInteger refusals = new AtomicInteger();
    private volatile boolean full;

    FailingJournal(Journal real) {
        this.real = real;
    }

    void failWrites(boolean fail) {
        full = fail;
    }

    int refusals() {
        return refusals.get();
    }

    private void refuseIfFull() {
        if (full) {
            refusals.incrementAndGet();
            throw new StoreException("no room", new IOException("No space left on device"));
        }
    }

    @Override
    public String instanceId() {
        return real.instanceId();
    }

    @Override
    public void append(Change change) {
        real.append(change);
    }

    @Override
    public void note(TargetId target, Instant at, String kind, String reason, String detail) {
        real.note(target, at, kind, reason, detail);
    }

    @Override
    public Map<TargetId, PersistentState> ledgers() {
        return real.ledgers();
    }

    @Override
    public void saveEvidence(String incidentId, String intentId, Evidence evidence) {
        real.saveEvidence(incidentId, intentId, evidence);
    }

    @Override
    public List<Evidence> evidence(String incidentId) {
        return real.evidence(incidentId);
    }

    @Override
    public List<Incident> incidents(Optional<TargetId> target, int limit) {
        return real.incidents(target, limit);
    }

    @Override
    public Optional<Incident> incident(String id) {
        return real.incident(id);
    }

    @Override
    public List<Fact> facts(Optional<TargetId> target, int limit) {
        return real.facts(target, limit);
    }

    @Override
    public void enqueue(Notice notice, Instant at) {
        real.enqueue(notice, at);
    }

    @Override
    public void leaveOnly(Set<String> lines) {
        real.leaveOnly(lines);
    }

    @Override
    public List<QueuedNotice> ready(String line, Instant now) {
        return real.ready(line, now);
    }

    @Override
    public List<Sent> sentSince(String line, Instant since) {
        return real.sentSince(line, since);
    }

    @Override
    public void hold(String line, List<String> notices, Instant until, String why) {
        real.hold(line, notices, until, why);
    }

    @Override
    public void pack(String line, String parcel, List<String> notices) {
        real.pack(line, parcel, notices);
    }

    @Override
    public List<NoticeBatch> parcels(String line, Instant now) {
        return real.parcels(line, now);
    }

    @Override
    public void markSent(String line, String parcel, Instant at, String thread) {
        refuseIfFull();
        real.markSent(line, parcel, at, thread);
    }

    @Override
    public void markFailed(String line, String parcel, String error, Instant retryAt) {
        refuseIfFull();
        real.markFailed(line, parcel, error, retryAt);
    }

    @Override
    public void park(String line, String parcel, String error, Instant at) {
        refuseIfFull();
        real.park(line, parcel, error, at);
    }

    @Override
    public List<OpenIncident> openIncidents() {
        return real.openIncidents();
    }

    @Override
    public void acknowledge(Acknowledgement acknowledgement) {
        refuseIfFull();
        real.acknowledge(acknowledgement);
    }

    @Override
    public Optional<Acknowledgement> acknowledged(String incidentId) {
        return real.acknowledged(incidentId);
    }

    @Override
    public void audit(AuditEntry entry) {
        refuseIfFull();
        real.audit(entry);
    }

    @Override
    public List<AuditEntry> audited(int limit) {
        return real.audited(limit);
    }

    @Override
    public List<OutboxEntry> outbox(OutboxQuery query) {
        return real.outbox(query);
    }

    @Override
    public OutboxDepth outboxDepth() {
        return real.outboxDepth();
    }

    @Override
    public Optional<String> remembered(String key) {
        return real.remembered(key);
    }

    @Override
    public void remember(String key, String value) {
        real.remember(key, value);
    }

    @Override
    public void forget(String key) {
        real.forget(key);
    }

    @Override
    public void verifyWritable() {
        real.verifyWritable();
    }

    @Override
    public void prune(Instant before) {
        real.prune(before);
    }

    @Override
    public void close() {
        real.close();
    }
}
