package io.dogwatch.remediation;

import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;

/** Limits how many callers are near the head of a queue, in order of arrival. Thread-safe. */
final class FairSemaphore {

    private final Semaphore semaphore;

    /** @param near number of places near the head */
    FairSemaphore(int near) {
        this.semaphore = new Semaphore(near, true);
    }

    /** Waits for a place near the head. */
    Place acquire() throws InterruptedException {
        semaphore.acquire();
        return new Place();
    }

    /** A place near the head, held until it is left. Idempotent. */
    final class Place implements AutoCloseable {

        private final AtomicBoolean held = new AtomicBoolean(true);

        private Place() {}

        void leave() {
            if (held.getAndSet(false)) {
                semaphore.release();
            }
        }

        @Override
        public void close() {
            leave();
        }
    }
}
