package io.dogwatch.journal;

import io.dogwatch.judge.Incident;
import io.dogwatch.judge.Notice;
import io.dogwatch.judge.PersistentState;
import io.dogwatch.model.Evidence;
import io.dogwatch.model.TargetId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The durable memory. Every method that writes is one transaction and is on disk when it returns. All throw {@link
 * StoreException} if the store cannot be used; nothing is changed then, and the caller should retry. Thread-safe.
 */
public interface Journal extends AutoCloseable {

    /**
     * Maximum wait of a notice for its evidence: 5 s for gathering, and 10 s for a slow disk with other writes.
     * {@link #saveEvidence} makes the notice due immediately, so the full wait only occurs after a crash.
     */
    Duration EVIDENCE_WAIT = Duration.ofSeconds(15);

    /**
     * Minimum interval for enqueuing a notice about a container's set-up again while the problem exists, which
     * keeps it from being reported twice.
     */
    Duration REPEATED = Duration.ofDays(1);

    /** A random id made with the store; makes ids unique among several instances of Dogwatch. */
    String instanceId();

    /**
     * Writes a verdict: the phase change as a fact, the ledger if it changed, and the rows of its decisions (intents,
     * incidents, notices).
     */
    void append(Change change);

    /** Writes one fact without a verdict, such as an operator's request. */
    void note(TargetId target, Instant at, String kind, String reason, String detail);

    /** What is remembered of every target that ever had something to remember. */
    Map<TargetId, PersistentState> ledgers();

    /** Saves evidence, before the target is touched, and makes the incident's waiting notice due. */
    void saveEvidence(String incidentId, String intentId, Evidence evidence);

    /** All evidence of an incident, oldest first. */
    List<Evidence> evidence(String incidentId);

    /** Newest first; of one target, or of all. */
    List<Incident> incidents(Optional<TargetId> target, int limit);

    Optional<Incident> incident(String id);

    /** Newest first. */
    default List<Incident> search(IncidentQuery query) {
        return incidents(Optional.empty(), Integer.MAX_VALUE).stream()
                .filter(query::fits)
                .skip(query.skip())
                .limit(query.limit())
                .toList();
    }

    /** Newest first; of one target, or of all. */
    List<Fact> facts(Optional<TargetId> target, int limit);

    /**
     * Enqueues a notice without a verdict, unless its id exists in any state. The id of a set-up notice is
     * remembered until it was not enqueued for {@link #REPEATED} and the retention has passed.
     */
    void enqueue(Notice notice, Instant at);

    /** Moves notices of other receivers to {@link ReceiverRouting#MAIL}. */
    void leaveOnly(Set<String> lines);

    /**
     * Returns the due notices of a receiver without a batch, oldest first; per incident only those allowed by the
     * order.
     */
    List<QueuedNotice> ready(String line, Instant now);

    /** What was sent on a line since then, oldest first. */
    List<Sent> sentSince(String line, Instant since);

    /** Has notices wait, and says why. */
    void hold(String line, List<String> notices, Instant until, String why);

    /** Puts notices into a parcel, for good. */
    void pack(String line, String parcel, List<String> notices);

    /** What is due on a line, oldest first; not all of it, if it is much. */
    List<NoticeBatch> parcels(String line, Instant now);

    /** @param thread what the channel needs to put later messages about the same incidents behind this one */
    void markSent(String line, String parcel, Instant at, String thread);

    void markFailed(String line, String parcel, String error, Instant retryAt);

    /** Gives up on a parcel: it stays visible with its error, and later ones of its incidents may go. */
    void park(String line, String parcel, String error, Instant at);

    /** Returns the open incidents, oldest first, each with the time of its last notice. */
    List<OpenIncident> openIncidents();

    /** @param lastNotified empty without a notification */
    record OpenIncident(Incident incident, Optional<Instant> lastNotified, Optional<Acknowledgement> acknowledged) {}

    /**
     * Records the first acknowledgement of an incident; later ones do nothing. It becomes a fact of the incident
     * and is sent to services with their own alarms.
     */
    void acknowledge(Acknowledgement acknowledgement);

    Optional<Acknowledgement> acknowledged(String incidentId);

    /** Keeps what a person has asked for, as long as closed incidents are kept. */
    void audit(AuditEntry entry);

    /** Newest first. */
    List<AuditEntry> audited(int limit);

    /** Newest first, in any state, on all lines. */
    default List<OutboxEntry> outbox(int limit) {
        return outbox(OutboxQuery.newest(limit));
    }

    /** The same, of those that fit. */
    List<OutboxEntry> outbox(OutboxQuery query);

    /** Returns the numbers of waiting and of dead notices, counted per receiver. */
    OutboxDepth outboxDepth();

    /**
     * @param oldestWaiting creation time of the oldest waiting notice that is not held on purpose
     * @param mostAttempts maximum failed attempts of a waiting notice
     */
    record OutboxDepth(int waiting, int dead, Optional<Instant> oldestWaiting, int mostAttempts) {}

    /** A small value by key, such as the place in a log or in the event stream. */
    Optional<String> remembered(String key);

    /** Writes a small value; not forced to the disk by itself. */
    void remember(String key, String value);

    void forget(String key);

    /** Writes and reads back one value. Throws if the store cannot be written. */
    void verifyWritable();

    /** Deletes what is older than this, except what is open or unsent. */
    void prune(Instant before);

    /**
     * Deletes closed incidents with their evidence and notices, oldest first, until all incidents together fit
     * into the limit. Open incidents and unsent notices are kept regardless of their size.
     */
    default void pruneToSize(long bytes) {}

    /** @param listener notified of future writes */
    default void listen(JournalListener listener) {}

    @Override
    void close();
}
