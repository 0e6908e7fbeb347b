package io.dogwatch.supervise;

import io.dogwatch.containerstats.LogGrowth;
import io.dogwatch.discover.EngineWatcher;
import io.dogwatch.discover.WatchRules;
import io.dogwatch.docker.ContainerSummary;
import io.dogwatch.docker.EngineEvent;
import io.dogwatch.docker.EngineVersion;
import io.dogwatch.judge.Breaker;
import io.dogwatch.judge.BreakerPolicy;
import io.dogwatch.judge.Event;
import io.dogwatch.judge.PersistentState;
import io.dogwatch.judge.TargetContext;
import io.dogwatch.judge.TargetState;
import io.dogwatch.model.ContainerSnapshot;
import io.dogwatch.model.ContainerStatus;
import io.dogwatch.model.Incarnation;
import io.dogwatch.model.Outcome;
import io.dogwatch.model.Phase;
import io.dogwatch.model.PlainText;
import io.dogwatch.model.TargetId;
import io.dogwatch.model.Watch;
import io.dogwatch.remediation.PreflightGate;
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

/** Supervises one engine: runs one loop per target and dispatches the engine's events to the loops. Thread-safe. */
public final class HostSupervisor implements EngineWatcher.Listener, TargetHost, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(HostSupervisor.class);

    /** Maximum length of a manual request's text in the journal, in characters. */
    private static final int MAX_REQUEST = 500;

    private static final Duration NETWORK_EVENT_DELAY = Duration.ofMillis(500);

    private final String host;
    private final TargetServices services;
    private final Map<TargetId, PersistentState> ledgers;
    private final Map<TargetId, TargetLoop> loops = new ConcurrentHashMap<>();
    private final TargetContexts contexts;
    private final EventCursor eventCursor;
    private final EngineWatcher watcher;
    private final LogSizeSweep logSweep;
    private final SetupFaults setupFaults;
    private final List<FleetListener> listeners = new CopyOnWriteArrayList<>();
    private volatile HostConfig config;
    private volatile EngineReachability reachability;
    private volatile Optional<Instant> lastList = Optional.empty();

    /** Whether the list after the current connection has arrived. Used only by the watcher's thread. */
    private boolean listed;

    /** Configuration of this host's targets, as of one load. */
    private record HostConfig(WatchRules rules, Map<TargetId, Watch> required) {

        static HostConfig of(WatchRules rules, String host) {
            return new HostConfig(
                    rules,
                    rules.requiredTargets(host).stream()
                            .collect(Collectors.toUnmodifiableMap(Watch::target, watch -> watch)));
        }
    }

    /** @param ledgers the journaled state of this host's targets */
    public HostSupervisor(
            TargetServices services,
            WatchRules rules,
            Map<TargetId, PersistentState> ledgers,
            BreakerPolicy breaker,
            Duration resyncInterval) {
        this.host = services.engine().host();
        this.services = services;
        this.config = HostConfig.of(rules, host);
        this.ledgers = new ConcurrentHashMap<>(ledgers);
        this.reachability = EngineReachability.none(Instant.now());
        this.contexts = new TargetContexts(services, breaker, loops, this::hostChanged);
        this.eventCursor = new EventCursor(host, services.journal());
        this.watcher = new EngineWatcher(services.engine(), resyncInterval, eventCursor.lastSeen(), this);
        this.setupFaults = new SetupFaults(notice -> {
            services.journal().enqueue(notice, Instant.now());
            services.outboxNudge().run();
        });
        this.logSweep =
                new LogSizeSweep(host, this::containers, services.insight().logs()::hygiene, this::reportSetupFaults);
    }

    /**
     * Starts the loops of required and remembered open targets immediately; the others start when the engine lists
     * them.
     */
    public void start() {
        contexts.start();
        config.required().keySet().forEach(this::loop);
        watcher.start();
        logSweep.start(services.timetable());
    }

    /**
     * Applies new rules. Inspects every target again and keeps its state: streaks of checks with unchanged names,
     * backoff, budget, quarantine and incident.
     */
    void follow(WatchRules rules, BreakerPolicy breaker) {
        config = HostConfig.of(rules, host);
        contexts.follow(breaker);
        config.required().keySet().forEach(this::loop);
        loops.values().forEach(loop -> loop.post(new TargetMessage.Inspect()));
    }

    private Collection<ContainerSnapshot> containers() {
        return loops.values().stream()
                .flatMap(loop -> loop.state().container().stream())
                .toList();
    }

    private void reportSetupFaults() {
        loops.values().forEach(loop -> setupFaults.inspect(loop.view()));
        setupFaults.retain(containers().stream().map(ContainerSnapshot::id).collect(Collectors.toSet()));
    }

    /** Returns whether the engine's events are still being read; true while reconnecting. */
    boolean isWorking() {
        return watcher.isWorking();
    }

    HostView view() {
        EngineReachability now = reachability;
        return new HostView(
                host,
                services.engine().endpoint(),
                now.connected(),
                now.since(),
                now.trouble(),
                now.version(),
                BreakerView.of(contexts.breaker()),
                now.gaps(),
                now.events());
    }

    HostVitals vitals() {
        Breaker breaker = contexts.breaker();
        return new HostVitals(
                host,
                breaker.status(),
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

    /** Returns the gate that checks holds and breaker right before a call. */
    public PreflightGate gate() {
        return contexts;
    }

    void listen(FleetListener listener) {
        listeners.add(listener);
    }

    private void hostChanged() {
        listeners.forEach(listener -> listener.hostChanged(host));
    }

    /** Records a manual request and posts it; returns false if there is no such target. */
    boolean request(TargetId target, Event.Request request, String by, String why) {
        Optional<TargetLoop> loop = find(target);
        loop.ifPresent(found -> {
            String detail = PlainText.line(why.isBlank() ? by : by + ": " + why, MAX_REQUEST);
            services.journal()
                    .note(target, Instant.now(), "request", request.name().toLowerCase(Locale.ROOT), detail);
            LOG.info(
                    "request received target={} request={} by=\"{}\"",
                    target,
                    request,
                    PlainText.line(by, MAX_REQUEST));
            found.post(new TargetMessage.Judge(new Event.Requested(request, by, why)));
        });
        return loop.isPresent();
    }

    /** Passes the outcome of a log marker to the loop of its target. */
    public void judged(TargetId target, String check, Incarnation incarnation, Outcome outcome) {
        find(target).ifPresent(loop -> loop.onLogOutcome(check, incarnation, outcome));
    }

    @Override
    public void connected(EngineVersion version) {
        LOG.info("engine connected host={} version={} api={}", host, version.engine(), version.api());
        listed = false;
        reachability = reachability.connectedTo(version, Instant.now());
        hostChanged();
    }

    @Override
    public void lost(String why) {
        LOG.warn("engine disconnected host={} reason=\"{}\"", host, why);
        services.meters().eventsLost(host);
        reachability = reachability.lost(why, Instant.now());
        hostChanged();
        loops.values().forEach(loop -> loop.post(new TargetMessage.Judge(new Event.EngineLost())));
    }

    @Override
    public void listed(List<ContainerSummary> containers, boolean afterGap) {
        listed = true;
        lastList = Optional.of(Instant.now());
        Set<TargetId> present = new HashSet<>();
        // All targets must be known before the first inspection: a dependent must not be judged without its dependency.
        for (ContainerSummary container : containers) {
            TargetId target = new TargetId(host, container.name());
            present.add(target);
            loop(target);
            contexts.listed(
                    config.rules().watch(host, container.id(), container.name(), container.image(), container.labels()),
                    container);
        }
        for (ContainerSummary container : containers) {
            TargetLoop loop = loop(new TargetId(host, container.name()));
            if (afterGap || differs(loop, container)) {
                loop.post(new TargetMessage.Inspect());
            }
        }
        loops.values().stream()
                .filter(loop -> !present.contains(loop.target()))
                .forEach(loop -> loop.post(new TargetMessage.Inspect()));
        ledgers.forEach((target, ledger) -> {
            // An incident or intent of a removed container is still open; an inspection closes it.
            if (!present.contains(target)
                    && (ledger.incident().isPresent() || ledger.intent().isPresent())) {
                loop(target).post(new TargetMessage.Inspect());
            }
        });
        remember();
        hostChanged();
    }

    private static boolean differs(TargetLoop loop, ContainerSummary listed) {
        Optional<ContainerSnapshot> known = loop.view().state().container();
        return known.isEmpty()
                || !known.get().id().equals(listed.id())
                || !known.get().status().wireName().equals(listed.state())
                || !known.get().network().addresses().equals(listed.addresses())
                || known.get().health().status() != ContainerSnapshot.HealthStatus.NONE
                || !loop.view().state().engineReachable();
    }

    @Override
    public void onEvent(EngineEvent event) {
        reachability = reachability.eventReceived();
        if (event.name().isEmpty()) {
            onNetworkEvent(event);
            return;
        }
        services.restarts().evidence().happened(event);
        if (!listed) {
            // Possibly a replayed event. An inspection now could find the container down before the event of its exit
            // arrives, and treat the exit as unseen. The next list triggers an inspection of all targets.
            new TargetMessage.EngineSignal(event)
                    .signal()
                    .ifPresent(signal -> loop(new TargetId(host, event.name())).post(new TargetMessage.Judge(signal)));
            return;
        }
        event.oldName().ifPresent(old -> loop(new TargetId(host, old)).post(new TargetMessage.Inspect()));
        loop(new TargetId(host, event.name())).post(new TargetMessage.EngineSignal(event));
    }

    /**
     * Inspects a running container that was connected to a network or disconnected. The delay lets the other events of a
     * start or stop arrive first.
     */
    private void onNetworkEvent(EngineEvent event) {
        for (TargetLoop loop : loops.values()) {
            if (loop.state()
                    .container()
                    .filter(container -> container.id().equals(event.containerId()))
                    .isPresent()) {
                services.restarts()
                        .evidence()
                        .happened(event.named(loop.target().name()));
                services.timetable().after("network " + loop.target(), NETWORK_EVENT_DELAY, due -> {
                    if (loop.state()
                            .container()
                            .filter(container -> container.status() == ContainerStatus.RUNNING)
                            .isPresent()) {
                        loop.post(new TargetMessage.Inspect());
                    }
                });
            }
        }
    }

    private TargetLoop loop(TargetId target) {
        return loops.computeIfAbsent(target, id -> {
            PersistentState ledger = Optional.ofNullable(ledgers.remove(id)).orElse(PersistentState.EMPTY);
            TargetLoop loop = new TargetLoop(id, ledger, services, this);
            loop.start();
            return loop;
        });
    }

    @Override
    public Watch watchFor(TargetId target, Optional<ContainerSnapshot> container) {
        HostConfig now = config;
        Watch asRequired = now.required().get(target);
        if (container.isPresent()) {
            ContainerSnapshot seen = container.get();
            return now.rules().watch(host, seen.id(), seen.name(), seen.image(), seen.labels());
        }
        return asRequired != null ? asRequired : now.rules().watch(host, "", target.name(), "", Map.of());
    }

    @Override
    public TargetContext circumstances(Watch watch, Optional<ContainerSnapshot> container) {
        return contexts.of(watch, container);
    }

    @Override
    public boolean isPaused(TargetId target, Optional<ContainerSnapshot> container) {
        return contexts.isPaused(target, container);
    }

    @Override
    public void judged(Watch watch, TargetState before, TargetState after) {
        contexts.judged(watch, before, after);
        setupFaults.labels(watch, after, services.clock().instant());
        services.restarts().evidence().judged(watch.target(), after.phase() == Phase.HEALTHY, after.container());
        listeners.forEach(listener -> listener.judged(watch.target()));
    }

    @Override
    public Optional<LogGrowth> log(ContainerSnapshot container) {
        return logSweep.of(container);
    }

    @Override
    public void retired(TargetLoop loop) {
        loops.remove(loop.target(), loop);
        contexts.retired(loop.target());
        services.restarts().evidence().forget(loop.target());
        // Kept in case a container of this name returns: docker rm must not reset its budget.
        ledgers.put(loop.target(), loop.view().state().ledger());
        LOG.info("target removed target={}", loop.target());
        listeners.forEach(listener -> listener.gone(loop.target()));
    }

    private void remember() {
        // Without an event so far, the next run must replay from the connection on.
        Optional<Instant> connectedAt =
                Optional.of(reachability).filter(EngineReachability::connected).map(EngineReachability::since);
        watcher.lastEventAt().or(() -> connectedAt).ifPresent(eventCursor::remember);
    }

    /** Stops all loops and streams; open intents are completed by the next run. */
    @Override
    public void close() {
        services.restarts().close();
        logSweep.stop();
        watcher.close();
        loops.values().forEach(TargetLoop::stop);
        remember();
        services.logs().close();
        services.prober().close();
        services.engine().close();
    }
}
