package io.dogwatch.logs;

import io.dogwatch.docker.Engine;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads one target's log from files in turns, in place of a stream of the engine. Its turns come on the poller's threads,
 * one at a time; all else may be called by any thread.
 *
 * <p>What the engine says by ending a stream, a file does not say: whose lines these are. So no byte is judged unless the
 * engine said, after the last change of the container's state that can be seen on disk, whose life it is.
 */
final class FileStream implements Engine.Subscription, FilePoller.Reader {

    private static final Duration NEVER = Duration.ofNanos(-1);
    private static final Duration ANSWER = Duration.ofMillis(20);

    /** While lines keep coming, and for some seconds after. */
    private static final long SHORTEST_WAIT_MILLIS = 100;

    private static final long MAX_WAIT_MILLIS = 1000;
    private static final int PATIENT_TURNS = 30;
    private static final int LOOKS_AROUND_EVERY = 5;

    /** A second. */
    private static final int MAX_MISSES = 50;

    private final FileTail tail;
    private final LineTaker lines;
    private final Origin origin;
    private final Owner owner;
    private final InstantSource clock;

    private volatile boolean closed;
    private volatile boolean asked;
    private volatile @Nullable String confirmed;
    private volatile @Nullable Instant toBeProven;
    private volatile boolean endsAtEnd;
    private int idleTurns;
    private int misses;

    /** Where the files are. */
    interface Origin {

        /** The word of {@link LogStats#source()}. */
        String word();

        /** What the engine writes anew whenever a life begins or ends; empty if that cannot be seen. */
        Optional<Path> life();

        /** Whether each line says when it was written. */
        boolean hasStamps();

        /** Where to go on after the files were renamed faster than they were read. */
        JsonFiles.Start from(Instant floor) throws IOException;

        /** How many bytes written after a stamp are gone at least. */
        long missingAfter(Instant newest) throws IOException;
    }

    /** Whom this reads for. */
    interface Owner {

        /** @return false, with nothing done, if this was given up meanwhile */
        boolean read(Consumer<LogDeduplicator> work);

        /** To answer by {@link #confirm} or by closing. */
        void askWhoseLifeItIs();

        /** All lines of the life that is over were read. */
        void lifeIsRead(FileStream file);

        void failed(IOException why);
    }

    FileStream(FileTail tail, LineTaker lines, Origin origin, Owner owner, InstantSource clock) {
        this.tail = tail;
        this.lines = lines;
        this.origin = origin;
        this.owner = owner;
        this.clock = clock;
    }

    String word() {
        return origin.word();
    }

    /** Where reading begins. To be asked before the first turn. */
    Optional<FileOffset> mark() {
        return tail.mark();
    }

    /** To be taken before the engine is asked. */
    String version() {
        return origin.life().map(OpenFile::version).orElse("");
    }

    /**
     * The engine said that the life is still the same, or that it is over and no other has begun.
     *
     * @param version what {@link #version} was before it was asked
     * @param isOver whether to stop at the end
     */
    void confirm(String version, Instant askedAt, boolean isOver) {
        confirmed = version;
        if (isOver) {
            endsAtEnd = true;
        } else {
            toBeProven = askedAt;
        }
        asked = false;
    }

    @Override
    public synchronized Duration turn(byte[] buffer) {
        if (closed) {
            return NEVER;
        }
        if (confirmed == null) {
            return ANSWER;
        }
        Instant proof = toBeProven;
        boolean ends = endsAtEnd;
        boolean looksAround = proof != null || ends || idleTurns < PATIENT_TURNS || idleTurns % LOOKS_AROUND_EVERY == 0;
        try {
            Duration next =
                    switch (tail.read(buffer, looksAround)) {
                        case BLOCK -> block(buffer);
                        case END -> end(proof, ends);
                        // Gone for good: the container was removed, and what was open has been read.
                        case NOTHING -> ends && looksAround ? end(null, true) : idle();
                        case ASTRAY -> findBack();
                    };
            misses = 0;
            return next;
        } catch (NoSuchFileException e) {
            // Between two names, or about to be made anew.
            if (++misses < MAX_MISSES) {
                return ANSWER;
            }
            close();
            owner.failed(e);
            return NEVER;
        } catch (IOException e) {
            close();
            owner.failed(e);
            return NEVER;
        }
    }

    private Duration block(byte[] buffer) {
        if (!version().equals(confirmed)) {
            if (!asked) {
                asked = true;
                owner.askWhoseLifeItIs();
            }
            return ANSWER;
        }
        idleTurns = 0;
        Instant now = clock.instant();
        boolean taken = owner.read(reading -> {
            lines.take(buffer, tail.from(), tail.to(), reading, now);
            tail.taken();
            mark(reading, now);
        });
        return taken ? Duration.ZERO : ANSWER;
    }

    private void mark(LogDeduplicator reading, Instant now) {
        reading.lost(tail.takeLost());
        Optional<FileOffset> mark = lines.isBetweenLines() ? tail.mark() : Optional.empty();
        // Without a mark the place is found by the stamps; where there are none, an earlier mark is better than none.
        if (mark.isPresent() || origin.hasStamps()) {
            reading.mark(mark, now);
        }
    }

    private Duration end(@Nullable Instant proof, boolean ends) {
        if (proof != null || idleTurns == 0) {
            owner.read(reading -> {
                reading.readToEnd();
                mark(reading, clock.instant());
                if (proof != null) {
                    toBeProven = null;
                    reading.newest(Optional.empty(), proof);
                }
            });
        }
        if (ends) {
            owner.lifeIsRead(this);
        }
        return idle();
    }

    private Duration idle() {
        idleTurns++;
        long wait = SHORTEST_WAIT_MILLIS + 10L * Math.max(0, idleTurns - PATIENT_TURNS);
        return Duration.ofMillis(Math.min(wait, MAX_WAIT_MILLIS));
    }

    private Duration findBack() throws IOException {
        Instant[] at = {Instant.EPOCH, Instant.EPOCH};
        boolean ours = owner.read(reading -> {
            at[0] = reading.reopenedAt();
            at[1] = reading.stats().newest();
        });
        if (ours) {
            long missing = origin.missingAfter(at[1]);
            JsonFiles.Start start = origin.from(at[0]);
            tail.goTo(start.file(), start.offset());
            lines.leave();
            idleTurns = 0;
            owner.read(reading -> {
                reading.lost(missing);
                reading.mark(Optional.empty(), clock.instant());
                if (!origin.hasStamps()) {
                    reading.goesOnAtMark();
                }
            });
        }
        return Duration.ZERO;
    }

    /** Waits for a turn that is under way; not to be called with anything held that a turn may wait for. */
    @Override
    public synchronized void close() {
        closed = true;
        tail.close();
    }
}
