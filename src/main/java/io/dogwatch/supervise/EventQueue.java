package io.dogwatch.supervise;

import io.dogwatch.judge.Event;
import io.dogwatch.model.TargetId;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What waits for one target, in its order. Anybody may put in, and one thread takes out. */
final class EventQueue {

    private static final Logger LOG = LoggerFactory.getLogger(EventQueue.class);

    /** Probes and events of one target; a burst beyond it is answered by one look at what came of it. */
    private static final int MAX_WAITING = 512;

    private final TargetId target;
    private final BlockingQueue<TargetMessage> messages = new ArrayBlockingQueue<>(MAX_WAITING);
    private final AtomicBoolean overflown = new AtomicBoolean();

    /** Whether the circumstances must be read afresh; at first none are known. */
    private final AtomicBoolean unsure = new AtomicBoolean(true);

    EventQueue(TargetId target) {
        this.target = target;
    }

    /** Never blocks. */
    void post(TargetMessage message) {
        boolean taken = messages.offer(message);
        if (!taken && isPrecious(message)) {
            Thread.startVirtualThread(() -> {
                try {
                    messages.put(message);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            });
        } else if (!taken) {
            overflown.set(true);
        }
    }

    /**
     * A remedy's end must not be lost: it is what ends the intent, and there is at most one at a time. Nor a person's request,
     * since nobody would repeat it.
     */
    private static boolean isPrecious(TargetMessage message) {
        return message instanceof TargetMessage.RemedyEnded
                || (message instanceof TargetMessage.Judge(Event event) && event instanceof Event.Requested);
    }

    /** The world around the target may have changed. Never blocks, and costs nothing while an earlier nudge is unheard. */
    void nudge() {
        if (!unsure.getAndSet(true)) {
            // In a full mailbox any other message will do.
            boolean taken = messages.offer(new TargetMessage.RefreshContext());
            LOG.trace("event queue notified target={} taken={}", target, taken);
        }
    }

    /** The circumstances could not be judged: they are read again before the next message. */
    void staysUnsure() {
        unsure.set(true);
    }

    /** Whether the circumstances must be read afresh, asked once. */
    boolean wasUnsure() {
        return unsure.getAndSet(false);
    }

    /** Whether something was lost since this was asked last. */
    boolean hasOverflown() {
        return overflown.getAndSet(false);
    }

    /** Waits for the next one. */
    TargetMessage take() throws InterruptedException {
        return messages.take();
    }

    int waiting() {
        return messages.size();
    }
}
