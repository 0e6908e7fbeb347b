package io.dogwatch.journal;

import io.dogwatch.judge.Event;
import io.dogwatch.model.TargetId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes the history on its own thread. Recording only adds to a bounded queue; events beyond its limit, because
 * the store is slow or gone, are counted and marked as a gap. New runs are on disk within {@link #SAVE_EVERY},
 * growth of a run within {@link #GROW_EVERY}, which is the most that a kill -9 can lose. Thread-safe.
 */
public final class HistoryRecorder implements History, AutoCloseable {

    /** A burst of a thousand targets with eight inspects each. */
    static final int CAPACITY = 8192;

    static final Duration SAVE_EVERY = Duration.ofSeconds(5);

    /** Rewriting a row for each healthy check every few seconds would cause most of the disk writes. */
    static final Duration GROW_EVERY = Duration.ofMinutes(1);

    /**
     * Pause between two reads of the queue. Waking for each event would cost as much CPU as all other work on it:
     * measured 35 us instead of 15 us of each probe's 500 us.
     */
    private static final Duration PAUSE = Duration.ofMillis(200);

    /** As long as the store is gone, so many runs are kept for it. */
    private static final int MAX_WAITING = 20_000;

    private static final Duration GONE_FOR = Duration.ofHours(1);
    private static final Logger LOG = LoggerFactory.getLogger(HistoryRecorder.class);

    private record Note(TargetId target, Event event, Instant at) {}

    private final HistoryStore store;
    private final BlockingQueue<Note> notes = new ArrayBlockingQueue<>(CAPACITY);
    private final Map<TargetId, Integer> lost = new ConcurrentHashMap<>();
    private final HistoryRuns runs = new HistoryRuns();
    private final Thread writer;
    private final CountDownLatch closing = new CountDownLatch(1);
    private boolean storeTrouble;
    private long savedNanos = System.nanoTime();
    private long grownNanos = System.nanoTime();
    private Instant newest = Instant.MIN;

    public HistoryRecorder(HistoryStore store) {
        this.store = store;
        this.writer = Thread.ofPlatform().daemon().name("history").unstarted(this::run);
    }

    public HistoryRecorder start() {
        writer.start();
        return this;
    }

    @Override
    public void record(TargetId target, Event event, Instant at) {
        // Whoever replays wakes the judge himself, when its verdicts ask for it.
        if (!(event instanceof Event.Woken) && !notes.offer(new Note(target, event, at))) {
            lost.merge(target, 1, Integer::sum);
        }
    }

    private void run() {
        while (pause() || !notes.isEmpty()) {
            try {
                List<Note> some = new ArrayList<>();
                notes.drainTo(some);
                take(some);
                saveIfDue();
            } catch (RuntimeException e) {
                LOG.error("history not kept", e);
            }
        }
        save(true);
    }

    /** False if this is the end. */
    private boolean pause() {
        try {
            return !closing.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            return false;
        }
    }

    private void take(List<Note> some) {
        for (Note note : some) {
            runs.take(note.target(), note.event(), note.at());
            newest = note.at();
        }
        for (TargetId target : List.copyOf(lost.keySet())) {
            Integer count = lost.remove(target);
            if (count != null) {
                LOG.warn("history has a gap target={} lost={}", target, count);
                runs.lost(target, count, newest);
            }
        }
    }

    private void saveIfDue() {
        long now = System.nanoTime();
        if (now - grownNanos >= GROW_EVERY.toNanos()) {
            grownNanos = now;
            savedNanos = now;
            save(true);
            if (newest.isAfter(Instant.MIN)) {
                runs.forgetGone(newest.minus(GONE_FOR));
            }
        } else if (now - savedNanos >= SAVE_EVERY.toNanos()) {
            savedNanos = now;
            save(false);
        }
    }

    private void save(boolean grown) {
        List<HistoryRun> unsaved = runs.unsaved(grown);
        try {
            if (!unsaved.isEmpty()) {
                store.save(unsaved);
            }
            runs.forgetSaved();
            storeTrouble = false;
        } catch (StoreException e) {
            if (!storeTrouble) {
                storeTrouble = true;
                LOG.warn("history cannot be written now error={}", e.getMessage());
            }
            if (runs.waiting() > MAX_WAITING) {
                runs.giveUpWaiting(newest);
            }
        }
    }

    /**
     * Deletes history that ended before this time, except the events that define a container's state at that time.
     *
     * @throws StoreException if the store cannot be used; nothing is changed then
     */
    public void prune(Instant before) {
        store.prune(before);
    }

    /** Writes what is known so far, and ends. Not if it was never started. */
    @Override
    public void close() {
        closing.countDown();
        try {
            writer.join(SAVE_EVERY);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
