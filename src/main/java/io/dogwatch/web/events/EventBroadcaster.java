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
 * Learns what changes and tells all who listen. Those who report a change only leave a mark, so that no loop ever waits
 * for it; one thread writes down how the marked things stand, a few times a second. While nobody has listened for a while it rests,
 * and costs nothing. Safe for use by many threads.
 */
public final class EventBroadcaster implements FleetListener, JournalListener, AutoCloseable {

    /** Between two rounds: a target is told of five times a second at most. */
    private static final Duration PAUSE = Duration.ofMillis(200);

    /** How long it goes on when nobody listens: a page that is just being loaded, or a short cut, must miss nothing. */
    private static final Duration RESTS_AFTER = Duration.ofMinutes(2);

    /** When something could not be written down, it is tried again after this. */
    private static final Duration RETRY = Duration.ofSeconds(2);

    private static final int MAX_TOPICS = 8192;
    private static final int MAX_AT_ONCE = 256;

    private static final Logger LOG = LoggerFactory.getLogger(EventBroadcaster.class);

    /**
     * How it behaves.
     *
     * @param mostListeners more are refused
     * @param heartbeat after so long without news a listener is told that there are none
     * @param patience a listener is cut that takes nothing for so long
     */
    public record Settings(int mostListeners, Duration heartbeat, Duration patience) {

        /**
         * Browsers and proxies give up on a silent connection after 30 s at the earliest. The kernel takes a megabyte or more for one
         * who does not read; whoever takes nothing beyond that for 5 s is not there, or comes back by itself.
         */
        public static final Settings DEFAULT = new Settings(200, Duration.ofSeconds(15), Duration.ofSeconds(5));
    }

    private final String run = Long.toString(System.currentTimeMillis(), Character.MAX_RADIX);
    private final EventSerializer scribe;
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

    public EventBroadcaster(EventSerializer scribe, Settings settings, InstantSource clock) {
        this.scribe = scribe;
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

    /** What people have ordered is another. */
    public void holdsChanged() {
        mark(new Topic.Hold());
    }

    private void mark(Topic topic) {
        if (!resting && marked.put(topic, true) == null) {
            work.release();
        }
    }

    /** Where the stream stands now: whoever listens from here on misses nothing that happens after this. */
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
     * Begins to listen.
     *
     * @param from the id of the last event that was heard; empty to begin now
     * @param wanted only events of this target, and those of none
     * @return empty if too many listen already, or the service ends
     */
    Optional<EventSubscription> listen(Optional<String> from, Optional<TargetId> wanted) {
        lock.lock();
        try {
            if (listeners.size() >= settings.mostListeners() || closing.getCount() == 0) {
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

    /** While the lock is held. What happened while it rested is not known. */
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
     * Waits for news.
     *
     * @return empty after a heartbeat without any
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

    /** What a listener meets next. */
    sealed interface Step {
        record News(List<ServerSentEvent> happenings) implements Step {}

        /** More was missed than is remembered. */
        record Reset(long number) implements Step {}

        /** The service ends. */
        record Over() implements Step {}
    }

    /** As the stream writes it. */
    String id(long number) {
        return run + "-" + number;
    }

    /** Empty if it is of another run of Dogwatch, or of somebody's making. */
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
                listeners.forEach(listening -> listening.cutIfNotRead(settings.patience()));
                restIfNobodyListens();
            } while (!closing.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void round() {
        for (Topic topic : new ArrayList<>(marked.keySet())) {
            // First: what changes while it is being written down is marked again.
            marked.remove(topic);
            try {
                scribe.write(topic).ifPresent(writing -> publish(topic, writing));
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
