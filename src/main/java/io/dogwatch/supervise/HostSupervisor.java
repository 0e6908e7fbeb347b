package io.dogwatch.supervise;

import io.dogwatch.act.Gate;
import io.dogwatch.discover.EngineWatcher;
import io.dogwatch.discover.WatchRules;
import io.dogwatch.docker.ContainerSummary;
import io.dogwatch.docker.EngineEvent;
import io.dogwatch.docker.EngineVersion;
import io.dogwatch.inside.LogHygiene;
import io.dogwatch.judge.Breaker;
import io.dogwatch.judge.BreakerPolicy;
import io.dogwatch.judge.Circumstances;
import io.dogwatch.judge.Event;
import io.dogwatch.judge.Ledger;
import io.dogwatch.judge.TargetState;
import io.dogwatch.target.ContainerSnapshot;
import io.dogwatch.target.Incarnation;
import io.dogwatch.target.Outcome;
import io.dogwatch.target.Phase;
import io.dogwatch.target.PlainText;
import io.dogwatch.target.TargetId;
import io.dogwatch.target.Watch;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Supervises one engine: keeps one loop for each target, and passes on to them what the engine tells. Safe for use by
 * many threads.
 */
public final class HostSupervisor implements EngineWatcher.Listener, TargetHome, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(HostSupervisor.class);

    /** A person's words, in characters, as the journal keeps them. */
    private static final int LONGEST_REQUEST = 500;

    private final String host;
    private final Rooms rooms;
    private final Map<TargetId, Ledger> ledgers;
    private final Map<TargetId, TargetLoop> loops = new ConcurrentHashMap<>();
    private final Surroundings surroundings;
    private final EventPlace eventPlace;
    private final EngineWatcher watcher;
    private final LogRound logRound;
    private final SetupFaults setupFaults;
    private final List<FleetListener> listeners = new CopyOnWriteArrayList<>();
    private volatile Wanted wanted;
    private volatile Contact contact;
    private volatile Optional<Instant> lastList = Optional.empty();

    /** Whether the list that follows every connection has come. Only the watcher's thread uses it. */
    private boolean listed;

    /** What the operator wants of this host, as of one reading of the configuration. */
    private record Wanted(WatchRules rules, Map<TargetId, Watch> required) {

        static Wanted of(WatchRules rules, String host) {
            return new Wanted(
                    rules,
                    rules.requiredTargets(host).stream()
                            .collect(Collectors.toUnmodifiableMap(Watch::target, watch -> watch)));
        }
    }

    /** @param ledgers what the journal remembers of this host's targets */
    public HostSupervisor(
            Rooms rooms,
            WatchRules rules,
            Map<TargetId, Ledger> ledgers,
            BreakerPolicy breaker,
            Duration resyncInterval) {
        this.host = rooms.engine().host();
        this.rooms = rooms;
        this.wanted = Wanted.of(rules, host);
        this.ledgers = new ConcurrentHashMap<>(ledgers);
        this.contact = Contact.none(Instant.now());
        this.surroundings = new Surroundings(rooms, breaker, loops, this::hostChanged);
        this.eventPlace = new EventPlace(host, rooms.journal());
        this.watcher = new EngineWatcher(rooms.engine(), resyncInterval, eventPlace.lastSeen(), this);
        this.setupFaults = new SetupFaults(notice -> {
            rooms.journal().enqueue(notice, Instant.now());
            rooms.outboxNudge().run();
        });
        this.logRound = new LogRound(host, this::containers, rooms.insight().logs()::hygiene, this::tellSetupFaults);
    }

    /** Loops of required and of remembered open targets begin at once; the others when the engine names them. */
    public void start() {
        surroundings.start();
        wanted.required().keySet().forEach(this::loop);
        watcher.start();
        logRound.start(rooms.timetable());
    }

    /**
     * Other rules hold from now on. Every target is looked at again, and keeps what is known of it: streaks of checks that
     * keep their names, backoff, budget, quarantine and incident.
     */
    void follow(WatchRules rules, BreakerPolicy breaker) {
        wanted = Wanted.of(rules, host);
        surroundings.follow(breaker);
        wanted.required().keySet().forEach(this::loop);
        loops.values().forEach(loop -> loop.post(new Message.Look()));
    }

    private Collection<ContainerSnapshot> containers() {
        return loops.values().stream()
                .flatMap(loop -> loop.state().container().stream())
                .toList();
    }

    private void tellSetupFaults() {
        loops.values().forEach(loop -> setupFaults.look(loop.view()));
        setupFaults.retain(containers().stream().map(ContainerSnapshot::id).collect(Collectors.toSet()));
    }

    /** Whether the engine's events are still read, be it only to find that the engine is away. */
    boolean isWorking() {
        return watcher.isWorking();
    }

    HostView view() {
        Contact now = contact;
        return new HostView(
                host,
                rooms.engine().endpoint(),
                now.connected(),
                now.since(),
                now.trouble(),
                now.version(),
                BreakerView.of(surroundings.breaker()),
                now.gaps(),
                now.events());
    }

    HostVitals vitals() {
        Breaker breaker = surroundings.breaker();
        return new HostVitals(
                host,
                breaker.standing(),
                breaker.inTrouble().size(),
                watcher.lastEventAt(),
                lastList,
                loops.values().stream().mapToInt(TargetLoop::waiting).sum());
    }

    Collection<TargetLoop> loops() {
        return loops.values();
    }

    Optional<TargetLoop> find(TargetId target) {
        return Optional.ofNullable(loops.get(target));
    }

    /** Whether people or the breaker forbid the call of this intent now; asked right before it. */
    public Gate gate() {
        return surroundings;
    }

    void listen(FleetListener listener) {
        listeners.add(listener);
    }

    private void hostChanged() {
        listeners.forEach(listener -> listener.hostChanged(host));
    }

    /** Notes a person's request and posts it; false if there is no such target here. */
    boolean request(TargetId target, Event.Request request, String by, String why) {
        Optional<TargetLoop> loop = find(target);
        loop.ifPresent(asked -> {
            String detail = PlainText.line(why.isBlank() ? by : by + ": " + why, LONGEST_REQUEST);
            rooms.journal()
                    .note(target, Instant.now(), "request", request.name().toLowerCase(Locale.ROOT), detail);
            LOG.info("request target={} what={} by=\"{}\"", target, request, PlainText.line(by, LONGEST_REQUEST));
            asked.post(new Message.Judge(new Event.Requested(request, by, why)));
        });
        return loop.isPresent();
    }

    /** A log marker's outcome, for the loop of its target. */
    public void judged(TargetId target, String check, Incarnation incarnation, Outcome outcome) {
        find(target).ifPresent(loop -> loop.heard(check, incarnation, outcome));
    }

    @Override
    public void connected(EngineVersion version) {
        LOG.info("engine connected host={} version={} api={}", host, version.engine(), version.api());
        listed = false;
        contact = contact.made(version, Instant.now());
        hostChanged();
    }

    @Override
    public void lost(String why) {
        LOG.warn("engine lost host={} why=\"{}\"", host, why);
        rooms.meters().eventsLost(host);
        contact = contact.lost(why, Instant.now());
        hostChanged();
        loops.values().forEach(loop -> loop.post(new Message.Judge(new Event.EngineLost())));
    }

    @Override
    public void listed(List<ContainerSummary> containers, boolean afterGap) {
        listed = true;
        lastList = Optional.of(Instant.now());
        Set<TargetId> there = new HashSet<>();
        // All are known before the first is looked at: a child must not be judged without its parent.
        for (ContainerSummary container : containers) {
            TargetId target = new TargetId(host, container.name());
            there.add(target);
            loop(target);
            surroundings.listed(
                    wanted.rules().watch(host, container.id(), container.name(), container.image(), container.labels()),
                    container);
        }
        for (ContainerSummary container : containers) {
            TargetLoop loop = loop(new TargetId(host, container.name()));
            if (afterGap || differs(loop, container)) {
                loop.post(new Message.Look());
            }
        }
        loops.values().stream()
                .filter(loop -> !there.contains(loop.target()))
                .forEach(loop -> loop.post(new Message.Look()));
        ledgers.forEach((target, ledger) -> {
            // Something is still open about a container that is gone: it is closed by looking at where it was.
            if (!there.contains(target)
                    && (ledger.incident().isPresent() || ledger.intent().isPresent())) {
                loop(target).post(new Message.Look());
            }
        });
        remember();
        hostChanged();
    }

    private static boolean differs(TargetLoop loop, ContainerSummary listed) {
        Optional<ContainerSnapshot> known = loop.view().state().container();
        return known.isEmpty()
                || !known.get().id().equals(listed.id())
                || !known.get().status().word().equals(listed.state())
                || known.get().health().status() != ContainerSnapshot.HealthStatus.NONE
                || !loop.view().state().engineReachable();
    }

    @Override
    public void happened(EngineEvent event) {
        contact = contact.heard();
        rooms.remedies().evidence().happened(event);
        if (!listed) {
            // Replayed, perhaps. A look now would find a container down whose death is only told by a later event, and
            // call it unseen. The list makes everybody look.
            new Message.Happened(event)
                    .signal()
                    .ifPresent(signal -> loop(new TargetId(host, event.name())).post(new Message.Judge(signal)));
            return;
        }
        event.oldName().ifPresent(old -> loop(new TargetId(host, old)).post(new Message.Look()));
        loop(new TargetId(host, event.name())).post(new Message.Happened(event));
    }

    private TargetLoop loop(TargetId target) {
        return loops.computeIfAbsent(target, id -> {
            Ledger ledger = Optional.ofNullable(ledgers.remove(id)).orElse(Ledger.EMPTY);
            TargetLoop loop = new TargetLoop(id, ledger, rooms, this);
            loop.start();
            return loop;
        });
    }

    @Override
    public Watch watchFor(TargetId target, Optional<ContainerSnapshot> container) {
        Wanted now = wanted;
        Watch asRequired = now.required().get(target);
        if (container.isPresent()) {
            ContainerSnapshot seen = container.get();
            return now.rules().watch(host, seen.id(), seen.name(), seen.image(), seen.labels());
        }
        return asRequired != null ? asRequired : now.rules().watch(host, "", target.name(), "", Map.of());
    }

    @Override
    public Circumstances circumstances(Watch watch, Optional<ContainerSnapshot> container) {
        return surroundings.of(watch, container);
    }

    @Override
    public boolean isPaused(TargetId target, Optional<ContainerSnapshot> container) {
        return surroundings.isPaused(target, container);
    }

    @Override
    public void judged(Watch watch, TargetState before, TargetState after) {
        surroundings.judged(watch, before, after);
        setupFaults.labels(watch, after, rooms.clock().instant());
        rooms.remedies().evidence().judged(watch.target(), after.phase() == Phase.HEALTHY, after.container());
        listeners.forEach(listener -> listener.judged(watch.target()));
    }

    @Override
    public Optional<LogHygiene> log(ContainerSnapshot container) {
        return logRound.of(container);
    }

    @Override
    public void retired(TargetLoop loop) {
        loops.remove(loop.target(), loop);
        surroundings.retired(loop.target());
        rooms.remedies().evidence().forget(loop.target());
        // Its history counts again if a container of this name comes back: budgets are not washed off by docker rm.
        ledgers.put(loop.target(), loop.view().state().ledger());
        LOG.info("no longer there target={}", loop.target());
        listeners.forEach(listener -> listener.gone(loop.target()));
    }

    private void remember() {
        // Without an event so far: what happens from the connection on must be replayed to the next run all the same.
        Optional<Instant> connectedAt =
                Optional.of(contact).filter(Contact::connected).map(Contact::since);
        watcher.lastEventAt().or(() -> connectedAt).ifPresent(eventPlace::remember);
    }

    /** Ends all loops and streams; what is under way is left to its intent. */
    @Override
    public void close() {
        rooms.remedies().close();
        logRound.stop();
        watcher.close();
        loops.values().forEach(TargetLoop::stop);
        remember();
        rooms.logs().close();
        rooms.prober().close();
        rooms.engine().close();
    }
}
