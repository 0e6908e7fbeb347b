package io.dogwatch.discover;

import io.dogwatch.docker.ContainerSummary;
import io.dogwatch.docker.Engine;
import io.dogwatch.docker.EngineEvent;
import io.dogwatch.docker.EngineException;
import io.dogwatch.docker.EngineVersion;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps an eye on one engine: subscribes first, lists second, lists again every so often and after every cut, and pings,
 * since a frozen dockerd leaves connections open and says nothing. Owns its threads; its listener is always called on
 * one and the same.
 */
public final class EngineWatcher implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(EngineWatcher.class);

    /** With the ping's own deadline of 3 s a frozen engine is noticed within 8 s. */
    private static final Duration PING_EVERY = Duration.ofSeconds(5);

    private static final Duration FIRST_RETRY = Duration.ofMillis(500);
    private static final Duration MAX_RETRY = Duration.ofSeconds(15);

    /** Far longer than the deadlines of all calls of one turn. */
    private static final Duration MAX_TURN = Duration.ofMinutes(3);

    /** The engine replays before all else what it remembers; the list must come after it, or deaths would be unseen. */
    private static final Duration REPLAY = Duration.ofMillis(250);

    /** A burst that the rooms behind cannot take is a gap; the engine itself must never be slowed. */
    private static final int MAX_WAITING = 10_000;

    /** The events reported to the listener. */
    public interface Listener {
        /** The engine became reachable: the event stream is open. A list follows immediately. */
        void connected(EngineVersion version);

        /** All containers there are; now, every so often, and after every gap. */
        void listed(List<ContainerSummary> containers, boolean afterGap);

        void onEvent(EngineEvent event);

        /** The engine does not answer, or its stream is cut. Told once for each gap, and once at a start without engine. */
        void lost(String why);
    }

    private sealed interface Signal {
        record Event(EngineEvent event) implements Signal {}

        record Listed(List<ContainerSummary> containers) implements Signal {}

        record Cut(String why) implements Signal {}
    }

    private final Engine engine;
    private final Duration resyncInterval;
    private final Listener listener;
    private final BlockingQueue<Signal> signals = new ArrayBlockingQueue<>(MAX_WAITING);
    private final AtomicBoolean overflown = new AtomicBoolean();
    private volatile Optional<Instant> lastEventAt;
    private volatile boolean closing;
    private volatile Optional<Thread> thread = Optional.empty();
    private volatile long lastTurn = System.nanoTime();

    /** @param since the newest event that an earlier run has seen; the engine replays what it still remembers */
    public EngineWatcher(Engine engine, Duration resyncInterval, Optional<Instant> since, Listener listener) {
        this.engine = engine;
        this.resyncInterval = resyncInterval;
        this.lastEventAt = since;
        this.listener = listener;
    }

    public void start() {
        thread = Optional.of(
                Thread.ofVirtual().name("engine-watcher-" + engine.host()).start(this::run));
    }

    /**
     * Whether the watcher still makes progress: false if its thread has ended or hangs, for example in its
     * listener. An unreachable engine does not count.
     */
    public boolean isWorking() {
        return thread.map(Thread::isAlive).orElse(true) && System.nanoTime() - lastTurn < MAX_TURN.toNanos();
    }

    /** The engine's time of the newest event seen, for the next run. */
    public Optional<Instant> lastEventAt() {
        return lastEventAt;
    }

    private void run() {
        Duration retry = FIRST_RETRY;
        boolean told = false;
        while (!closing) {
            long began = System.nanoTime();
            lastTurn = began;
            String why = "";
            try {
                engine.ping();
                watch(engine.version());
                why = "the event stream has ended";
            } catch (EngineException e) {
                why = String.valueOf(e.getMessage());
            } catch (CutException e) {
                why = String.valueOf(e.getMessage());
                told = false;
            } catch (InterruptedException e) {
                return;
            } catch (RuntimeException e) {
                LOG.error("engine watcher failed host={}", engine.host(), e);
                why = e.toString();
            }
            if (closing) {
                return;
            }
            if (!told) {
                listener.lost(why);
                told = true;
            }
            boolean wasUp = System.nanoTime() - began > Duration.ofSeconds(30).toNanos();
            retry = wasUp ? FIRST_RETRY : retry;
            if (!pause(retry)) {
                return;
            }
            retry = retry.multipliedBy(2).compareTo(MAX_RETRY) > 0 ? MAX_RETRY : retry.multipliedBy(2);
        }
    }

    private static boolean pause(Duration wait) {
        try {
            Thread.sleep(wait);
            return true;
        } catch (InterruptedException e) {
            return false;
        }
    }

    private void watch(EngineVersion version) throws InterruptedException {
        signals.clear();
        overflown.set(false);
        AtomicBoolean over = new AtomicBoolean();
        Engine.Subscription events = engine.events(lastEventAt, this::enqueue, why -> cut(over, why));
        try {
            listener.connected(version);
            Thread keeper =
                    Thread.ofVirtual().name("engine-keeper-" + engine.host()).start(() -> keep(over));
            try {
                pass();
            } finally {
                over.set(true);
                keeper.interrupt();
            }
        } finally {
            events.close();
        }
    }

    /** Runs on the thread that reads the engine's stream: a slow reader makes dockerd itself slow. */
    private void enqueue(EngineEvent event) {
        if (!signals.offer(new Signal.Event(event))) {
            overflown.set(true);
        }
    }

    private void cut(AtomicBoolean over, String why) {
        if (!over.getAndSet(true)) {
            offer(new Signal.Cut(why));
        }
    }

    private void offer(Signal signal) {
        if (!signals.offer(signal)) {
            overflown.set(true);
        }
    }

    /** Lists and pings in parallel with the stream, to avoid delaying events. */
    private void keep(AtomicBoolean over) {
        try {
            if (lastEventAt.isPresent()) {
                Thread.sleep(REPLAY);
            }
            long nextList = System.nanoTime();
            while (!over.get()) {
                if (System.nanoTime() - nextList >= 0) {
                    offer(new Signal.Listed(engine.list()));
                    nextList = System.nanoTime() + resyncInterval.toNanos();
                } else {
                    engine.ping();
                }
                Thread.sleep(PING_EVERY.compareTo(resyncInterval) < 0 ? PING_EVERY : resyncInterval);
            }
        } catch (EngineException e) {
            cut(over, String.valueOf(e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            LOG.error("engine keeper failed host={}", engine.host(), e);
            cut(over, e.toString());
        }
    }

    private void pass() throws InterruptedException {
        boolean afterGap = true;
        while (!closing) {
            Signal signal = signals.poll(1, TimeUnit.SECONDS);
            lastTurn = System.nanoTime();
            if (overflown.get()) {
                throw new CutException("more events than could be taken in");
            }
            switch (signal) {
                case null -> {}
                case Signal.Event happened -> {
                    listener.onEvent(happened.event());
                    lastEventAt = Optional.of(happened.event().at());
                }
                case Signal.Listed listed -> {
                    listener.listed(listed.containers(), afterGap);
                    afterGap = false;
                }
                case Signal.Cut end -> throw new CutException(end.why());
            }
        }
    }

    @Override
    public void close() {
        closing = true;
        thread.ifPresent(Thread::interrupt);
    }

    private static final class CutException extends RuntimeException {
        private static final long serialVersionUID = 1;

        CutException(String why) {
            super(why);
        }
    }
}
