package io.dogwatch.logs;

import io.dogwatch.docker.Engine;
import io.dogwatch.model.ContainerSnapshot;
import io.dogwatch.model.LogCheck;
import io.dogwatch.model.TargetId;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Watches the logs of one engine's containers: a virtual thread and a stream for each log, or turns on two threads for the
 * logs that are read in their files; and one thread that ticks for all. The lines between the last written place (a second ago at most) and a {@code kill -9} are judged
 * again by the next run; no line is ever passed over.
 */
public final class EngineLogWatcher implements LogWatcher {

    private static final Logger LOG = LoggerFactory.getLogger(EngineLogWatcher.class);

    /** Half the shortest wait before a stream is opened again. */
    private static final Duration TICK = Duration.ofMillis(250);

    private static final Duration FAREWELL = Duration.ofSeconds(1);

    private final Engine engine;
    private final Optional<Path> hostRoot;
    private final FilePoller poller = new FilePoller();
    private final OffsetStore places;
    private final Listener listener;
    private final InstantSource clock;
    private final Map<TargetId, TargetLogs> running = new ConcurrentHashMap<>();
    private final ScheduledExecutorService ticker = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("log-ticker").factory());
    private volatile boolean closed;

    /** Reads all logs through the engine. */
    public EngineLogWatcher(Engine engine, OffsetStore places, Listener listener, InstantSource clock) {
        this(engine, Optional.empty(), places, listener, clock);
    }

    /**
     * @param engine stays the caller's to close, after this
     * @param hostRoot where the root of the engine's machine is seen, such as {@code /} for Dogwatch on that machine; empty
     *     if it is not. Logs that can be read below it are read there
     */
    public EngineLogWatcher(
            Engine engine, Optional<Path> hostRoot, OffsetStore places, Listener listener, InstantSource clock) {
        this.engine = engine;
        this.hostRoot = hostRoot;
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
                one.tick();
            } catch (RuntimeException e) {
                // An exception that left here would end the ticking for all.
                LOG.error("log tick failed target={}", target, e);
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
            TargetLogs one = known != null ? known : logs(id);
            one.watch(container, checks);
            return one;
        });
    }

    private TargetLogs logs(TargetId target) {
        OffsetCodec its = new OffsetCodec(places, target);
        return new TargetLogs(
                target.toString(),
                mounted -> new Follow(
                        target,
                        engine,
                        new FileOpener(hostRoot, mounted, clock),
                        poller,
                        its.of(mounted),
                        listener,
                        clock));
    }

    @Override
    public Optional<LogStats> stats(TargetId target) {
        return Optional.ofNullable(running.get(target)).map(TargetLogs::stats);
    }

    Map<TargetId, LogStats> stats() {
        return running.entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(
                        Map.Entry::getKey, one -> one.getValue().stats()));
    }

    @Override
    public void forget(TargetId target) {
        running.computeIfPresent(target, (id, one) -> {
            one.forget();
            return null;
        });
    }

    @Override
    public void close() {
        closed = true;
        ticker.shutdownNow();
        running.values().forEach(TargetLogs::stop);
        poller.close();
        long end = System.nanoTime() + FAREWELL.toNanos();
        for (TargetLogs one : running.values()) {
            try {
                one.join(end);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }
}
