package io.dogwatch.notify;

import io.dogwatch.journal.Journal;
import io.dogwatch.journal.ReceiverRouting;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Delivers notifications from the outbox. Retries each one until it is accepted, rejected, or five days old. Keeps the
 * order of an incident for each receiver. After a crash, a receiver can get a message twice, but misses none.
 * Thread-safe.
 */
public final class OutboxSender implements AutoCloseable {

    private final Journal journal;
    private final InstantSource clock;
    private final DeliveryListener listener;
    private volatile List<ReceiverWorker> workers;

    /** Creates a sender with one channel that sends every notification separately. */
    public OutboxSender(Journal journal, Channel channel, InstantSource clock) {
        this(
                journal,
                List.of(new Receiver(ReceiverRouting.MAIL, channel, RateLimits.UNLIMITED)),
                clock,
                DeliveryListener.NONE);
    }

    /**
     * @param receivers the receivers, including {@link ReceiverRouting#MAIL}, which gets the notifications of removed
     *     receivers
     */
    public OutboxSender(Journal journal, List<Receiver> receivers, InstantSource clock, DeliveryListener listener) {
        this.journal = journal;
        this.clock = clock;
        this.listener = listener;
        this.workers = workers(receivers);
    }

    private List<ReceiverWorker> workers(List<Receiver> receivers) {
        List<String> names = receivers.stream().map(Receiver::name).toList();
        if (!names.contains(ReceiverRouting.MAIL)) {
            throw new IllegalArgumentException("no receiver " + ReceiverRouting.MAIL + " among " + names);
        }
        return receivers.stream()
                .map(receiver -> new ReceiverWorker(journal, receiver, clock, listener))
                .toList();
    }

    /**
     * Statistics since the start of the process.
     *
     * @param troubleSince the start of the longest current failure of a receiver; empty without failures
     */
    public record Stats(long sent, long failedAttempts, long dead, Optional<Instant> troubleSince) {

        static final Stats NONE = new Stats(0, 0, 0, Optional.empty());

        Stats plus(Stats other) {
            return new Stats(
                    sent + other.sent,
                    failedAttempts + other.failedAttempts,
                    dead + other.dead,
                    troubleSince
                            .filter(one ->
                                    other.troubleSince.filter(one::isAfter).isEmpty())
                            .or(() -> other.troubleSince));
        }
    }

    /** Returns the statistics of the current receivers. */
    public Stats stats() {
        return workers.stream().map(ReceiverWorker::stats).reduce(Stats.NONE, Stats::plus);
    }

    /** Returns the receivers without a working sender because of an internal error. */
    public List<String> stuckReceivers() {
        return workers.stream()
                .filter(worker -> !worker.isWorking())
                .map(ReceiverWorker::name)
                .toList();
    }

    /**
     * Starts delivery. Call once.
     *
     * @throws io.dogwatch.journal.StoreException if the store is not available; delivery has not started in this case
     */
    public synchronized void start() {
        begin(workers);
    }

    private void begin(List<ReceiverWorker> senders) {
        journal.leaveOnly(senders.stream().map(ReceiverWorker::name).collect(Collectors.toSet()));
        senders.forEach(ReceiverWorker::start);
    }

    /**
     * Replaces the receivers; call after {@link #start}. Waits some seconds for deliveries in progress, because a
     * receiver must not have two senders; interrupted deliveries are retried. Notifications of removed receivers are
     * sent by mail.
     *
     * @throws io.dogwatch.journal.StoreException if the store is not available; the previous receivers remain active
     */
    public synchronized void follow(List<Receiver> receivers) {
        List<ReceiverWorker> next = workers(receivers);
        journal.leaveOnly(next.stream().map(ReceiverWorker::name).collect(Collectors.toSet()));
        List<ReceiverWorker> before = workers;
        before.forEach(ReceiverWorker::end);
        before.forEach(ReceiverWorker::join);
        workers = next;
        next.forEach(ReceiverWorker::start);
    }

    /** Triggers an immediate check for due notifications. Never blocks. */
    public void nudge() {
        workers.forEach(ReceiverWorker::nudge);
    }

    /**
     * Stops delivery. Waits some seconds for deliveries in progress; interrupted ones are retried after the next start.
     */
    @Override
    public synchronized void close() {
        workers.forEach(ReceiverWorker::end);
        workers.forEach(ReceiverWorker::join);
    }
}
