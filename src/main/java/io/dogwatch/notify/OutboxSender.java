package io.dogwatch.notify;

import io.dogwatch.journal.Journal;
import io.dogwatch.journal.ReceiverRouting;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Carries notices from the outbox to people: each until it is taken, refused, or five days old; those of one incident in
 * their order on each line. A crash can make it deliver one message twice on a line, never none. Safe for use by many
 * threads.
 */
public final class OutboxSender implements AutoCloseable {

    private final Journal journal;
    private final InstantSource clock;
    private final DeliveryListener listener;
    private volatile List<ReceiverWorker> lines;

    /** One channel to which each notice goes for itself. */
    public OutboxSender(Journal journal, Channel channel, InstantSource clock) {
        this(
                journal,
                List.of(new Receiver(ReceiverRouting.MAIL, channel, RateLimits.BLUNT)),
                clock,
                DeliveryListener.NONE);
    }

    /** @param lines what waits on any other goes out on {@link ReceiverRouting#MAIL}, which has to be one of them */
    public OutboxSender(Journal journal, List<Receiver> lines, InstantSource clock, DeliveryListener listener) {
        this.journal = journal;
        this.clock = clock;
        this.listener = listener;
        this.lines = senders(lines);
    }

    private List<ReceiverWorker> senders(List<Receiver> wanted) {
        List<String> names = wanted.stream().map(Receiver::name).toList();
        if (!names.contains(ReceiverRouting.MAIL)) {
            throw new IllegalArgumentException("no receiver " + ReceiverRouting.MAIL + " among " + names);
        }
        return wanted.stream()
                .map(line -> new ReceiverWorker(journal, line, clock, listener))
                .toList();
    }

    /**
     * How it has been going since the start of the process.
     *
     * @param troubleSince the longest trouble of any line; empty while all is well
     */
    public record Stats(long sent, long failedAttempts, long parked, Optional<Instant> troubleSince) {

        static final Stats NONE = new Stats(0, 0, 0, Optional.empty());

        Stats plus(Stats other) {
            return new Stats(
                    sent + other.sent,
                    failedAttempts + other.failedAttempts,
                    parked + other.parked,
                    troubleSince
                            .filter(one ->
                                    other.troubleSince.filter(one::isAfter).isEmpty())
                            .or(() -> other.troubleSince));
        }
    }

    /** Of the lines as they are now. */
    public Stats stats() {
        return lines.stream().map(ReceiverWorker::stats).reduce(Stats.NONE, Stats::plus);
    }

    /** The lines that nobody serves any more, by a fault of ours. */
    public List<String> unserved() {
        return lines.stream()
                .filter(line -> !line.isWorking())
                .map(ReceiverWorker::name)
                .toList();
    }

    /**
     * Once.
     *
     * @throws io.dogwatch.journal.StoreException if the store cannot be used; nothing has begun then
     */
    public synchronized void start() {
        begin(lines);
    }

    private void begin(List<ReceiverWorker> senders) {
        journal.leaveOnly(senders.stream().map(ReceiverWorker::name).collect(Collectors.toSet()));
        senders.forEach(ReceiverWorker::start);
    }

    /**
     * Serves these lines instead; after the start. Waits a few seconds for deliveries under way, since no line may have two
     * senders; one that is cut off is tried again. What waited on a line that is gone goes out by mail.
     *
     * @throws io.dogwatch.journal.StoreException if the store cannot be used; the lines before are served then
     */
    public synchronized void follow(List<Receiver> others) {
        List<ReceiverWorker> next = senders(others);
        journal.leaveOnly(next.stream().map(ReceiverWorker::name).collect(Collectors.toSet()));
        List<ReceiverWorker> before = lines;
        before.forEach(ReceiverWorker::end);
        before.forEach(ReceiverWorker::join);
        lines = next;
        next.forEach(ReceiverWorker::start);
    }

    /** Something may be due: look at once. Never blocks. */
    public void nudge() {
        lines.forEach(ReceiverWorker::nudge);
    }

    /** Waits a few seconds for deliveries under way; one that is cut off is tried again after the next start. */
    @Override
    public synchronized void close() {
        lines.forEach(ReceiverWorker::end);
        lines.forEach(ReceiverWorker::join);
    }
}
