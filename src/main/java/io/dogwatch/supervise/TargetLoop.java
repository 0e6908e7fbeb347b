package io.dogwatch.supervise;

import io.dogwatch.containerstats.ContainerStats;
import io.dogwatch.docker.EngineException;
import io.dogwatch.journal.Change;
import io.dogwatch.judge.Action;
import io.dogwatch.judge.Decision;
import io.dogwatch.judge.Event;
import io.dogwatch.judge.Failure;
import io.dogwatch.judge.Intent;
import io.dogwatch.judge.Judge;
import io.dogwatch.judge.PersistentState;
import io.dogwatch.judge.TargetContext;
import io.dogwatch.judge.TargetState;
import io.dogwatch.judge.Verdict;
import io.dogwatch.model.Check;
import io.dogwatch.model.ContainerSnapshot;
import io.dogwatch.model.Incarnation;
import io.dogwatch.model.Outcome;
import io.dogwatch.model.Severity;
import io.dogwatch.model.TargetId;
import io.dogwatch.model.Watch;
import io.dogwatch.suggest.Suggester;
import io.dogwatch.suggest.Suggestion;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Event queue of one target and the virtual thread that processes it. Judges one message after the other, journals each
 * verdict, and only then executes it. Everything about the target happens in this order on this thread; no locks are
 * needed.
 */
final class TargetLoop {

    private static final Logger LOG = LoggerFactory.getLogger(TargetLoop.class);

    private static final Duration STORE_RETRY = Duration.ofSeconds(1);

    private final TargetId target;
    private final TargetServices services;
    private final TargetHost host;
    private final EventQueue queue;
    private final ProbeScheduler probes;
    private final DecisionExecutor executor;
    private final VerdictWriter verdicts;
    private final LogMarkers markers;

    private volatile Watch watch;
    private volatile TargetState state;
    private volatile Uptime uptime;
    private volatile boolean running = true;

    /** The intent requested manually. */
    private volatile Optional<String> manualIntent = Optional.empty();

    /** Whether watching is paused by a hold: nothing is probed, and no outcome is judged. */
    private volatile boolean paused;

    private TaskScheduler.Entry wake = () -> {};

    TargetLoop(TargetId target, PersistentState ledger, TargetServices services, TargetHost host) {
        this.target = target;
        this.services = services;
        this.host = host;
        this.queue = new EventQueue(target);
        this.verdicts = new VerdictWriter(services.journal());
        this.markers = new LogMarkers(services.logs());
        this.watch = host.watchFor(target, Optional.empty());
        this.state = TargetState.initial(ledger, services.clock().instant());
        this.uptime = Uptime.from(services.clock().instant());
        this.probes = new ProbeScheduler(services, () -> state, event -> post(new TargetMessage.Judge(event)));
        this.executor = new DecisionExecutor(target, services, this::post);
    }

    TargetId target() {
        return target;
    }

    TargetView view() {
        TargetState now = state;
        Instant at = services.clock().instant();
        return new TargetView(
                watch,
                now,
                probes.lastProbes(),
                now.container().flatMap(host::log),
                services.logs().stats(target),
                uptime.at(at),
                at);
    }

    /** Handles a check outcome from a log. */
    void onLogOutcome(String check, Incarnation incarnation, Outcome outcome) {
        if (state.container().flatMap(ContainerSnapshot::incarnation).equals(Optional.of(incarnation))) {
            probes.recordOutcome(check, outcome);
        }
        post(new TargetMessage.Judge(new Event.Probed(check, incarnation, outcome)));
    }

    /** Returns the number of queued messages. */
    int waiting() {
        return queue.waiting();
    }

    List<AddressView> addresses() {
        return probes.addresses(watch.checks());
    }

    /** Returns the container's log, read from the engine; empty without a container. */
    Optional<ContainerLog> log() {
        return state.container()
                .map(container -> new ContainerLog(container, LogMarkers.checks(watch), services.engine()));
    }

