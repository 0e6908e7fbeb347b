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
 * The durable memory. Every method that writes is one transaction and is on disk when it returns. All throw
 * {@link StoreException} when the store cannot be used; nothing is half done then, and retrying is right. Safe for use
 * by many threads.
 */
public interface Journal extends AutoCloseable {

    /**
     * How long a notice waits for its evidence at most: the evidence's own 5 s, and 10 s for a slow disk, on which it is only
     * one of many that want to be written. {@link #saveEvidence} makes it due at once, so that nobody waits in vain but after
     * a crash.
     */
    Duration EVIDENCE_WAIT = Duration.ofSeconds(15);

    /**
     * How often at least a notice about how a container is set up must be put in again while it is set up so, to be told once
     * and no more.
     */
    Duration REPEATED = Duration.ofDays(1);

    /** A random id made with the store; makes ids unique among several instances of Dogwatch. */
    String instanceId();

    /**
     * Writes a verdict: the phase change as a fact, the ledger if it changed, and the rows of its decisions (intents,
     * incidents, notices).
     */
    void append(Change change);

    /** Writes one fact that is no verdict's, such as a person's request. */
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
     * Puts a notice that belongs to no verdict into the outbox, unless one of its id is there, in whatever state. One about how
     * a container is set up is remembered until nobody has put it in again for {@link #REPEATED} and then the time that is
     * kept.
     */
    void enqueue(Notice notice, Instant at);

    /** What waits on lines that are not among these goes out on the line {@link ReceiverRouting#MAIL} instead. */
    void leaveOnly(Set<String> lines);

    /** What is due on a line and in no parcel, oldest first; of an incident only what may go now, so that order is kept. */
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

    /** Incidents that are open, the oldest first, with when something was last put into the outbox about each. */
    List<OpenIncident> openIncidents();

    /** @param lastNotified empty if nobody was told of it */
    record OpenIncident(Incident incident, Optional<Instant> lastNotified, Optional<Acknowledgement> acknowledged) {}

    /**
     * The first one of an incident counts; others do nothing. It is a fact of the incident, and is told to those services
     * that keep alarms of their own.
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

    /** How many notices are waiting, and how many are parked; each on each of its lines. */
    OutboxDepth outboxDepth();

    /**
     * @param oldestWaiting when the oldest one was created that waits and is not held on purpose
     * @param mostAttempts failed attempts of the waiting one that has most
     */
    record OutboxDepth(int waiting, int parked, Optional<Instant> oldestWaiting, int mostAttempts) {}

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
     * Deletes closed incidents with their evidence and notices, the oldest first, until all incidents together take so many
     * bytes at most. What is open or unsent stays, whatever it takes.
     */
    default void pruneToSize(long bytes) {}

    /** @param listener told from now on of what is written */
    default void listen(JournalListener listener) {}

    @Override
    void close();
}
