package io.dogwatch.logs;

import io.dogwatch.docker.Engine;
import io.dogwatch.target.ContainerSnapshot;
import io.dogwatch.target.LogCheck;
import io.dogwatch.target.TargetId;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Watches logs through one engine: a virtual thread and a stream for each target that has log checks, and one thread that
 * ticks for all of them. The lines between the last written place (a second ago at most) and a {@code kill -9} are judged
 * again by the next run; no line is ever passed over.
 */
public final class EngineLogWatcher implements LogWatcher {

    private static final Logger LOG = LoggerFactory.getLogger(EngineLogWatcher.class);

    /** Half the shortest wait before a stream is opened again. */
    private static final Duration TICK = Duration.ofMillis(250);

    private static final Duration FAREWELL = Duration.ofSeconds(1);

    private final Engine engine;
    private final Places places;
    private final Listener listener;
    private final InstantSource clock;
    private final Map<TargetId, Running> running = new ConcurrentHashMap<>();
    private final ScheduledExecutorService ticker = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("log-ticker").factory());
    private volatile boolean closed;

    private record Running(Follow follow, Thread thread) {}

    /** @param engine stays the caller's to close, after this */
    public EngineLogWatcher(Engine engine, Places places, Listener listener, InstantSource clock) {
        this.engine = engine;
        this.places = places;
        this.listener = listener;
        this.clock = clock;
    }

    /** Begins to tick. Before, nothing happens that depends on the time. */
    public EngineLogWatcher start() {
        var _ = ticker.scheduleWithFixedDelay(this::tick, TICK.toMillis(), TICK.toMillis(), TimeUnit.MILLISECONDS);
        return this;
    }

    void tick() {
        running.forEach((target, one) -> {
            try {
                one.follow.tick();
            } catch (RuntimeException e) {
                // An exception that left here would end the ticking for all.
                LOG.error("log.tick target={} failed", target, e);
            }
        });
    }

    /** @param checks none means to stop watching, as {@link #forget} does */
    @Override
    public void watch(TargetId target, ContainerSnapshot container, List<LogCheck> checks) {
        if (checks.isEmpty()) {
            forget(target);
            return;
        }
        running.compute(target, (id, known) -> {
            if (closed) {
                return known;
            }
            Running one = known != null ? known : begin(id);
            one.follow.watch(container, checks);
            return one;
        });
    }

    private Running begin(TargetId target) {
        Follow follow = new Follow(target, engine, places, listener, clock);
        return new Running(follow, Thread.ofVirtual().name("log " + target).start(follow));
    }

    @Override
    public Map<TargetId, LogStats> stats() {
        return running.entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(
                        Map.Entry::getKey, one -> one.getValue().follow.stats()));
    }

    @Override
    public void forget(TargetId target) {
        running.computeIfPresent(target, (id, one) -> {
            one.follow.stop(true);
            return null;
        });
    }

    @Override
    public void close() {
        closed = true;
        ticker.shutdownNow();
        running.values().forEach(one -> one.follow.stop(false));
        long end = System.nanoTime() + FAREWELL.toNanos();
        for (Running one : running.values()) {
            try {
                one.thread.join(Duration.ofNanos(Math.max(1, end - System.nanoTime())));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }
}
