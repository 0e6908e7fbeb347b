package io.dogwatch.act;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Lets only a few at a time do something dear. Nobody waits for a turn longer than a bound; then it is done without one: a
 * turn is a courtesy, not a right. Safe for use by many threads.
 */
final class Turns {

    private final Semaphore places;
    private final Duration longestWait;

    Turns(int places, Duration longestWait) {
        this.places = new Semaphore(places, true);
        this.longestWait = longestWait;
    }

    <T> T take(Supplier<T> work) {
        boolean inTurn = await();
        try {
            return work.get();
        } finally {
            if (inTurn) {
                places.release();
            }
        }
    }

    private boolean await() {
        try {
            return places.tryAcquire(longestWait.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
