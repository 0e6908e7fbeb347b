package io.dogwatch.supervise;

import io.dogwatch.docker.EngineException;
import io.dogwatch.inside.Glimpse;
import io.dogwatch.journal.Change;
import io.dogwatch.judge.Circumstances;
import io.dogwatch.judge.Decision;
import io.dogwatch.judge.Event;
import io.dogwatch.judge.Failure;
import io.dogwatch.judge.Intent;
import io.dogwatch.judge.Judge;
import io.dogwatch.judge.Ledger;
import io.dogwatch.judge.TargetState;
import io.dogwatch.judge.Verdict;
import io.dogwatch.suggest.Suggester;
import io.dogwatch.suggest.Suggestion;
import io.dogwatch.target.ContainerSnapshot;
import io.dogwatch.target.Incarnation;
import io.dogwatch.target.Outcome;
import io.dogwatch.target.TargetId;
import io.dogwatch.target.Watch;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One target's mailbox and the virtual thread that empties it: takes one message after the other, has it judged, writes
 * the verdict to the journal, and then, and only then, has it carried out. Everything about the target happens in this
 * order and on this thread, so there is nothing to lock.
 */
final class TargetLoop {

    private static final Logger LOG = LoggerFactory.getLogger(TargetLoop.class);

    private static final Duration STORE_RETRY = Duration.ofSeconds(1);

    private final TargetId target;
    private final Rooms rooms;
    private final TargetHome home;
    private final Mailbox mailbox;
    private final ProbeRound probes;
    private final Errands errands;
    private final VerdictStore verdicts;
    private final LogMarkers markers;

    private volatile Watch watch;
    private volatile TargetState state;
    private volatile Uptime uptime;
    private volatile boolean running = true;

    /** The intent that a person asked for. */
    private volatile Optional<String> askedFor = Optional.empty();

    /** People have ordered that it is not watched: nothing is probed, and no outcome is judged. */
    private volatile boolean paused;

    private Timetable.Entry wake = () -> {};

    TargetLoop(TargetId target, Ledger ledger, Rooms rooms, TargetHome home) {
        this.target = target;
        this.rooms = rooms;
        this.home = home;
        this.mailbox = new Mailbox(target);
        this.verdicts = new VerdictStore(rooms.journal());
        this.markers = new LogMarkers(rooms.logs());
        this.watch = home.watchFor(target, Optional.empty());
        this.state = TargetState.initial(ledger, rooms.clock().instant());
        this.uptime = Uptime.from(rooms.clock().instant());
        this.probes = new ProbeRound(rooms, () -> state, event -> post(new Message.Judge(event)));
        this.errands = new Errands(target, rooms, this::post);
    }

    TargetId target() {
        return target;
    }

    TargetView view() {
        TargetState now = state;
        Instant at = rooms.clock().instant();
        return new TargetView(
                watch,
                now,
                probes.lastProbes(),
                now.container().flatMap(home::log),
                rooms.logs().stats(target),
                uptime.at(at),
                at);
    }

    /** What a log says of a check. */
    void heard(String check, Incarnation life, Outcome outcome) {
        if (state.container().flatMap(ContainerSnapshot::incarnation).equals(Optional.of(life))) {
            probes.heard(check, outcome);
        }
        post(new Message.Judge(new Event.Probed(check, life, outcome)));
    }

    /** Messages that wait. */
    int waiting() {
        return mailbox.waiting();
    }

    List<AddressView> addresses() {
        return probes.addresses(watch.checks());
    }

    /** Its container's; asks the engine. Empty without a container. */
    Optional<ContainerLog> log() {
        return state.container()
                .map(container -> new ContainerLog(container, LogMarkers.checks(watch), rooms.engine()));
    }

    Map<String, TrailView> trails() {
        return probes.trails();
    }

    List<Suggestion> suggestions() {
        return state.container()
                .map(container -> new Suggester(rooms.prober()).suggestions(container))
                .orElse(List.of());
    }

    Optional<Glimpse> glimpse() {
        return state.container().map(rooms.insight()::glimpse);
    }

    Watch watch() {
        return watch;
    }

    TargetState state() {
        return state;
    }

    /** Whether this is what a person asked for. */
    boolean isAskedFor(Intent intent) {
        return askedFor.equals(Optional.of(intent.id()));
    }

    void start() {
        Thread.ofVirtual().name("target-" + target).start(this::run);
    }

    /** Never blocks. */
    void post(Message message) {
        mailbox.post(message);
    }

    /** The world around the target may have changed. Never blocks, and costs nothing while an earlier nudge is unheard. */
    void nudge() {
        mailbox.nudge();
    }

    void stop() {
        running = false;
        post(new Message.Stop());
    }

