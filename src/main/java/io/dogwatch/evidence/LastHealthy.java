package io.dogwatch.evidence;

import io.dogwatch.docker.ContainerExamination;
import io.dogwatch.docker.Engine;
import io.dogwatch.model.ContainerSnapshot;
import io.dogwatch.model.ContainerSpec;
import io.dogwatch.model.Incarnation;
import io.dogwatch.model.TargetId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Knows the specification of each target when it was last healthy. A new specification counts only after 10
 * minutes of uninterrupted health: after a manual change, such as a disconnected network, the checks fail later.
 * Calls the engine once per new life, and then every 10 minutes. Safe for use by many threads.
 */
public final class LastHealthy {

    private static final Logger LOG = LoggerFactory.getLogger(LastHealthy.class);

    /** As long as a backoff needs to be forgotten. */
    static final Duration PROOF = Duration.ofMinutes(10);

    /** A stored specification is confirmed once a day, and only old ones are pruned. */
    private static final Duration STORED_EVERY = Duration.ofDays(1);

    private static final Duration DEADLINE = Duration.ofSeconds(5);
    private static final int AT_ONCE = 4;

    /** Keeps one text for each target across a restart of Dogwatch. May throw; then it is tried again later. */
    public interface Store {

        Store NONE = new Store() {
            @Override
            public Optional<String> get(TargetId target) {
                return Optional.empty();
            }

            @Override
            public void put(TargetId target, String text) {}
        };

        Optional<String> get(TargetId target);

        void put(TargetId target, String text);
    }

    /** @param at when it was last seen so */
    record Known(ContainerSpec makeup, Instant at) {}

    private static final class Entry {
        private boolean isLoaded;
        private Optional<Known> known = Optional.empty();
        private Optional<Known> candidate = Optional.empty();
        private Instant storedAt = Instant.EPOCH;
        private Optional<Incarnation> asked = Optional.empty();
        private Instant askedAt = Instant.EPOCH;
        private boolean isAsking;
        private int breaks;
    }

    private final Engine engine;
    private final Store store;
    private final Redaction redaction;
    private final InstantSource clock;
    private final Map<TargetId, Entry> entries = new ConcurrentHashMap<>();
    private final Semaphore asking = new Semaphore(AT_ONCE);

    public LastHealthy(Engine engine, Store store, Redaction redaction, InstantSource clock) {
        this.engine = engine;
        this.store = store;
        this.redaction = redaction;
        this.clock = clock;
    }

    /** A target has been judged. Never blocks: what must be asked is asked by another thread. */
    void judged(TargetId target, boolean isHealthy, Optional<ContainerSnapshot> container) {
        Entry entry = entries.computeIfAbsent(target, its -> new Entry());
        Instant now = clock.instant();
        int breaks;
        synchronized (entry) {
            if (!isHealthy || container.isEmpty()) {
                entry.breaks++;
                entry.candidate = Optional.empty();
                entry.asked = Optional.empty();
                return;
            }
            Optional<Incarnation> life = container.get().incarnation();
            boolean isDue = !life.equals(entry.asked) || !now.isBefore(entry.askedAt.plus(PROOF));
            if (!isDue || entry.isAsking) {
                return;
            }
            entry.isAsking = true;
            entry.asked = life;
            entry.askedAt = now;
            breaks = entry.breaks;
        }
        String id = container.get().id();
        Thread.startVirtualThread(() -> ask(target, entry, id, breaks));
    }

    private void ask(TargetId target, Entry entry, String id, int breaks) {
        Optional<ContainerSpec> seen = Optional.empty();
        try {
            asking.acquire();
            try {
                load(target, entry);
                seen = engine.examine(id, DEADLINE)
                        .map(ContainerExamination::makeup)
                        .map(makeup -> SpecText.clean(makeup, redaction));
            } finally {
                asking.release();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            LOG.debug("container inspect failed target={} error=\"{}\"", target, e.getMessage());
        }
        synchronized (entry) {
            entry.isAsking = false;
            if (entry.breaks == breaks) {
                seen.ifPresent(makeup -> take(target, entry, new Known(makeup, clock.instant())));
            }
        }
    }

    private void take(TargetId target, Entry entry, Known seen) {
        boolean isSame = entry.known
                .filter(known -> Changes.between(known.makeup(), seen.makeup()).isEmpty())
                .isPresent();
        boolean isProven = entry.candidate
                .filter(known -> known.makeup().equals(seen.makeup()))
                .filter(known -> !seen.at().isBefore(known.at().plus(PROOF)))
                .isPresent();
        if (!isSame && !isProven && entry.known.isPresent()) {
            if (entry.candidate
                    .filter(known -> known.makeup().equals(seen.makeup()))
                    .isEmpty()) {
                entry.candidate = Optional.of(seen);
            }
            return;
        }
        entry.known = Optional.of(seen);
        entry.candidate = Optional.empty();
        if (!isSame || !seen.at().isBefore(entry.storedAt.plus(STORED_EVERY))) {
            try {
                store.put(target, SpecText.write(seen.makeup(), seen.at()));
                entry.storedAt = seen.at();
            } catch (RuntimeException e) {
                entry.storedAt = Instant.EPOCH;
                LOG.debug("container configuration save failed target={} error=\"{}\"", target, e.getMessage());
            }
        }
    }

    /** The specification when the target was last healthy; empty if it never was. May read from the store. */
    Optional<Known> of(TargetId target) {
        Entry entry = entries.computeIfAbsent(target, its -> new Entry());
        load(target, entry);
        synchronized (entry) {
            return entry.known;
        }
    }

    private void load(TargetId target, Entry entry) {
        synchronized (entry) {
            if (entry.isLoaded) {
                return;
            }
        }
        Optional<Known> stored = store.get(target).flatMap(SpecText::read);
        synchronized (entry) {
            entry.isLoaded = true;
            entry.known = entry.known.or(() -> stored);
        }
    }

    /** The target is gone. What is stored stays: one of the same name may come, and is to be compared with it. */
    void forget(TargetId target) {
        entries.remove(target);
    }
}
