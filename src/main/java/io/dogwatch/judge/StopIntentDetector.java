package io.dogwatch.judge;

import io.dogwatch.model.ContainerSnapshot;
import io.dogwatch.model.ContainerStatus;
import io.dogwatch.model.Incarnation;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * Whether somebody wanted a container to end. What a person stopped is never started by us, so this errs on the side of
 * a person's wish.
 */
final class StopIntentDetector {

    /** How long after the stop timeout a container's end is still put down to an unconfirmed stopping signal. */
    private static final Duration MARGIN = Duration.ofSeconds(60);

    /** How much longer than the stop timeout a restart may take the engine, as it is given when it is called. */
    private static final Duration RESTART_MARGIN = Duration.ofSeconds(15);

    private static final int KILL = 9;

    /** A dockerd that shuts down stops every container first; measured: about 12 s before its stream ends. */
    private static final Duration ENGINE_SHUTDOWN = Duration.ofSeconds(60);

    /** Linux numbers of the signals that end a process and that people use for it. */
    private static final Map<String, Integer> STOPPING =
            Map.of("SIGHUP", 1, "SIGINT", 2, "SIGQUIT", 3, "SIGABRT", 6, "SIGKILL", 9, "SIGTERM", 15, "SIGWINCH", 28);

    private StopIntentDetector() {}

    /** A signal was sent through the engine. */
    static void signal(Evaluation draft, Event.Signalled signalled) {
        boolean isEngines = signalled.signal() == KILL && mayBeLateKill(draft);
        if (isOurs(draft) || isEngines || !stops(draft, signalled.signal())) {
            return;
        }
        draft.stopSign =
                Optional.of(new TargetState.StopSign(signalled.containerId(), draft.now, signalled.at(), false));
        // Nothing is sent to what has ended: an event that comes late tells why it did.
        draft.container
                .filter(container -> container.id().equals(signalled.containerId()))
                .ifPresent(container -> readIntoTheEnd(draft, container));
        withdraw(draft);
    }

    static void confirm(Evaluation draft, Event.StopConfirmed confirmed) {
        if (!isOurs(draft) && !mayBeLateKill(draft)) {
            String containerId = confirmed.containerId();
            draft.stopSign = Optional.of(new TargetState.StopSign(containerId, draft.now, confirmed.at(), true));
            draft.container
                    .filter(c -> c.status() == ContainerStatus.EXITED && c.id().equals(containerId))
                    .flatMap(ContainerSnapshot::incarnation)
                    .ifPresent(life ->
                            draft.stopped = Optional.of(new PersistentState.Stopped(life, Reason.STOPPED_BY_PERSON)));
            withdraw(draft);
        }
    }

    /** Whether somebody has asked the container to end, and it may still do so: a server can take long to drain. */
    static boolean isUnderWay(Evaluation draft) {
        return draft.now.isBefore(endOf(draft));
    }

    /** Until when an unconfirmed signal explains an end; in the past if there is none. */
    static Instant endOf(Evaluation draft) {
        return draft.container
                .flatMap(c -> draft.stopSign
                        .filter(sign -> sign.containerId().equals(c.id()))
                        .map(sign -> sign.at().plus(c.stopTimeout()).plus(MARGIN)))
                .orElse(Instant.MIN);
    }

    private static void withdraw(Evaluation draft) {
        if (draft.intentInFlight && !draft.restartCalled) {
            draft.intent.ifPresent(intent -> draft.decisions.add(new Decision.WithdrawIntent(intent.id())));
        }
    }

    /** Between our call and the new incarnation, signals are our own restart's. */
    private static boolean isOurs(Evaluation draft) {
        if (hasStopped(draft)) {
            return true;
        }
        if (draft.intent.isEmpty() || !mayHaveCalled(draft)) {
            return false;
        }
        Intent intent = draft.intent.get();
        // A container in a crash loop may live a newer life by the time it is stopped.
        return intent.action() == Action.STOP
                ? draft.container
                        .filter(c -> c.id().equals(intent.incarnation().containerId()))
                        .isPresent()
                : draft.incarnation().equals(Optional.of(intent.incarnation()));
    }

    /**
     * Whether the engine may still be at the restart that hung: it goes on when nobody waits for it any more, and kills what
     * has not ended within its stop timeout. Only where the policy's patience is shorter than that.
     */
    private static boolean mayBeLateKill(Evaluation draft) {
        Optional<Instant> calledHung = draft.hung
                .filter(draft::isCurrentIncarnation)
                .flatMap(life -> draft.lastRestart)
                .or(() -> draft.intent
                        .filter(intent -> intent.action() == Action.KILL_START)
                        .filter(intent -> draft.isCurrentIncarnation(intent.incarnation()))
                        .map(Intent::decidedAt));
        return calledHung
                .flatMap(at -> draft.container.map(container -> {
                    Duration engines = container.stopTimeout().plus(RESTART_MARGIN);
                    Duration patience = draft.policy().restart().timeout().orElse(engines);
                    return at.plus(engines).minus(patience);
                }))
                .filter(draft.now::isBefore)
                .isPresent();
    }

