package io.dogwatch.tell;

import io.dogwatch.journal.Journal;
import io.dogwatch.journal.OutboxEntry;
import io.dogwatch.journal.StoreException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries notices from the outbox to people: each until it is taken, refused, or five days old; those of one incident
 * in their order. A crash can make it deliver one notice twice, never none. Owns one virtual thread between
 * {@link #start} and {@link #close}. Safe for use by many threads.
 */
public final class OutboxSender implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(OutboxSender.class);

    private static final Duration POLL = Duration.ofSeconds(1);
    private static final Duration GRACE = Duration.ofSeconds(3);
    private static final int BATCH = 50;

    private final Journal journal;
    private final Channel channel;
    private final InstantSource clock;
    private final DeliveryListener listener;

    private final Semaphore nudges = new Semaphore(0);
    private final LongAdder sent = new LongAdder();
    private final LongAdder failedAttempts = new LongAdder();
    private final LongAdder parked = new LongAdder();
    private final Trouble delivering = new Trouble("Mail delivery");
    private final Trouble storing = new Trouble("Outbox");

    /** What the journal could not be told yet. Only the loop touches it. */
    private final Map<String, Runnable> unrecorded = new LinkedHashMap<>();

    private volatile boolean closing;
    private @Nullable Thread loop;

    public OutboxSender(Journal journal, Channel channel, InstantSource clock) {
        this(journal, channel, clock, DeliveryListener.NONE);
    }

    public OutboxSender(Journal journal, Channel channel, InstantSource clock, DeliveryListener listener) {
        this.journal = journal;
        this.channel = channel;
        this.clock = clock;
        this.listener = listener;
    }

    /** How it has been going since the start of the process. {@code troubleSince} is empty while all is well. */
    public record Stats(long sent, long failedAttempts, long parked, Optional<Instant> troubleSince) {}

    public Stats stats() {
        return new Stats(sent.sum(), failedAttempts.sum(), parked.sum(), delivering.since());
    }

    /** Once. */
    public synchronized void start() {
        if (loop != null) {
            throw new IllegalStateException("started already");
        }
        loop = Thread.ofVirtual().name("outbox").start(this::run);
    }

    /** Something may be due: look at once. Never blocks. */
    public void nudge() {
        nudges.release();
    }

    /** Waits at most 3 s for a delivery under way; one that is cut off is tried again after the next start. */
    @Override
    public synchronized void close() {
        closing = true;
        nudge();
        Thread running = loop;
        if (running == null) {
            return;
        }
        try {
            if (!running.join(GRACE)) {
                running.interrupt();
                running.join(GRACE);
            }
        } catch (InterruptedException e) {
            running.interrupt();
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        while (!closing) {
            round();
            try {
                boolean nudged = nudges.tryAcquire(POLL.toMillis(), TimeUnit.MILLISECONDS);
                if (nudged) {
                    nudges.drainPermits();
                }
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    /** Delivers what is due now. A store that cannot be used ends the round; nothing is lost by that. */
    private void round() {
        try {
            recordWhatIsOwed();
            for (OutboxEntry entry : journal.due(clock.instant(), BATCH)) {
                if (closing) {
                    return;
                }
                deliver(entry);
                // The next one of the same incident may be due now.
                nudge();
            }
            storing.over(clock.instant());
        } catch (StoreException e) {
            storing.met(e.getMessage(), clock.instant());
        } catch (RuntimeException e) {
            if (storing.since().isEmpty()) {
                LOG.error("The outbox met a fault of ours", e);
            }
            storing.met(e.toString(), clock.instant());
        }
    }

    private void deliver(OutboxEntry entry) {
        String id = entry.notice().id();
        switch (attempt(entry)) {
            case Delivery.Accepted accepted -> {
                Instant now = clock.instant();
                sent.increment();
                listener.sent(entry.notice().kind(), Duration.between(entry.createdAt(), now));
                delivering.over(now);
                LOG.info("Notice delivered notice={} attempts={}", id, entry.attempts() + 1);
                record(id, () -> journal.markSent(id, now));
            }
            case Delivery.TryAgain(var why) -> {
                // Cut off by our own end: that says nothing about the other side.
                if (!closing) {
                    tryLater(entry, why);
                }
            }
            case Delivery.Refused(var why) -> park(entry, why);
        }
    }

    private Delivery attempt(OutboxEntry entry) {
        var evidence = journal.evidence(entry.notice().incident().id());
        try {
            return channel.deliver(entry.notice(), evidence);
        } catch (RuntimeException e) {
            LOG.error(
                    "A notice could not be put into its form notice={}",
                    entry.notice().id(),
                    e);
            return new Delivery.TryAgain("a fault of Dogwatch: " + e);
        }
    }

    private void tryLater(OutboxEntry entry, String why) {
        String id = entry.notice().id();
        Instant now = clock.instant();
        failedAttempts.increment();
        listener.failed(entry.notice().kind());
        delivering.met(why, now);
        Optional<Instant> retryAt = Backoff.retryAt(entry.attempts(), entry.createdAt(), now);
        if (retryAt.isPresent()) {
            record(id, () -> journal.markFailed(id, why, retryAt.get()));
        } else {
            park(entry, why);
        }
    }

    private void park(OutboxEntry entry, String why) {
        String id = entry.notice().id();
        Instant now = clock.instant();
        parked.increment();
        listener.parked(entry.notice().kind());
        LOG.warn("Notice given up notice={} why={}", id, why);
        record(id, () -> journal.park(id, why, now));
    }

    /** If the store fails now, the notice must not be delivered again only because nobody could write it down. */
    private void record(String id, Runnable result) {
        unrecorded.put(id, result);
        recordWhatIsOwed();
    }

    private void recordWhatIsOwed() {
        var owed = unrecorded.values().iterator();
        while (owed.hasNext()) {
            owed.next().run();
            owed.remove();
        }
    }
}
