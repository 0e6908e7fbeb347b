package io.dogwatch.notify;

import io.dogwatch.journal.Journal;
import io.dogwatch.journal.NoticeBatch;
import io.dogwatch.journal.QueuedNotice;
import io.dogwatch.journal.StoreException;
import io.dogwatch.judge.Notice;
import io.dogwatch.model.Evidence;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries notices from the outbox to people on one line, so that a channel that hangs holds nobody else up. What goes
 * together is chosen and written down before the first attempt. Owns one virtual thread. Safe for use by many threads.
 */
final class ReceiverWorker {

    private static final Logger LOG = LoggerFactory.getLogger(ReceiverWorker.class);

    private static final Duration POLL = Duration.ofSeconds(1);
    private static final Duration GRACE = Duration.ofSeconds(3);

    /** Far longer than one message may take with several servers, each with its deadline of at most some minutes. */
    private static final Duration MAX_TURN = Duration.ofMinutes(30);

    private final Journal journal;
    private final Receiver line;
    private final InstantSource clock;
    private final DeliveryListener listener;

    private final Semaphore nudges = new Semaphore(0);
    private final LongAdder sent = new LongAdder();
    private final LongAdder failedAttempts = new LongAdder();
    private final LongAdder parked = new LongAdder();
    private final FailureLogLimiter delivering;
    private final FailureLogLimiter storing;

    /** What the journal could not be told yet. Only the loop touches it. */
    private final Map<String, Runnable> unrecorded = new LinkedHashMap<>();

    private volatile boolean closing;
    private volatile long lastTurn = System.nanoTime();
    private @Nullable Thread loop;

    ReceiverWorker(Journal journal, Receiver line, InstantSource clock, DeliveryListener listener) {
        this.journal = journal;
        this.line = line;
        this.clock = clock;
        this.listener = listener;
        this.delivering = new FailureLogLimiter("delivery to receiver " + line.name());
        this.storing = new FailureLogLimiter("outbox of receiver " + line.name());
    }

    String name() {
        return line.name();
    }

    OutboxSender.Stats stats() {
        return new OutboxSender.Stats(sent.sum(), failedAttempts.sum(), parked.sum(), delivering.since());
    }

    /** Once. */
    synchronized void start() {
        if (loop != null) {
            throw new IllegalStateException("already started");
        }
        loop = Thread.ofVirtual().name("outbox " + line.name()).start(this::run);
    }

    /** Whether it still goes round: false if its thread has ended or hangs. A channel that takes nothing is no reason. */
    synchronized boolean isWorking() {
        return loop == null || (loop.isAlive() && System.nanoTime() - lastTurn < MAX_TURN.toNanos());
    }

    /** Something may be due: look at once. Never blocks. */
    void nudge() {
        nudges.release();
    }

    /** No new attempt begins. */
    void end() {
        closing = true;
        nudge();
    }

    /** Waits at most 3 s for a delivery under way; one that is cut off is tried again after the next start. */
    synchronized void join() {
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
    void round() {
        lastTurn = System.nanoTime();
        try {
            recordPending();
            pack();
            for (NoticeBatch parcel : journal.parcels(line.name(), clock.instant())) {
                if (closing) {
                    return;
                }
                deliver(parcel);
                // What comes after it of the same incidents may be due now.
                nudge();
            }
            storing.over(clock.instant());
        } catch (StoreException e) {
            storing.met(e.getMessage(), clock.instant());
        } catch (RuntimeException e) {
            if (storing.since().isEmpty()) {
                LOG.error("outbox run failed: internal error", e);
            }
            storing.met(e.toString(), clock.instant());
        }
    }

    private void pack() {
        Instant now = clock.instant();
        List<QueuedNotice> ready = journal.ready(line.name(), now);
        if (ready.isEmpty()) {
            return;
        }
        RateLimits manners = line.manners();
        RateLimits.Plan plan = manners.plan(ready, journal.sentSince(line.name(), now.minus(manners.memory())), now);
        plan.held().stream()
                .collect(Collectors.groupingBy(held -> Map.entry(held.until(), held.why())))
                .forEach((how, held) -> journal.hold(
                        line.name(),
                        held.stream().map(one -> one.posting().notice()).toList(),
                        how.getKey(),
                        how.getValue()));
        for (List<QueuedNotice> together : plan.parcels()) {
            List<String> notices = together.stream().map(QueuedNotice::notice).toList();
            String others = notices.size() == 1 ? "" : "+" + (notices.size() - 1);
            journal.pack(line.name(), notices.getFirst() + others, notices);
        }
    }

    private void deliver(NoticeBatch parcel) {
        lastTurn = System.nanoTime();
        long began = System.nanoTime();
        Delivery delivery = attempt(parcel);
        listener.attempted(
                line.name(), DeliveryListener.Result.of(delivery), Duration.ofNanos(System.nanoTime() - began));
        switch (delivery) {
            case Delivery.Accepted(var thread) -> {
                Instant now = clock.instant();
                delivering.over(now);
                for (Notice notice : parcel.notices()) {
                    sent.increment();
                    listener.sent(notice.kind(), Duration.between(parcel.createdAt(), now));
                }
                LOG.info(
                        "notification delivered receiver={} message={} attempts={}",
                        line.name(),
                        parcel.id(),
                        parcel.attempts() + 1);
                record(parcel.id(), () -> journal.markSent(line.name(), parcel.id(), now, thread));
            }
            case Delivery.TryAgain(var why, var pause) -> {
                // Cut off by our own end: that says nothing about the other side.
                if (!closing) {
                    tryLater(parcel, why, pause);
                }
            }
            case Delivery.Refused(var why) -> park(parcel, why);
        }
    }

    private Delivery attempt(NoticeBatch parcel) {
        List<Evidence> evidence = OutgoingMessage.isAboutOne(parcel.notices())
                ? journal.evidence(parcel.notices().getFirst().incident().id())
                : List.of();
        try {
            return line.channel().deliver(OutgoingMessage.of(parcel, evidence));
        } catch (RuntimeException e) {
            LOG.error("notification format failed receiver={} message={}", line.name(), parcel.id(), e);
            return new Delivery.TryAgain("internal error in Dogwatch: " + e);
        }
    }

    private void tryLater(NoticeBatch parcel, String why, Duration pause) {
        Instant now = clock.instant();
        failedAttempts.increment();
        listener.failed(parcel.notices().getFirst().kind());
        delivering.met(why, now);
        Optional<Instant> retryAt = DeliveryBackoff.retryAt(parcel.attempts(), parcel.createdAt(), now, pause);
        if (retryAt.isPresent()) {
            record(parcel.id(), () -> journal.markFailed(line.name(), parcel.id(), why, retryAt.get()));
        } else {
            park(parcel, why);
        }
    }

    private void park(NoticeBatch parcel, String why) {
        Instant now = clock.instant();
        for (Notice notice : parcel.notices()) {
            parked.increment();
            listener.parked(notice.kind());
        }
        LOG.warn("notification permanently failed receiver={} message={} reason=\"{}\"", line.name(), parcel.id(), why);
        record(parcel.id(), () -> journal.park(line.name(), parcel.id(), why, now));
    }

    /** If the store fails now, the message must not be delivered again only because nobody could write it down. */
    private void record(String id, Runnable result) {
        unrecorded.put(id, result);
        recordPending();
    }

    private void recordPending() {
        var owed = unrecorded.values().iterator();
        while (owed.hasNext()) {
            owed.next().run();
            owed.remove();
        }
    }
}