    /** Dogwatch itself has stopped it: the engine's word of that may come when the stop is long known to have worked. */
    private static boolean hasStopped(Evaluation draft) {
        return draft.stopped
                .filter(stop -> stop.reason() == Reason.STOPPED_BY_DOGWATCH)
                .filter(stop -> draft.isCurrentIncarnation(stop.incarnation()))
                .isPresent();
    }

    private static boolean mayHaveCalled(Evaluation draft) {
        return draft.restartCalled || !draft.intentInFlight;
    }

    private static boolean stops(Evaluation draft, int signal) {
        if (signal == 2 || signal == 3 || signal == 9 || signal == 15) {
            return true;
        }
        // A container can name any signal as its own stop signal, such as nginx's SIGQUIT or httpd's SIGWINCH.
        return draft.container
                .map(ContainerSnapshot::stopSignal)
                .map(name -> STOPPING.getOrDefault(name, 0) == signal || name.equals(Integer.toString(signal)))
                .orElse(false);
    }

    /** A container was seen that does not run: says why its life ended, once for each life. */
    static void readIntoTheEnd(Evaluation draft, ContainerSnapshot container) {
        boolean ended = container.status() == ContainerStatus.EXITED;
        if (!ended || container.incarnation().isEmpty() || (draft.intent.isPresent() && mayHaveCalled(draft))) {
            return;
        }
        Incarnation life = container.incarnation().get();
        boolean explained = draft.stopped
                .filter(stop -> stop.incarnation().equals(life))
                .filter(stop -> stop.reason() != Reason.CRASHED || !isWanted(draft, container))
                .isPresent();
        if (explained) {
            Reason known = draft.stopped.orElseThrow().reason();
            if ((known == Reason.STOPPED_BY_PERSON && mayBeEnginesShutdown(draft))
                    || (known == Reason.CRASHED && mayHaveDiedWithTheEngine(draft))) {
                draft.stopped = Optional.of(new PersistentState.Stopped(life, Reason.EXITED_UNSEEN));
            }
            return;
        }
        // A restart can wait long for its turn: a wish is written down now, before it is too old to explain the end.
        // So is a crash that was seen: after a restart of Dogwatch it must not look like an end that nobody saw.
        Reason why = reason(draft, container, life).orElse(Reason.CRASHED);
        draft.stopped = draft.intent.isEmpty() || why == Reason.STOPPED_BY_PERSON
                ? Optional.of(new PersistentState.Stopped(life, why))
                : Optional.empty();
    }

    private static boolean isWanted(Evaluation draft, ContainerSnapshot container) {
        return draft.stopSign
                .filter(sign -> sign.containerId().equals(container.id()))
                .filter(sign -> sign.confirmed() || isUnderWay(draft))
                .isPresent();
    }

    private static Optional<Reason> reason(Evaluation draft, ContainerSnapshot container, Incarnation life) {
        if (isWanted(draft, container)) {
            return Optional.of(mayBeEnginesShutdown(draft) ? Reason.EXITED_UNSEEN : Reason.STOPPED_BY_PERSON);
        }
        boolean everRan = draft.lastRunning
                .filter(last -> last.containerId().equals(life.containerId()))
                .isPresent();
        boolean deathSeen = draft.died
                .filter(death -> death.containerId().equals(container.id()))
                .isPresent();
        // A start without an engine loses it too, before anything was ever seen.
        boolean neverLooked = draft.engineLostAt.isEmpty() || draft.lastRunning.isEmpty();
        if (draft.blind && neverLooked && !everRan && !deathSeen) {
            return Optional.of(Reason.ALREADY_STOPPED);
        }
        if (draft.blind && (!deathSeen || draft.engineLostAt.isPresent())) {
            return Optional.of(Reason.EXITED_UNSEEN);
        }
        return Optional.empty();
    }

    /** An engine that is killed with all its containers may still tell of their deaths. */
    private static boolean mayHaveDiedWithTheEngine(Evaluation draft) {
        return draft.blind
                && draft.engineLostAt
                        .map(lost -> lost.minus(ENGINE_SHUTDOWN))
                        .flatMap(from -> draft.failingSince.filter(from::isBefore))
                        .isPresent();
    }

    private static boolean mayBeEnginesShutdown(Evaluation draft) {
        Optional<Instant> lost = draft.engineLostAt;
        return draft.blind
                && lost.isPresent()
                && draft.stopSign.isPresent()
                && draft.stopSign.get().at().isAfter(lost.get().minus(ENGINE_SHUTDOWN));
    }
}