    private void run() {
        try {
            while (running) {
                process(mailbox.take());
                if (mailbox.hasOverflown()) {
                    LOG.warn("event queue overflow target={}", target);
                    rooms.meters().mailboxOverflown(target.host());
                    // Among what was lost may be somebody's stop: until the look nothing is known.
                    judge(new Event.EngineLost());
                    look();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            probes.cancel();
            wake.cancel();
        }
    }

    private void process(Message message) {
        try {
            if (mailbox.wasUnsure()) {
                lookAround(state.container());
            }
            switch (message) {
                case Message.Look look -> look();
                case Message.LookAround around -> {}
                case Message.Happened happened -> happened(happened);
                case Message.Judge(Event event) -> judge(event);
                case Message.RemedyEnded(var intentId, var result, var began) -> {
                    look();
                    boolean judged = judge(new Event.RemedyEnded(intentId, result));
                    if (!judged) {
                        later(message);
                    }
                }
                case Message.Stop stop -> {}
            }
        } catch (RuntimeException e) {
            // One target's trouble must not end its supervision; what it was is looked at again at the next resync.
            LOG.error("target loop failed target={} message={}", target, message, e);
        }
    }

    private void happened(Message.Happened message) {
        message.signal().ifPresent(this::judge);
        if (message.wantsLook()) {
            look();
        }
    }

    private void look() {
        Optional<ContainerSnapshot> seen;
        try {
            seen = rooms.engine().inspect(target.name());
        } catch (EngineException e) {
            judge(new Event.EngineLost());
            return;
        }
        // The engine also finds containers by a prefix of their id: only the name counts.
        seen = seen.filter(container -> container.name().equals(target.name()));
        refreshWatch(seen);
        // First: a container that comes with a maintenance must not be restarted before that is known.
        lookAround(seen);
        judge(new Event.Observed(seen));
        if (seen.isEmpty() && !watch.required() && state.ledger().intent().isEmpty()) {
            running = false;
            rooms.logs().forget(target);
            home.retired(this);
        }
    }

    private void lookAround(Optional<ContainerSnapshot> container) {
        boolean wasPaused = paused;
        paused = home.isPaused(target, container);
        if (wasPaused != paused) {
            LOG.info("target watch changed target={} paused={}", target, paused);
            state = state.withFreshCounts();
            arrangeProbes();
        }
        Circumstances circumstances = home.circumstances(watch, container);
        if (!circumstances.equals(state.circumstances()) && !judge(new Event.CircumstancesChanged(circumstances))) {
            mailbox.staysUnsure();
        }
    }

    private void refreshWatch(Optional<ContainerSnapshot> seen) {
        Watch wanted = home.watchFor(target, seen);
        if (!wanted.equals(watch)) {
            LOG.info(
                    "target settings changed target={} mode={} source=\"{}\"",
                    target,
                    wanted.policy().mode(),
                    wanted.source());
            watch = wanted;
        }
    }

    /** @return false if the store could not take the verdict: nothing of it holds then */
    private boolean judge(Event event) {
        if (paused && event instanceof Event.Probed) {
            return true;
        }
        TargetState before = state;
        Instant now = rooms.clock().instant();
        Verdict verdict = Judge.judge(watch, before, event, now);
        TargetState after = verdict.state();
        boolean changes = before.phase() != after.phase()
                || !before.ledger().equals(after.ledger())
                || !verdict.decisions().isEmpty();
        if (changes && !verdicts.write(new Change(target, Instant.now(), before, verdict))) {
            later(new Message.Look());
            return false;
        }
        state = after;
        uptime = uptime.then(Uptime.Standing.of(after), now);
        rooms.history().record(target, event, now);
        log(before, after);
        askedFor = asked(event, verdict).or(() -> askedFor);
        home.judged(watch, before, after);
        for (Decision decision : verdict.decisions()) {
            errands.run(decision, watch, after);
        }
        arrange(verdict);
        return true;
    }

    private static Optional<String> asked(Event event, Verdict verdict) {
        return verdict.decisions().stream()
                .filter(decision -> event instanceof Event.Requested && decision instanceof Decision.Act)
                .map(decision -> ((Decision.Act) decision).intent().id())
                .findFirst();
    }

    private void later(Message message) {
        rooms.timetable().after("retry " + target, STORE_RETRY, due -> post(message));
    }

    private void arrange(Verdict verdict) {
        wake.cancel();
        wake = verdict.wakeAt()
                .map(at -> rooms.timetable()
                        .after(
                                "wake " + target,
                                Duration.between(rooms.clock().instant(), at).plusMillis(1),
                                due -> post(new Message.Judge(new Event.Woken()))))
                .orElse(() -> {});
        arrangeProbes();
        if (state.engineReachable()) {
            state.container().ifPresent(container -> markers.watch(watch, container));
        }
    }

    private void arrangeProbes() {
        probes.arrange(paused ? List.of() : watch.checks(), state.phase());
    }

    private void log(TargetState before, TargetState after) {
        if (before.phase() != after.phase()) {
            LOG.info(
                    "phase changed target={} from={} to={} reason={} detail=\"{}\"",
                    target,
                    before.phase().word(),
                    after.phase().word(),
                    after.reason().word(),
                    after.failure().map(Failure::line).orElse(""));
        }
    }
}
