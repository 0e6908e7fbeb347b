package io.dogwatch.web.events;

import io.dogwatch.journal.JournalListener;
import io.dogwatch.model.TargetId;
import io.dogwatch.supervise.FleetListener;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Broadcasts changes to all subscribers. Reporters of changes only mark a topic, so they never wait for the
 * broadcaster; one thread serializes the marked topics a few times per second. Becomes idle some time after the last
 * subscriber leaves. Thread-safe.
 */
public final class EventBroadcaster implements FleetListener, JournalListener, AutoCloseable {

    /** Pause between rounds; limits events of a target to five per second. */
    private static final Duration PAUSE = Duration.ofMillis(200);

    /** Time without subscribers before it becomes idle; lets a loading page or a short interruption miss no event. */
    private static final Duration RESTS_AFTER = Duration.ofMinutes(2);

    /** Delay before a failed serialization is retried. */
    private static final Duration RETRY = Duration.ofSeconds(2);

    private static final int MAX_TOPICS = 8192;
    private static final int MAX_AT_ONCE = 256;

    private static final Logger LOG = LoggerFactory.getLogger(EventBroadcaster.class);

    /**
     * Limits and intervals.
     *
     * @param maxSubscribers the maximum number of subscribers
     * @param heartbeat the maximum time without output before a comment is sent
     * @param writeTimeout the time after which a blocked subscriber is disconnected
     */
    public record Settings(int maxSubscribers, Duration heartbeat, Duration writeTimeout) {

        /**
         * Browsers and proxies close a silent connection after 30 s at the earliest. The kernel buffers a megabyte or
         * more for a client that does not read. A client that reads nothing beyond that for 5 s is gone or will
         * reconnect.
         */
        public static final Settings DEFAULT = new Settings(200, Duration.ofSeconds(15), Duration.ofSeconds(5));
    }

    private final String run = Long.toString(System.currentTimeMillis(), Character.MAX_RADIX);
    private final EventSerializer serializer;
    private final Settings settings;
    private final InstantSource clock;
    private final Map<Topic, Boolean> marked = new ConcurrentHashMap<>();
    private final Semaphore work = new Semaphore(0);
    private final CountDownLatch closing = new CountDownLatch(1);
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition news = lock.newCondition();
    private final LatestByTopic newest = new LatestByTopic(MAX_TOPICS);
    private final Set<EventSubscription> listeners = ConcurrentHashMap.newKeySet();
    private volatile boolean resting = true;
    private volatile Instant lastAsked = Instant.MIN;

    public EventBroadcaster(EventSerializer serializer, Settings settings, InstantSource clock) {
        this.serializer = serializer;
        this.settings = settings;
        this.clock = clock;
    }

    public void start() {
        Thread.ofVirtual().name("feed").start(this::run);
    }

    @Override
    public void judged(TargetId target) {
        mark(new Topic.OfTarget(target));
    }

    @Override
    public void gone(TargetId target) {
        mark(new Topic.OfTarget(target));
    }

    @Override
    public void hostChanged(String host) {
        mark(new Topic.Host(host));
    }

    @Override
    public void noted(TargetId target) {
        mark(new Topic.Facts(target));
    }

    @Override
    public void incidentChanged(String id) {
        mark(new Topic.OfIncident(id));
    }

    @Override
    public void outboxChanged() {
        mark(new Topic.Mail());
    }

    /** Publishes a change of silences or of the restart switch. */
    public void holdsChanged() {
        mark(new Topic.Hold());
    }

    private void mark(Topic topic) {
        if (!resting && marked.put(topic, true) == null) {
            work.release();
        }
    }

    /** Returns the current stream position. A subscriber that starts here misses no later event. */
    public String position() {
        lock.lock();
        try {
            wake();
            return id(newest.last());
        } finally {
            lock.unlock();
        }
    }

