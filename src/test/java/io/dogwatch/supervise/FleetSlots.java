package io.dogwatch.supervise;

import java.util.ArrayDeque;
import java.util.Deque;

/** The places among the calls in flight; who finds none waits. */
final class FleetSlots {

    private final Deque<Runnable> waiting = new ArrayDeque<>();
    private int free;

    FleetSlots(int places) {
        free = places;
    }

    void take(Runnable then) {
        if (free > 0) {
            free--;
            then.run();
        } else {
            waiting.add(then);
        }
    }

    void free() {
        if (waiting.isEmpty()) {
            free++;
        } else {
            waiting.remove().run();
        }
    }
}
