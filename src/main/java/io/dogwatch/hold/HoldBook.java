package io.dogwatch.hold;

import io.dogwatch.judge.Hold;
import io.dogwatch.judge.Reason;
import io.dogwatch.target.TargetId;
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
 * All that people have ordered: windows of the configuration, of people and of labels, and the global stop. Asks the clock
 * at every question, so that it is right whatever the clock does; alarms only say that it is time to ask again. Safe for
 * use by many threads.
 */
public final class HoldBook implements Holds {

    /** How often {@link #look} is to be called: a change of the file RESTARTS_DISABLED is to be noticed within 1 s. */
    public static final Duration LOOK_EVERY = Duration.ofMillis(500);

    private static final Logger LOG = LoggerFactory.getLogger(HoldBook.class);

    private final InstantSource clock;
    private final Alarms alarms;
    private final WindowStore store;
    private final StopSwitch stop;
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private final LabelWindows labels = new LabelWindows();
    private final Object changing = new Object();
    private volatile List<Entry> entries;
    private volatile StopSwitch.Standing lastStanding;
    private volatile Instant lastLook;
    private volatile Instant alarm = Instant.MAX;
    private Runnable cancelAlarm = () -> {};
    private Set<String> lastOn = Set.of();

    private record Entry(Window window, Watched watched) {}

    /**
     * Reads the windows of people from the store.
     *
     * @param configured those of the configuration
     * @param clock the wall clock
     */
    public HoldBook(List<Order> configured, StopSwitch stop, WindowStore store, InstantSource clock, Alarms alarms) {
        this.clock = clock;
        this.alarms = alarms;
        this.store = store;
        this.stop = stop;
        Instant now = clock.instant();
        List<Entry> all = new ArrayList<>();
        for (Order order : configured) {
            all.add(entry(Window.configured(all.size() + 1, order, now), now));
        }
        store.windows().forEach(window -> all.add(entry(window, now)));
        this.entries = List.copyOf(all);
        this.lastStanding = stop.standing();
        this.lastLook = now;
        changed();
        if (lastStanding.isOn()) {
            LOG.warn("restarts disabled {}", lastStanding.line());
        }
    }

    private static Entry entry(Window window, Instant now) {
        return new Entry(window, new Watched(window.order().when(), now));
    }

    /**
     * The configuration says something else from now on; what people have ordered stays. A window that it had before goes
     * on where it was.
     *
     * @param configured the windows of the configuration
     * @param stopped whether it stops all remedies
     */
    public void follow(List<Order> configured, boolean stopped) {
        Instant now = clock.instant();
        synchronized (changing) {
            List<Entry> before = entries;
            List<Entry> all = new ArrayList<>();
            for (Order order : configured) {
                Window window = Window.configured(all.size() + 1, order, now);
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
        look();
        changed();
    }

    @Override
    public Held on(TargetId target, Map<String, String> itsLabels) {
        Instant now = clock.instant();
        List<Hold> holds = new ArrayList<>();
        boolean muted = false;
        boolean paused = false;
        for (Entry entry : entries) {
            Order order = entry.window().order();
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
        Optional<Watched> label = labels.of(itsLabels, now);
        Optional<Instant> labelEnd = label.flatMap(watched -> watched.endIfOn(now));
        if (labelEnd.isPresent()) {
            muted = true;
            holds.add(new Hold(Reason.MAINTENANCE, "maintenance by its label", labelEnd));
        }
        label.flatMap(watched -> watched.nextChange(now)).filter(alarm::isAfter).ifPresent(earlier -> setAlarm(now));
        holds.sort(Comparator.comparing((Hold hold) -> hold.until().orElse(Instant.MAX)));
        // As at the last look, since the disk costs far more than all the rest (measured: 100 us on a busy machine).
        // Who is
        // about to touch a container asks isStopped, which looks afresh.
        StopSwitch.Standing standing = lastStanding;
        if (standing.isOn()) {
            holds.addFirst(new Hold(Reason.RESTARTS_DISABLED, standing.line(), Optional.empty()));
        }
        return holds.isEmpty() && !muted ? Held.NOTHING : new Held(holds, muted, paused);
    }

    @Override
    public boolean isStopped() {
        return stop.isOn();
    }

    @Override
    public void onChange(Runnable listener) {
        listeners.add(listener);
    }

    /** All windows that are kept: those of the configuration first, then as they were made. */
    public List<Window> windows() {
        return entries.stream().map(Entry::window).toList();
    }

    public Optional<Window> window(String id) {
        return windows().stream().filter(window -> window.id().equals(id)).findFirst();
    }

    /** How the global stop stands at this moment. */
    public StopSwitch.Standing stop() {
        return stop.standing();
    }

    /** Lets an order stand; on disk when this returns. Throws what the store throws. */
    public Window add(Order order) {
        Instant now = clock.instant();
        String id = UUID.randomUUID().toString().substring(0, 8);
        Window window = new Window(id, order, now, Optional.empty());
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
     * Ends a window now and keeps its record; on disk when this returns. Does nothing to one that is over. Throws what the
     * store throws.
     *
     * @param id of one that people made, and not of the configuration
     * @return as it then is; empty if there is none
     */
    public Optional<Window> end(String id) {
        Instant now = clock.instant();
        Window ended;
        synchronized (changing) {
            Optional<Window> found = window(id).filter(window -> !window.isConfigured());
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

    /** Forgets windows that were over before this. The store forgets them by itself. */
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
        look();
    }

    /**
     * Takes the file of the global stop away, durably.
     *
     * @throws IOException if it cannot be removed
     */
    public void lift() throws IOException {
        stop.lift();
        look();
    }

    /**
     * Looks whether the file RESTARTS_DISABLED came or went, and whether the clock was put to another time so that an alarm is late
     * or a stretch comes again. To be called every {@link #LOOK_EVERY}; takes microseconds.
     */
    public void look() {
        Instant now = clock.instant();
        StopSwitch.Standing standing = stop.standing();
        boolean switched;
        boolean jumped;
        synchronized (changing) {
            switched = !standing.equals(lastStanding);
            jumped = now.isBefore(lastLook) || !now.isBefore(alarm);
            lastStanding = standing;
            lastLook = now;
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
        tell(now);
        setAlarm(now);
        for (Runnable listener : listeners) {
            try {
                listener.run();
            } catch (RuntimeException e) {
                LOG.error("a listener failed", e);
            }
        }
    }

    private void tell(Instant now) {
        synchronized (changing) {
            Map<String, Window> on = entries.stream()
                    .map(Entry::window)
                    .filter(window -> window.endIfOn(now).isPresent())
                    .collect(Collectors.toMap(Window::id, window -> window));
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
