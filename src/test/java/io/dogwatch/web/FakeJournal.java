package io.dogwatch.web;

import io.dogwatch.journal.Acknowledgement;
import io.dogwatch.journal.AuditEntry;
import io.dogwatch.journal.Change;
import io.dogwatch.journal.Fact;
import io.dogwatch.journal.Journal;
import io.dogwatch.journal.JournalListener;
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
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;

/** A journal that holds whatever a test puts into it, and can be made unreadable. Only its reading half is there. */
public final class FakeJournal implements Journal {

    public final List<Incident> incidents = new CopyOnWriteArrayList<>();
    public final List<Fact> facts = new CopyOnWriteArrayList<>();
    public final List<Evidence> evidence = new CopyOnWriteArrayList<>();
    public final Map<String, Acknowledgement> acknowledgements = new java.util.concurrent.ConcurrentHashMap<>();
    public final List<AuditEntry> audited = new CopyOnWriteArrayList<>();
    public final List<OutboxEntry> outbox = new CopyOnWriteArrayList<>();
    public final List<JournalListener> listeners = new CopyOnWriteArrayList<>();
    public volatile boolean broken;

    @Override
    public void listen(JournalListener listener) {
        listeners.add(listener);
    }

    @Override
    public List<Incident> incidents(Optional<TargetId> target, int limit) {
        check();
        return incidents.stream()
                .filter(incident -> target.isEmpty() || incident.target().equals(target.get()))
                .sorted(Comparator.comparing(Incident::openedAt).reversed())
                .limit(limit)
                .toList();
    }

    @Override
    public Optional<Incident> incident(String id) {
        check();
        return incidents.stream().filter(incident -> incident.id().equals(id)).findFirst();
    }

    @Override
    public List<Fact> facts(Optional<TargetId> target, int limit) {
        check();
        return facts.stream()
                .filter(fact -> target.isEmpty() || fact.target().equals(target.get()))
                .sorted(Comparator.comparing(Fact::at).reversed())
                .limit(limit)
                .toList();
    }

    @Override
    public List<Evidence> evidence(String incidentId) {
        check();
        return List.copyOf(evidence);
    }

    @Override
    public List<OutboxEntry> outbox(OutboxQuery query) {
        check();
        return outbox.stream()
                .filter(entry -> query.state().map(entry.state()::equals).orElse(true))
                .filter(entry -> query.line().map(entry.line()::equals).orElse(true))
                .filter(entry -> query.notice().map(entry.notice().id()::equals).orElse(true))
                .filter(entry -> query.incident()
                        .map(entry.notice().incident().id()::equals)
                        .orElse(true))
                .sorted(Comparator.comparing(OutboxEntry::createdAt).reversed())
                .skip(query.skip())
                .limit(query.limit())
                .toList();
    }

    @Override
    public OutboxDepth outboxDepth() {
        check();
        return new OutboxDepth(count("waiting"), count("dead"), Optional.empty(), 0);
    }

    private int count(String state) {
        return Math.toIntExact(
                outbox.stream().filter(entry -> entry.state().equals(state)).count());
    }

    private void check() {
        if (broken) {
            throw new StoreException("disk I/O error", new IllegalStateException("of the fake"));
        }
    }

    @Override
    public String instanceId() {
        throw new UnsupportedOperationException();
    }

    @Override
    public void append(Change change) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void note(TargetId target, Instant at, String kind, String reason, String detail) {
        facts.add(new Fact(1000 + facts.size(), target, at, kind, "", "", reason, detail, ""));
    }

    @Override
    public Map<TargetId, PersistentState> ledgers() {
        throw new UnsupportedOperationException();
    }

    @Override
    public void saveEvidence(String incidentId, String intentId, Evidence saved) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void enqueue(Notice notice, Instant at) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void leaveOnly(Set<String> lines) {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<QueuedNotice> ready(String line, Instant now) {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<Sent> sentSince(String line, Instant since) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void hold(String line, List<String> notices, Instant until, String why) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void pack(String line, String parcel, List<String> notices) {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<NoticeBatch> parcels(String line, Instant now) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void markSent(String line, String parcel, Instant at, String thread) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void markFailed(String line, String parcel, String error, Instant retryAt) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void park(String line, String parcel, String error, Instant at) {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<OpenIncident> openIncidents() {
        throw new UnsupportedOperationException();
    }

    @Override
    public void acknowledge(Acknowledgement acknowledgement) {
        check();
        if (acknowledgements.putIfAbsent(acknowledgement.incident(), acknowledgement) == null) {
            incident(acknowledgement.incident())
                    .ifPresent(one -> note(
                            one.target(),
                            acknowledgement.at(),
                            "acknowledged",
                            "",
                            "by " + acknowledgement.createdBy() + ": " + acknowledgement.comment()));
        }
    }

    @Override
    public Optional<Acknowledgement> acknowledged(String incidentId) {
        check();
        return Optional.ofNullable(acknowledgements.get(incidentId));
    }

    @Override
    public void audit(AuditEntry entry) {
        check();
        audited.addFirst(entry);
    }

    @Override
    public List<AuditEntry> audited(int limit) {
        check();
        return audited.stream().limit(limit).toList();
    }

    @Override
    public Optional<String> remembered(String key) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void remember(String key, String value) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void forget(String key) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void verifyWritable() {
        throw new UnsupportedOperationException();
    }

    @Override
    public void prune(Instant before) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void close() {}
}
