package io.dogwatch.replay;

import io.dogwatch.journal.HistoryEntry;
import java.time.Instant;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.PriorityQueue;

/**
 * Decodes a history: returns all entries in order of time, one entry of each run at a time. A week of healthy
 * probes is never held in memory. Not thread-safe.
 */
public final class Playback implements Iterator<Playback.Item> {

    /**
     * @param n which of its run it is, from 0
     */
    public record Item(Instant at, HistoryEntry entry, int n) {}

    private record Cursor(Item item, int order) {}

    private final List<HistoryEntry> entries;
    private final PriorityQueue<Cursor> open = new PriorityQueue<>(
            Comparator.comparing((Cursor cursor) -> cursor.item().at()).thenComparingInt(Cursor::order));
    private int begun;

    /** @param entries in order of their beginning */
    public Playback(List<HistoryEntry> entries) {
        this.entries = entries;
    }

    @Override
    public boolean hasNext() {
        return !open.isEmpty() || begun < entries.size();
    }

    @Override
    public Item next() {
        while (begun < entries.size()
                && (open.isEmpty()
                        || !entries.get(begun)
                                .firstAt()
                                .isAfter(open.element().item().at()))) {
            HistoryEntry entry = entries.get(begun);
            open.add(new Cursor(new Item(entry.firstAt(), entry, 0), begun));
            begun++;
        }
        if (open.isEmpty()) {
            throw new NoSuchElementException();
        }
        Cursor cursor = open.remove();
        Item item = cursor.item();
        int following = item.n() + 1;
        if (following < item.entry().times()) {
            open.add(new Cursor(new Item(item.entry().at(following), item.entry(), following), cursor.order()));
        }
        return item;
    }
}