    /**
     * Subscribes.
     *
     * @param from the id of the last received event; empty to start now
     * @param wanted only events of this target and events without a target
     * @return empty if there are too many subscribers or the service is stopping
     */
    Optional<EventSubscription> listen(Optional<String> from, Optional<TargetId> wanted) {
        lock.lock();
        try {
            if (listeners.size() >= settings.maxSubscribers() || closing.getCount() == 0) {
                return Optional.empty();
            }
            Optional<Long> heard = from.flatMap(this::number);
            boolean isKnown = !resting && heard.filter(newest::knowsAllSince).isPresent();
            wake();
            EventSubscription listening = new EventSubscription(
                    this, wanted, isKnown ? heard.get() : newest.last(), from.isPresent() && !isKnown);
            listeners.add(listening);
            return Optional.of(listening);
        } finally {
            lock.unlock();
        }
    }

    /** Requires the lock. Changes during the idle time are unknown. */
    private void wake() {
        lastAsked = clock.instant();
        if (resting) {
            newest.forgetAll();
            resting = false;
        }
    }

    void leave(EventSubscription listening) {
        listeners.remove(listening);
        lastAsked = clock.instant();
    }

    /**
     * Waits for events.
     *
     * @return empty after a heartbeat interval without events
     */
    Step next(EventSubscription listening) throws InterruptedException {
        lock.lock();
        try {
            long left = settings.heartbeat().toNanos();
            while (true) {
                if (closing.getCount() == 0) {
                    return new Step.Over();
                }
                if (!newest.knowsAllSince(listening.received())) {
                    return new Step.Reset(newest.last());
                }
                List<ServerSentEvent> found = newest.since(listening.received(), MAX_AT_ONCE);
                if (!found.isEmpty()) {
                    return new Step.News(found);
                }
                if (left <= 0) {
                    return new Step.News(List.of());
                }
                left = news.awaitNanos(left);
            }
        } finally {
            lock.unlock();
        }
    }

    /** The next step of a subscription. */
    sealed interface Step {
        record News(List<ServerSentEvent> happenings) implements Step {}

        /** Missed events are no longer available. */
        record Reset(long number) implements Step {}

        /** The service is stopping. */
        record Over() implements Step {}
    }

    /** Formats an event id. */
    String id(long number) {
        return run + "-" + number;
    }

    /** Parses an event id; empty if it belongs to another run of Dogwatch or is malformed. */
    private Optional<Long> number(String id) {
        String digits = id.startsWith(run + "-") ? id.substring(run.length() + 1) : "";
        return digits.matches("\\d{1,18}") ? Optional.of(Long.parseLong(digits)) : Optional.empty();
    }

    Duration heartbeat() {
        return settings.heartbeat();
    }

    int listening() {
        return listeners.size();
    }

    private void run() {
        try {
            do {
                boolean any = work.tryAcquire(RETRY.toMillis(), TimeUnit.MILLISECONDS);
                work.drainPermits();
                if (any || !marked.isEmpty()) {
                    round();
                }
                listeners.forEach(listening -> listening.cutIfNotRead(settings.writeTimeout()));
                restIfNobodyListens();
            } while (!closing.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void round() {
        for (Topic topic : new ArrayList<>(marked.keySet())) {
            // Unmarks before serializing: a concurrent change then marks the topic again.
            marked.remove(topic);
            try {
                serializer.write(topic).ifPresent(writing -> publish(topic, writing));
            } catch (RuntimeException e) {
                LOG.debug("event delivery failed topic={}, retrying", topic, e);
                marked.put(topic, true);
            }
        }
    }

    private void publish(Topic topic, EventSerializer.Writing writing) {
        lock.lock();
        try {
            if (newest.add(topic, writing)) {
                news.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    private void restIfNobodyListens() {
        lock.lock();
        try {
            if (!resting && listeners.isEmpty() && clock.instant().isAfter(lastAsked.plus(RESTS_AFTER))) {
                resting = true;
                marked.clear();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Ends all streams. */
    @Override
    public void close() {
        lock.lock();
        try {
            closing.countDown();
            news.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
