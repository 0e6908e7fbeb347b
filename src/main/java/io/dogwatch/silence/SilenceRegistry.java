package io.dogwatch.silence;

import io.dogwatch.judge.Hold;
import io.dogwatch.judge.Reason;
import io.dogwatch.model.TargetId;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All orders: silences of the configuration, of users and of labels, and the global switch. Reads the clock at
 * every query and is correct after any change of it; alarms only trigger another query. Safe for use by many
 * threads.
 */
public final class SilenceRegistry implements HoldRules {

    /** How often {@link #refresh} is to be called: a change of the file RESTARTS_DISABLED is to be noticed within 1 s. */
    public static final Duration POLL_INTERVAL = Duration.ofMillis(500);

    private static final Logger LOG = LoggerFactory.getLogger(SilenceRegistry.class);

    private final InstantSource clock;
    private final WallClockTimer alarms;
    private final SilenceStore store;
    private final RestartSwitch stop;
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private final LabelSilences labels = new LabelSilences();
    private final Object changing = new Object();
    private volatile List<Entry> entries;
    private volatile RestartSwitch.Standing lastStatus;
    private volatile Instant lastRefresh;
    private volatile Instant alarm = Instant.MAX;
    private Runnable cancelAlarm = () -> {};
    private Set<String> lastOn = Set.of();

    private record Entry(Silence window, CachedSchedule watched) {}

    /**
     * Reads the windows of people from the store.
     *
     * @param configured those of the configuration
     * @param clock the wall clock
     */
    public SilenceRegistry(
            List<SilenceSpec> configured,
            RestartSwitch stop,
            SilenceStore store,
            InstantSource clock,
            WallClockTimer alarms) {
        this.clock = clock;
        this.alarms = alarms;
        this.store = store;
        this.stop = stop;
        Instant now = clock.instant();
        List<Entry> all = new ArrayList<>();
        for (SilenceSpec order : configured) {
            all.add(entry(Silence.configured(all.size() + 1, order, now), now));
        }
        store.windows().forEach(window -> all.add(entry(window, now)));
        this.entries = List.copyOf(all);
        this.lastStatus = stop.standing();
        this.lastRefresh = now;
        changed();
        if (lastStatus.isOn()) {
            LOG.warn("restarts disabled {}", lastStatus.line());
        }
    }

    private static Entry entry(Silence window, Instant now) {
        return new Entry(window, new CachedSchedule(window.order().when(), now));
    }

    /**
     * The configuration says something else from now on; what people have ordered stays. A window that it had before goes
     * on where it was.
     *
     * @param configured the windows of the configuration
     * @param stopped whether it stops all remedies
     */
    public void follow(List<SilenceSpec> configured, boolean stopped) {
        Instant now = clock.instant();
        synchronized (changing) {
            List<Entry> before = entries;
            List<Entry> all = new ArrayList<>();
            for (SilenceSpec order : configured) {
                Silence window = Silence.configured(all.size() + 1, order, now);
                all.add(before.stream()
                        .filter(entry -> entry.window().isConfigured()
                                && entry.window().order().equals(order))
                        .findFirst()
                        .map(known -> new Entry(window, known.watched()))
                        .orElseGet(() -> entry(window, now)));
            }
            before.stream().filter(entry -> !entry.window().isConfigured()).forEach(all::add);
            entries = List.copyOf(all);
        }
        stop.follow(stopped);
        refresh();
        changed();
    }

    @Override
    public ActiveHolds on(TargetId target, Map<String, String> itsLabels) {
        Instant now = clock.instant();
        List<Hold> holds = new ArrayList<>();
        boolean muted = false;
        boolean paused = false;
        for (Entry entry : entries) {
            SilenceSpec order = entry.window().order();
            Optional<Instant> end = entry.window().endedAt().isPresent()
                    ? Optional.empty()
                    : entry.watched().endIfOn(now);
            if (end.isPresent() && order.scope().fits(target, itsLabels)) {
                muted |= order.mutesNotifications();
                paused |= order.pausesWatching();
                if (order.holdsRestarts()) {
                    holds.add(new Hold(Reason.MAINTENANCE, order.line(), end));
                }
            }
        }
        Optional<CachedSchedule> label = labels.of(itsLabels, now);
        Optional<Instant> labelEnd = label.flatMap(watched -> watched.endIfOn(now));
        if (labelEnd.isPresent()) {
            muted = true;
            holds.add(new Hold(Reason.MAINTENANCE, "maintenance by its label", labelEnd));
        }
        label.flatMap(watched -> watched.nextChange(now)).filter(alarm::isAfter).ifPresent(earlier -> setAlarm(now));
        holds.sort(Comparator.comparing((Hold hold) -> hold.until().orElse(Instant.MAX)));
        // The value of the last poll, since the disk costs far more than everything else (measured: 100 us on a busy
        // machine). Before an action on a container, isStopped reads the disk.
        RestartSwitch.Standing standing = lastStatus;
        if (standing.isOn()) {
            holds.addFirst(new Hold(Reason.RESTARTS_DISABLED, standing.line(), Optional.empty()));
        }
        return holds.isEmpty() && !muted ? ActiveHolds.NOTHING : new ActiveHolds(holds, muted, paused);
    }

    @Override
    public boolean isStopped() {
        return stop.isOn();
    }

    @Override
    public void onChange(Runnable listener) {
        listeners.add(listener);
    }

