package io.dogwatch.remediation;

import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;

/** Lets only a few be near the head of a line, in the order in which they came. Safe for use by many threads. */
final class FairSemaphore {

    private final Semaphore places;

    /** @param near how many are near the head at a time */
    FairSemaphore(int near) {
        this.places = new Semaphore(near, true);
    }

    /** Waits until the caller is near the head. */
    Place stepUp() throws InterruptedException {
        places.acquire();
        return new Place();
    }

    /** A place near the head, until it is left. Leaving it again does nothing. */
    final class Place implements AutoCloseable {

        private final AtomicBoolean held = new AtomicBoolean(true);

        private Place() {}

        void leave() {
            if (held.getAndSet(false)) {
                places.release();
            }
        }

        @Override
        public void close() {
            leave();
        }
    }
}