    Map<String, OutcomeHistoryView> outcomeHistories() {
        return probes.outcomeHistories();
    }

    List<Suggestion> suggestions() {
        return state.container()
                .map(container -> new Suggester(services.prober()).suggestions(container))
                .orElse(List.of());
    }

    Optional<ContainerStats> containerStats() {
        return state.container().map(services.insight()::glimpse);
    }

    Watch watch() {
        return watch;
    }

    TargetState state() {
        return state;
    }

    /** Returns whether this intent was requested manually. */
    boolean isManual(Intent intent) {
        return manualIntent.equals(Optional.of(intent.id()));
    }

    /**
     * Returns whether the target recovered during a long preparation of its restart, for example while a hook ran. Nothing
     * is probed during that time, so each critical probe is repeated once; takes up to their timeouts. Always false if
     * another check caused the incident, or if the preparation was shorter than the interval of the probes.
     */
    boolean hasRecoveredSince(Intent intent) {
        List<Check.Probed> probed = watch.checks().stream()
                .filter(check -> check.severity() == Severity.CRITICAL)
                .flatMap(check -> check instanceof Check.Probed it ? Stream.of(it) : Stream.empty())
                .toList();
        Optional<String> failed = state.ledger()
                .incident()
                .filter(incident -> incident.id().equals(intent.incidentId()))
                .map(incident -> incident.failure().check());
        Instant newOutcomesFrom = intent.decidedAt()
                .plus(probed.stream()
                        .map(check -> check.schedule().interval())
                        .min(Comparator.naturalOrder())
                        .orElse(Duration.ZERO));
        return intent.action() == Action.RESTART
                && probed.stream().anyMatch(check -> failed.equals(Optional.of(check.name())))
                && !services.clock().instant().isBefore(newOutcomesFrom)
                && probes.allPass(probed);
    }

    void start() {
        Thread.ofVirtual().name("target-" + target).start(this::run);
    }

    /** Posts a message. Never blocks. */
    void post(TargetMessage message) {
        queue.post(message);
    }

    /** Requests a refresh of the context. Never blocks; repeated calls cost nothing until the refresh. */
    void requestRefresh() {
        queue.requestRefresh();
    }

    void stop() {
        running = false;
        post(new TargetMessage.Stop());
    }

