package io.dogwatch.judge;

import io.dogwatch.model.ContainerSnapshot;
import io.dogwatch.model.ContainerStatus;
import io.dogwatch.model.Incarnation;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * Detects whether a container was stopped on purpose. Dogwatch never starts a container that a person stopped, and in
 * doubt assumes a manual stop.
 */
final class StopIntentDetector {

    /** Time beyond the stop timeout during which an unconfirmed stop signal explains the end of a container. */
    private static final Duration MARGIN = Duration.ofSeconds(60);

    /** Time beyond the stop timeout allowed to the engine for a restart, as passed to the call. */
    private static final Duration RESTART_MARGIN = Duration.ofSeconds(15);

    private static final int KILL = 9;

    /** A dockerd that shuts down stops every container first; measured: about 12 s before its stream ends. */
    private static final Duration ENGINE_SHUTDOWN = Duration.ofSeconds(60);

    /** Linux numbers of the signals commonly used to end a process. */
    private static final Map<String, Integer> STOPPING =
            Map.of("SIGHUP", 1, "SIGINT", 2, "SIGQUIT", 3, "SIGABRT", 6, "SIGKILL", 9, "SIGTERM", 15, "SIGWINCH", 28);

    private StopIntentDetector() {}

    /** Records a signal sent through the engine. */
    static void signal(Evaluation draft, Event.Signalled signalled) {
        boolean isEngines = signalled.signal() == KILL && mayBeLateKill(draft);
        if (isOurs(draft) || isEngines || !stops(draft, signalled.signal())) {
            return;
        }
        draft.stopSign =
                Optional.of(new TargetState.StopSign(signalled.containerId(), draft.now, signalled.at(), false));
        // The engine sends no signal to an exited container: a late event explains its exit.
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

    /** Returns whether a requested stop may still be in progress: a server can take long to drain. */
    static boolean isUnderWay(Evaluation draft) {
        return draft.now.isBefore(endOf(draft));
    }

    /** Returns until when an unconfirmed signal explains an exit; in the past if there is none. */
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

    /** Returns whether Dogwatch's own action caused the signals. This holds from the call to the new incarnation. */
    private static boolean isOurs(Evaluation draft) {
        if (hasStopped(draft)) {
            return true;
        }
        if (draft.intent.isEmpty() || !mayHaveCalled(draft)) {
            return false;
        }
        Intent intent = draft.intent.get();
        // A container in a crash loop may already run in a newer incarnation when it is stopped.
        return intent.action() == Action.STOP
                ? draft.container
                        .filter(c -> c.id().equals(intent.incarnation().containerId()))
                        .isPresent()
                : draft.incarnation().equals(Optional.of(intent.incarnation()));
    }

    /**
     * Returns whether the engine may still be executing a restart that hung. The engine continues after the caller has
     * timed out, and kills a process that outlives the stop timeout. Applies only if {@code restart.timeout} is
     * shorter.
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

    /**
     * Returns whether Dogwatch stopped the current incarnation. The engine's event may arrive long after the stop has
     * succeeded.
     */
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
        // A container can define any signal as its stop signal, such as SIGQUIT for nginx or SIGWINCH for httpd.
        return draft.container
                .map(ContainerSnapshot::stopSignal)
                .map(name -> STOPPING.getOrDefault(name, 0) == signal || name.equals(Integer.toString(signal)))
                .orElse(false);
    }

    /** Determines why an exited container ended, once per incarnation. */
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
        // A restart may be queued for long. The stop intent is recorded now, while it is recent enough to explain the
        // exit. An observed crash is recorded too: after a restart of Dogwatch it must not appear as an unseen exit.
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
        // Starting without an engine also counts as losing it, before anything was observed.
        boolean neverLooked = draft.engineLostAt.isEmpty() || draft.lastRunning.isEmpty();
        if (draft.blind && neverLooked && !everRan && !deathSeen) {
            return Optional.of(Reason.ALREADY_STOPPED);
        }
        if (draft.blind && (!deathSeen || draft.engineLostAt.isPresent())) {
            return Optional.of(Reason.EXITED_UNSEEN);
        }
        return Optional.empty();
    }

    /**
     * Returns whether the container may have died with the engine. A killed engine may still report the exits of its
     * containers.
     */
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
