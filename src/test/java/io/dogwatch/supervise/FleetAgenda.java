package io.dogwatch.supervise;

import java.time.Duration;
import java.time.Instant;
import java.util.PriorityQueue;

/** Virtual time: what is planned happens in its order, and nothing waits for it. */
final class FleetAgenda {

    private record Entry(long at, long number, Runnable what) implements Comparable<Entry> {
        @Override
        public int compareTo(Entry other) {
            return at != other.at ? Long.compare(at, other.at) : Long.compare(number, other.number);
        }
    }

    private final PriorityQueue<Entry> entries = new PriorityQueue<>(4096);
    private final Instant start;
    private long millis;
    private long planned;
    private Instant now;

    FleetAgenda(Instant start) {
        this.start = start;
        this.now = start;
    }

    Instant now() {
        return now;
    }

    /** Since the beginning. */
    long millis() {
        return millis;
    }

    void after(long wait, Runnable what) {
        entries.add(new Entry(millis + Math.max(0, wait), planned++, what));
    }

    void after(Duration wait, Runnable what) {
        after(wait.toMillis(), what);
    }

    void at(Instant then, Runnable what) {
        // A millisecond later, as the clock of the house does it: what is due at an instant is due after it too.
        after(Duration.between(now, then).toMillis() + 1, what);
    }

    void every(long interval, long first, Runnable what) {
        after(first, new Runnable() {
            @Override
            public void run() {
                what.run();
                after(interval, this);
            }
        });
    }

    /** Lets time pass until that long after the beginning. */
    void run(Duration until) {
        long end = until.toMillis();
        while (!entries.isEmpty() && entries.peek().at() <= end) {
            Entry next = entries.remove();
            if (next.at() != millis) {
                millis = next.at();
                now = start.plusMillis(millis);
            }
            next.what().run();
        }
        millis = end;
        now = start.plusMillis(millis);
    }
}
