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
 * Delivers the notifications of one receiver, so a hanging channel does not delay others. The content of a message is
 * recorded before the first attempt. Owns one virtual thread. Thread-safe.
 */
final class ReceiverWorker {

    private static final Logger LOG = LoggerFactory.getLogger(ReceiverWorker.class);

    private static final Duration POLL = Duration.ofSeconds(1);
    private static final Duration GRACE = Duration.ofSeconds(3);

    /** Far above the time for one message with several servers, each with a deadline of a few minutes. */
    private static final Duration MAX_TURN = Duration.ofMinutes(30);

    private final Journal journal;
    private final Receiver receiver;
    private final InstantSource clock;
    private final DeliveryListener listener;

    private final Semaphore nudges = new Semaphore(0);
    private final LongAdder sent = new LongAdder();
    private final LongAdder failedAttempts = new LongAdder();
    private final LongAdder dead = new LongAdder();
    private final FailureLogLimiter delivering;
    private final FailureLogLimiter storing;

    /** Results that could not be stored yet. Accessed only by the loop. */
    private final Map<String, Runnable> unrecorded = new LinkedHashMap<>();

    private volatile boolean closing;
    private volatile long lastTurn = System.nanoTime();
    private @Nullable Thread loop;

    ReceiverWorker(Journal journal, Receiver receiver, InstantSource clock, DeliveryListener listener) {
        this.journal = journal;
        this.receiver = receiver;
        this.clock = clock;
        this.listener = listener;
        this.delivering = new FailureLogLimiter("delivery to receiver " + receiver.name());
        this.storing = new FailureLogLimiter("outbox of receiver " + receiver.name());
    }

    String name() {
        return receiver.name();
    }

    OutboxSender.Stats stats() {
        return new OutboxSender.Stats(sent.sum(), failedAttempts.sum(), dead.sum(), delivering.since());
    }

    /** Starts the loop. Call once. */
    synchronized void start() {
        if (loop != null) {
            throw new IllegalStateException("already started");
        }
        loop = Thread.ofVirtual().name("outbox " + receiver.name()).start(this::run);
    }

    /** Returns false if the thread has ended or hangs. Failures of the channel do not count. */
    synchronized boolean isWorking() {
        return loop == null || (loop.isAlive() && System.nanoTime() - lastTurn < MAX_TURN.toNanos());
    }

    /** Triggers an immediate check for due notifications. Never blocks. */
    void nudge() {
        nudges.release();
    }

    /** Prevents new attempts. */
    void end() {
        closing = true;
        nudge();
    }

    /** Waits at most 3 s for a delivery in progress; an interrupted one is retried after the next start. */
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

    /** Delivers all due notifications. A store failure ends the round without losing any. */
    void round() {
        lastTurn = System.nanoTime();
        try {
            recordPending();
            pack();
            for (NoticeBatch batch : journal.parcels(receiver.name(), clock.instant())) {
                if (closing) {
                    return;
                }
                deliver(batch);
                // Later notifications of the same incidents may be due now.
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
        List<QueuedNotice> ready = journal.ready(receiver.name(), now);
        if (ready.isEmpty()) {
            return;
        }
        RateLimits limits = receiver.limits();
        RateLimits.Plan plan = limits.plan(ready, journal.sentSince(receiver.name(), now.minus(limits.memory())), now);
        plan.held().stream()
                .collect(Collectors.groupingBy(held -> Map.entry(held.until(), held.reason())))
                .forEach((hold, held) -> journal.hold(
                        receiver.name(),
                        held.stream().map(one -> one.queued().notice()).toList(),
                        hold.getKey(),
                        hold.getValue()));
        for (List<QueuedNotice> group : plan.parcels()) {
            List<String> notices = group.stream().map(QueuedNotice::notice).toList();
            String suffix = notices.size() == 1 ? "" : "+" + (notices.size() - 1);
            journal.pack(receiver.name(), notices.getFirst() + suffix, notices);
        }
    }

    private void deliver(NoticeBatch batch) {
        lastTurn = System.nanoTime();
        long startedAt = System.nanoTime();
        Delivery delivery = attempt(batch);
        listener.attempted(
                receiver.name(), DeliveryListener.Result.of(delivery), Duration.ofNanos(System.nanoTime() - startedAt));
        switch (delivery) {
            case Delivery.Accepted(var thread) -> {
                Instant now = clock.instant();
                delivering.over(now);
                for (Notice notice : batch.notices()) {
                    sent.increment();
                    listener.sent(notice.kind(), Duration.between(batch.createdAt(), now));
                }
                LOG.info(
                        "notification delivered receiver={} message={} attempts={}",
                        receiver.name(),
                        batch.id(),
                        batch.attempts() + 1);
                record(batch.id(), () -> journal.markSent(receiver.name(), batch.id(), now, thread));
            }
            case Delivery.TryAgain(var reason, var pause) -> {
                // An interrupt by a shutdown says nothing about the remote side.
                if (!closing) {
                    tryLater(batch, reason, pause);
                }
            }
            case Delivery.Refused(var reason) -> markDead(batch, reason);
        }
    }

    private Delivery attempt(NoticeBatch batch) {
        List<Evidence> evidence = OutgoingMessage.isAboutOne(batch.notices())
                ? journal.evidence(batch.notices().getFirst().incident().id())
                : List.of();
        try {
            return receiver.channel().deliver(OutgoingMessage.of(batch, evidence));
        } catch (RuntimeException e) {
            LOG.error("notification format failed receiver={} message={}", receiver.name(), batch.id(), e);
            return new Delivery.TryAgain("internal error in Dogwatch: " + e);
        }
    }

    private void tryLater(NoticeBatch batch, String reason, Duration pause) {
        Instant now = clock.instant();
        failedAttempts.increment();
        listener.failed(batch.notices().getFirst().kind());
        delivering.met(reason, now);
        Optional<Instant> retryAt = DeliveryBackoff.retryAt(batch.attempts(), batch.createdAt(), now, pause);
        if (retryAt.isPresent()) {
            record(batch.id(), () -> journal.markFailed(receiver.name(), batch.id(), reason, retryAt.get()));
        } else {
            markDead(batch, reason);
        }
    }

    private void markDead(NoticeBatch batch, String reason) {
        Instant now = clock.instant();
        for (Notice notice : batch.notices()) {
            dead.increment();
            listener.dead(notice.kind());
        }
        LOG.warn(
                "notification permanently failed receiver={} message={} reason=\"{}\"",
                receiver.name(),
                batch.id(),
                reason);
        record(batch.id(), () -> journal.park(receiver.name(), batch.id(), reason, now));
    }

    /** Records a result, and retries after a store failure to avoid a duplicate delivery. */
    private void record(String id, Runnable result) {
        unrecorded.put(id, result);
        recordPending();
    }

    private void recordPending() {
        var pending = unrecorded.values().iterator();
        while (pending.hasNext()) {
            pending.next().run();
            pending.remove();
        }
    }
}
