package io.dogwatch.tell;

import io.dogwatch.journal.Change;
import io.dogwatch.journal.Fact;
import io.dogwatch.journal.Journal;
import io.dogwatch.journal.OutboxEntry;
import io.dogwatch.journal.StoreException;
import io.dogwatch.judge.Incident;
import io.dogwatch.judge.Ledger;
import io.dogwatch.judge.Notice;
import io.dogwatch.target.Evidence;
import io.dogwatch.target.TargetId;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
    public Map<TargetId, Ledger> ledgers() {
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
    public List<OutboxEntry> due(Instant now, int limit) {
        return real.due(now, limit);
    }

    @Override
    public void markSent(String noticeId, Instant at) {
        refuseIfFull();
        real.markSent(noticeId, at);
    }

    @Override
    public void markFailed(String noticeId, String error, Instant retryAt) {
        refuseIfFull();
        real.markFailed(noticeId, error, retryAt);
    }

    @Override
    public void park(String noticeId, String error, Instant at) {
        refuseIfFull();
        real.park(noticeId, error, at);
    }

    @Override
    public List<OutboxEntry> outbox(int limit) {
        return real.outbox(limit);
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
