package io.dogwatch.supervise;

import io.dogwatch.judge.Event;
import io.dogwatch.model.TargetId;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Queue of messages for one target, in order of arrival. Many producers, one consumer. */
final class EventQueue {

    private static final Logger LOG = LoggerFactory.getLogger(EventQueue.class);

    /** Capacity for the probes and events of one target; an overflow is resolved by one inspection. */
    private static final int MAX_WAITING = 512;

    private final TargetId target;
    private final BlockingQueue<TargetMessage> messages = new ArrayBlockingQueue<>(MAX_WAITING);
    private final AtomicBoolean overflowed = new AtomicBoolean();

    /** Whether the context must be refreshed; initially true. */
    private final AtomicBoolean refreshNeeded = new AtomicBoolean(true);

    EventQueue(TargetId target) {
        this.target = target;
    }

    /** Adds a message. Never blocks. */
    void post(TargetMessage message) {
        boolean accepted = messages.offer(message);
        if (!accepted && mustNotBeLost(message)) {
            Thread.startVirtualThread(() -> {
                try {
                    messages.put(message);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            });
        } else if (!accepted) {
            overflowed.set(true);
        }
    }

    /**
     * Returns whether a message must not be lost: the end of an action, which closes the only open intent, or a manual
     * request, which would not be repeated.
     */
    private static boolean mustNotBeLost(TargetMessage message) {
        return message instanceof TargetMessage.ActionEnded
                || (message instanceof TargetMessage.Judge(Event event) && event instanceof Event.Requested);
    }

    /** Requests a refresh of the context. Never blocks; repeated calls cost nothing until the refresh. */
    void requestRefresh() {
        if (!refreshNeeded.getAndSet(true)) {
            // If the queue is full, any other message triggers the refresh.
            boolean accepted = messages.offer(new TargetMessage.RefreshContext());
            LOG.trace("event queue notified target={} taken={}", target, accepted);
        }
    }

    /** Requests the refresh again before the next message, because the last one failed. */
    void retryRefresh() {
        refreshNeeded.set(true);
    }

    /** Returns whether the context must be refreshed, and resets the flag. */
    boolean takeRefreshRequest() {
        return refreshNeeded.getAndSet(false);
    }

    /** Returns whether messages were lost since the last call. */
    boolean hasOverflowed() {
        return overflowed.getAndSet(false);
    }

    /** Waits for the next message. */
    TargetMessage take() throws InterruptedException {
        return messages.take();
    }

    int waiting() {
        return messages.size();
    }
}
