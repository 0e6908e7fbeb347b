package io.dogwatch.logs;

import io.dogwatch.docker.Engine;
import io.dogwatch.docker.LogLine;
import io.dogwatch.model.ContainerSnapshot;
import io.dogwatch.model.TargetId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Knows where to begin in a target's log, and writes down how far it was read. Safe for use by many threads. */
final class OffsetTracker {

    private static final Logger LOG = LoggerFactory.getLogger(OffsetTracker.class);

    /** A life that began this short a while ago is read from its beginning although it was never seen before. */
    private static final Duration JUST_STARTED = Duration.ofSeconds(30);

    /** More than one output gets the same microsecond for. */
    private static final int TAIL = 50;

    private static final Duration DEADLINE = Duration.ofSeconds(5);

    private final TargetId target;
    private final OffsetStore places;
    // Writing and forgetting must not overtake each other: a place that comes back would skip lines.
    private final ReentrantLock writing = new ReentrantLock();
    private boolean forgotten;
    private boolean failing;

    OffsetTracker(TargetId target, OffsetStore places) {
        this.target = target;
        this.places = places;
    }

    /** Where to begin. */
    sealed interface Beginning {
        record At(ResumePoint position) implements Beginning {}

        record After(LogOffset place) implements Beginning {}

        default void apply(LogDeduplicator reading) {
            switch (this) {
                case At at -> reading.startAt(at.position);
                case After after -> reading.resume(after.place);
            }
        }
    }

    /**
     * After the place of an earlier run, if there is one in this container's log. At the very beginning if that place is
     * in the log of another container, or if this life has just begun. Else behind the newest line: what failed yesterday
     * is no news.
     */
    Beginning beginning(Engine engine, ContainerSnapshot container, Instant now) {
        Optional<LogOffset> known = places.get(target).flatMap(LogOffset::decoded);
        if (known.isPresent()) {
            return known.get().containerId().equals(container.id())
                    ? new Beginning.After(known.get())
                    : new Beginning.At(ResumePoint.beginning(container.id()));
        }
        LogJudge.Life life = LogJudge.Life.of(container).orElseThrow();
        if (life.incarnation().startedAt().isAfter(now.minus(JUST_STARTED))) {
            return new Beginning.At(ResumePoint.from(container.id(), life.begins()));
        }
        // By the engine's own stamp, so that its clock and ours need not agree.
        List<LogLine> tail = engine.logTail(container, TAIL, 64 * 1024, DEADLINE);
        return new Beginning.At(
                tail.isEmpty()
                        ? ResumePoint.from(container.id(), life.begins())
                        : ResumePoint.behind(container.id(), tail));
    }

    /** After the place of an earlier run, in whichever container that was; else nowhere in particular. */
    Beginning known(ContainerSnapshot container) {
        return places.get(target)
                .flatMap(LogOffset::decoded)
                .<Beginning>map(Beginning.After::new)
                .orElseGet(() -> new Beginning.At(ResumePoint.beginning(container.id())));
    }

    /** Writes the place, unless it was forgotten. A store that fails is tried again with the next place. */
    void put(LogOffset place) {
        writing.lock();
        try {
            if (!forgotten) {
                places.put(target, place.encoded());
                failing = false;
            }
        } catch (RuntimeException e) {
            if (!failing) {
                LOG.warn("log offset save failed target={}", target, e);
            }
            failing = true;
        } finally {
            writing.unlock();
        }
    }

    void forget() {
        writing.lock();
        try {
            forgotten = true;
            places.remove(target);
        } catch (RuntimeException e) {
            LOG.warn("log offset removal failed target={}", target, e);
        } finally {
            writing.unlock();
        }
    }
}