    private void run() {
        try {
            while (running) {
                process(queue.take());
                if (queue.hasOverflowed()) {
                    LOG.warn("event queue overflow target={}", target);
                    services.meters().eventQueueOverflowed(target.host());
                    // A lost message may have been a manual stop: nothing is known until the inspection.
                    judge(new Event.EngineLost());
                    inspect();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            probes.cancel();
            wake.cancel();
        }
    }

    private void process(TargetMessage message) {
        try {
            if (queue.takeRefreshRequest()) {
                refreshContext(state.container());
            }
            switch (message) {
                case TargetMessage.Inspect inspect -> inspect();
                case TargetMessage.RefreshContext refresh -> {}
                case TargetMessage.EngineSignal signal -> onEngineSignal(signal);
                case TargetMessage.Judge(Event event) -> judge(event);
                case TargetMessage.ActionEnded(var intentId, var result, var began) -> {
                    inspect();
                    boolean judged = judge(new Event.ActionEnded(intentId, result));
                    if (!judged) {
                        retryLater(message);
                    }
                }
                case TargetMessage.Stop stop -> {}
            }
        } catch (RuntimeException e) {
            // A failure must not end the supervision of this target; the next resync inspects it again.
            LOG.error("target loop failed target={} message={}", target, message, e);
        }
    }

    private void onEngineSignal(TargetMessage.EngineSignal message) {
        message.signal().ifPresent(this::judge);
        if (message.requiresInspection()) {
            inspect();
        }
    }

    private void inspect() {
        Optional<ContainerSnapshot> seen;
        try {
            seen = services.engine().inspect(target.name());
        } catch (EngineException e) {
            judge(new Event.EngineLost());
            return;
        }
        // The engine also matches containers by id prefix; only the name counts.
        seen = seen.filter(container -> container.name().equals(target.name()));
        refreshWatch(seen);
        // Comes first: a container with a maintenance label must not be restarted before that is known.
        refreshContext(seen);
        judge(new Event.Observed(seen));
        if (seen.isEmpty() && !watch.required() && state.ledger().intent().isEmpty()) {
            running = false;
            services.logs().forget(target);
            host.retired(this);
        }
    }

    private void refreshContext(Optional<ContainerSnapshot> container) {
        boolean wasPaused = paused;
        paused = host.isPaused(target, container);
        if (wasPaused != paused) {
            LOG.info("target watch changed target={} paused={}", target, paused);
            state = state.withoutPendingStreaks();
            scheduleProbes();
        }
        TargetContext circumstances = host.circumstances(watch, container);
        if (!circumstances.equals(state.circumstances()) && !judge(new Event.ContextChanged(circumstances))) {
            queue.retryRefresh();
        }
    }

    private void refreshWatch(Optional<ContainerSnapshot> seen) {
        Watch current = host.watchFor(target, seen);
        if (!current.equals(watch)) {
            LOG.info(
                    "target settings changed target={} mode={} source=\"{}\"",
                    target,
                    current.policy().mode(),
                    current.source());
            watch = current;
        }
    }

    /** @return false if the store rejected the verdict, which then has no effect */
    private boolean judge(Event event) {
        if (paused && event instanceof Event.Probed) {
            return true;
        }
        TargetState before = state;
        Instant now = services.clock().instant();
        Verdict verdict = Judge.judge(watch, before, event, now);
        TargetState after = verdict.state();
        boolean changes = before.phase() != after.phase()
                || !before.ledger().equals(after.ledger())
                || !verdict.decisions().isEmpty();
        if (changes && !verdicts.write(new Change(target, Instant.now(), before, verdict))) {
            retryLater(new TargetMessage.Inspect());
            return false;
        }
        state = after;
        uptime = uptime.transitionTo(Uptime.Status.of(after), now);
        services.history().record(target, event, now);
        log(before, after);
        manualIntent = requested(event, verdict).or(() -> manualIntent);
        host.judged(watch, before, after);
        for (Decision decision : verdict.decisions()) {
            executor.run(decision, watch, after);
        }
        schedule(verdict);
        return true;
    }

    private static Optional<String> requested(Event event, Verdict verdict) {
        return verdict.decisions().stream()
                .filter(decision -> event instanceof Event.Requested && decision instanceof Decision.Act)
                .map(decision -> ((Decision.Act) decision).intent().id())
                .findFirst();
    }

    private void retryLater(TargetMessage message) {
        services.timetable().after("retry " + target, STORE_RETRY, due -> post(message));
    }

    private void schedule(Verdict verdict) {
        wake.cancel();
        wake = verdict.wakeAt()
                .map(at -> services.timetable()
                        .after(
                                "wake " + target,
                                Duration.between(services.clock().instant(), at).plusMillis(1),
                                due -> post(new TargetMessage.Judge(new Event.Woken()))))
                .orElse(() -> {});
        scheduleProbes();
        if (state.engineReachable()) {
            state.container().ifPresent(container -> markers.watch(watch, container));
        }
    }

    private void scheduleProbes() {
        probes.reschedule(paused ? List.of() : watch.checks(), state.phase());
    }

    private void log(TargetState before, TargetState after) {
        if (before.phase() != after.phase()) {
            LOG.info(
                    "phase changed target={} from={} to={} reason={} detail=\"{}\"",
                    target,
                    before.phase().wireName(),
                    after.phase().wireName(),
                    after.reason().wireName(),
                    after.failure().map(Failure::line).orElse(""));
        }
    }
}