    /** All stored silences: first those of the configuration, then the others in order of creation. */
    public List<Silence> windows() {
        return entries.stream().map(Entry::window).toList();
    }

    public Optional<Silence> window(String id) {
        return windows().stream().filter(window -> window.id().equals(id)).findFirst();
    }

    /** The current state of the global switch. */
    public RestartSwitch.Standing stop() {
        return stop.standing();
    }

    /** Lets an order stand; on disk when this returns. Throws what the store throws. */
    public Silence add(SilenceSpec order) {
        Instant now = clock.instant();
        String id = UUID.randomUUID().toString().substring(0, 8);
        Silence window = new Silence(id, order, now, Optional.empty());
        synchronized (changing) {
            store.save(window);
            List<Entry> more = new ArrayList<>(entries);
            more.add(entry(window, now));
            entries = List.copyOf(more);
        }
        LOG.info(
                "silence created id={} type={} scope=\"{}\" createdBy=\"{}\" comment=\"{}\"",
                id,
                order.word(),
                order.scope(),
                order.createdBy(),
                order.comment());
        changed();
        return window;
    }

    /**
     * Ends a silence now and keeps its record; it is on disk when this returns. Does nothing if it has already
     * ended. Throws the exceptions of the store.
     *
     * @param id of a silence created by a user, not by the configuration
     * @return the ended silence; empty if the id is unknown
     */
    public Optional<Silence> end(String id) {
        Instant now = clock.instant();
        Silence ended;
        synchronized (changing) {
            Optional<Silence> found = window(id).filter(window -> !window.isConfigured());
            if (found.isEmpty() || !found.get().isAlive(now)) {
                return found;
            }
            ended = found.get().endedAt(now);
            store.save(ended);
            entries = entries.stream()
                    .map(entry -> entry.window().id().equals(id) ? entry(ended, now) : entry)
                    .toList();
        }
        LOG.info("silence expired early id={}", id);
        changed();
        return Optional.of(ended);
    }

    /** Drops silences that ended before this time. The store has its separate retention. */
    public void prune(Instant before) {
        synchronized (changing) {
            entries = entries.stream()
                    .filter(entry -> entry.window().isConfigured()
                            || entry.window()
                                    .overAt()
                                    .map(over -> !over.isBefore(before))
                                    .orElse(true))
                    .toList();
        }
    }

    /**
     * Stops all remedies, durably.
     *
     * @throws IOException if the file cannot be written
     */
    public void stop(String by, String why) throws IOException {
        stop.set(by, why, clock.instant());
        refresh();
    }

    /**
     * Removes the file of the global switch, durably.
     *
     * @throws IOException if it cannot be removed
     */
    public void lift() throws IOException {
        stop.lift();
        refresh();
    }

    /**
     * Detects a created or removed file RESTARTS_DISABLED, and a clock change that delays an alarm or repeats a
     * period. Call it every {@link #POLL_INTERVAL}; takes microseconds.
     */
    public void refresh() {
        Instant now = clock.instant();
        RestartSwitch.Standing standing = stop.standing();
        boolean switched;
        boolean jumped;
        synchronized (changing) {
            switched = !standing.equals(lastStatus);
            jumped = now.isBefore(lastRefresh) || !now.isBefore(alarm);
            lastStatus = standing;
            lastRefresh = now;
        }
        if (switched && standing.isOn()) {
            LOG.warn("restarts disabled {}", standing.line());
        } else if (switched) {
            LOG.info("restarts enabled");
        }
        if (switched || jumped) {
            changed();
        }
    }

    private void changed() {
        Instant now = clock.instant();
        notifyListeners(now);
        setAlarm(now);
        for (Runnable listener : listeners) {
            try {
                listener.run();
            } catch (RuntimeException e) {
                LOG.error("a listener failed", e);
            }
        }
    }

    private void notifyListeners(Instant now) {
        synchronized (changing) {
            Map<String, Silence> on = entries.stream()
                    .map(Entry::window)
                    .filter(window -> window.endIfOn(now).isPresent())
                    .collect(Collectors.toMap(Silence::id, window -> window));
            on.values().stream()
                    .filter(window -> !lastOn.contains(window.id()))
                    .forEach(window -> LOG.info(
                            "silence started id={} scope=\"{}\" detail=\"{}\" until={}",
                            window.id(),
                            window.order().scope(),
                            window.order().line(),
                            window.endIfOn(now).map(Instant::toString).orElse("")));
            lastOn.stream().filter(id -> !on.containsKey(id)).forEach(id -> LOG.info("silence ended id={}", id));
            lastOn = Set.copyOf(on.keySet());
        }
    }

    private void setAlarm(Instant now) {
        synchronized (changing) {
            cancelAlarm.run();
            Optional<Instant> next = Stream.concat(
                            entries.stream()
                                    .filter(entry -> entry.window().endedAt().isEmpty())
                                    .map(Entry::watched),
                            labels.known().stream())
                    .flatMap(watched -> watched.nextChange(now).stream())
                    .min(Comparator.naturalOrder());
            alarm = next.orElse(Instant.MAX);
            cancelAlarm = next.map(at -> alarms.set(at, this::ring)).orElse(() -> {});
        }
    }

    /** Timers may come a few milliseconds early; then nothing has changed yet. */
    private void ring() {
        Instant now = clock.instant();
        if (now.isBefore(alarm)) {
            setAlarm(now);
        } else {
            changed();
        }
    }
}
