package io.dogwatch.judge;

import io.dogwatch.model.Check;
import io.dogwatch.model.ContainerSnapshot;
import io.dogwatch.model.ContainerStatus;
import io.dogwatch.model.Incarnation;
import io.dogwatch.model.LogCheck;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
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

    /** A dockerd that shuts down stops every container first; measured: about 12 s before its stream ends. */
    private static final Duration ENGINE_SHUTDOWN = Duration.ofSeconds(60);

    private StopIntentDetector() {}

    /** Records a signal sent through the engine. */
    static void signal(Evaluation eval, Event.Signalled signalled) {
        boolean isEngineKill = signalled.signal() == Signals.KILL && mayBeLateKill(eval);
        if (isOurs(eval) || isEngineKill || !stops(eval, signalled.signal())) {
            // The engine sends the stop signal once for each call, and SIGKILL again after the stop timeout.
            if (signalled.signal() != Signals.KILL) {
                stoppedInCall(eval, signalled.containerId(), signalled.signal());
            }
            return;
        }
        eval.stopSign = Optional.of(new TargetState.StopSign(
                signalled.containerId(), eval.now, signalled.at(), signalled.signal(), false, false));
        // The engine sends no signal to an exited container: a late event explains its exit.
        eval.container
                .filter(container -> container.id().equals(signalled.containerId()))
                .ifPresent(container -> explainExit(eval, container));
        withdraw(eval);
    }

    /**
     * Counts a stop during Dogwatch's own restart. The restart itself causes one; a second one comes from a person. The
     * engine completes the restart nevertheless, and the stop then applies to the new incarnation.
     */
    private static void stoppedInCall(Evaluation eval, String containerId, int signal) {
        boolean replaces = eval.intent
                .filter(intent -> intent.action() == Action.RESTART
                        && intent.incarnation().containerId().equals(containerId))
                .isPresent();
        if (replaces && isOurs(eval) && stops(eval, signal) && ++eval.stopsInCall == 2) {
            eval.stopSign = Optional.of(new TargetState.StopSign(containerId, eval.now, eval.now, signal, false, true));
        }
    }

    static void confirm(Evaluation eval, Event.StopConfirmed confirmed) {
        if (!isOurs(eval) && !mayBeLateKill(eval)) {
            String containerId = confirmed.containerId();
            eval.stopSign =
                    Optional.of(new TargetState.StopSign(containerId, eval.now, confirmed.at(), 0, true, false));
            eval.container
                    .filter(c -> c.status() == ContainerStatus.EXITED && c.id().equals(containerId))
                    .flatMap(ContainerSnapshot::incarnation)
                    .ifPresent(incarnation -> eval.stopped =
                            Optional.of(new PersistentState.Stopped(incarnation, Reason.STOPPED_BY_PERSON)));
            withdraw(eval);
        }
    }

    /** Returns whether a requested stop may still be in progress: a server can take long to drain. */
    static boolean isUnderWay(Evaluation eval) {
        return eval.now.isBefore(endOf(eval));
    }

    /** Returns until when an unconfirmed signal explains an exit; in the past if there is none. */
    static Instant endOf(Evaluation eval) {
        return eval.container
                .flatMap(c -> eval.stopSign
                        .filter(sign -> sign.containerId().equals(c.id()))
                        .map(sign -> sign.at().plus(c.stopTimeout()).plus(MARGIN)))
                .orElse(Instant.MIN);
    }

    /**
     * Returns whether a running container's failure follows a stop signal: it began to fail after the signal, and has not
     * passed since. A worker may take much longer than its stop timeout to finish its job ({@code docker stop -t 600},
     * {@code docker kill -s TERM}).
     *
     * @param failing the failing checks; log checks alone are no evidence, because they never pass
     */
    static boolean explains(Evaluation eval, List<Check> failing) {
        return eval.container.isPresent()
                && failing.stream().anyMatch(check -> !(check instanceof LogCheck))
                && eval.stopSign
                        .filter(sign -> isOfIncarnation(sign, eval.container.get()))
                        .filter(sign -> failing.stream()
                                .allMatch(check -> eval.streak(check)
                                        .failingSince()
                                        .filter(since -> !since.isBefore(sign.at()))
                                        .isPresent()))
                        .isPresent();
    }

    /**
     * Forgets a stop signal that the container has outlived: a check passes after the time it had for its exit. A stop
     * during Dogwatch's own restart ends with a verified recovery.
     */
    static void outlived(Evaluation eval) {
        eval.stopSign = eval.stopSign.filter(sign -> sign.duringRestart()
                ? eval.intent.isPresent() || !RecoveryVerifier.isRecovered(eval)
                : sign.confirmed() || isUnderWay(eval));
    }

    /** Returns whether the exit code is that of an orderly end, or of the signal itself, at any time after the signal. */
    private static boolean endedAsRequested(TargetState.StopSign sign, ContainerSnapshot container) {
        return isOfIncarnation(sign, container)
                && (container.exitCode() == 0 || container.exitCode() == 128 + sign.signal());
    }

    private static boolean isOfIncarnation(TargetState.StopSign sign, ContainerSnapshot container) {
        return sign.containerId().equals(container.id())
                && (sign.duringRestart()
                        || container.startedAt().filter(sign.sentAt()::isBefore).isEmpty());
    }

    /**
     * Forgets a stop signal of an earlier incarnation. A stop during Dogwatch's own restart stays until the container is
     * started by another actor.
     */
    static void beginIncarnation(Evaluation eval, ContainerSnapshot container) {
        boolean isOwnStart = eval.intent.isPresent() || eval.lastRunning.equals(container.incarnation());
        eval.stopSign = eval.stopSign.filter(sign -> sign.duringRestart()
                ? isOwnStart || container.engineRestartCount() > 0
                : container.startedAt().filter(sign.sentAt()::isBefore).isEmpty());
    }

    private static void withdraw(Evaluation eval) {
        if (eval.intentInFlight && !eval.restartCalled) {
            eval.intent.ifPresent(intent -> eval.decisions.add(new Decision.WithdrawIntent(intent.id())));
        }
    }

    /** Returns whether Dogwatch's own action caused the signals. This holds from the call to the new incarnation. */
    private static boolean isOurs(Evaluation eval) {
        if (hasStopped(eval)) {
            return true;
        }
        if (eval.intent.isEmpty() || !mayHaveCalled(eval)) {
            return false;
        }
        Intent intent = eval.intent.get();
        // A container in a crash loop may already run in a newer incarnation when it is stopped.
        return intent.action() == Action.STOP
                ? eval.container
                        .filter(c -> c.id().equals(intent.incarnation().containerId()))
                        .isPresent()
                : eval.incarnation().equals(Optional.of(intent.incarnation()));
    }

    /**
     * Returns whether the engine may still be executing a restart that hung. The engine continues after the caller has
     * timed out, and kills a process that outlives the stop timeout. Applies only if {@code restart.timeout} is
     * shorter.
     */
    private static boolean mayBeLateKill(Evaluation eval) {
        Optional<Instant> calledHung = eval.hung
                .filter(eval::isCurrentIncarnation)
                .flatMap(incarnation -> eval.lastRestart)
                .or(() -> eval.intent
                        .filter(intent -> intent.action() == Action.KILL_START)
                        .filter(intent -> eval.isCurrentIncarnation(intent.incarnation()))
                        .map(Intent::decidedAt));
        return calledHung
                .flatMap(at -> eval.container.map(container -> {
                    Duration engineTimeout = container.stopTimeout().plus(RESTART_MARGIN);
                    Duration timeout = eval.policy().restart().timeout().orElse(engineTimeout);
                    return at.plus(engineTimeout).minus(timeout);
                }))
                .filter(eval.now::isBefore)
                .isPresent();
    }

    /**
     * Returns whether Dogwatch stopped the current incarnation. The engine's event may arrive long after the stop has
     * succeeded.
     */
    private static boolean hasStopped(Evaluation eval) {
        return eval.stopped
                .filter(stop -> stop.reason() == Reason.STOPPED_BY_DOGWATCH)
                .filter(stop -> eval.isCurrentIncarnation(stop.incarnation()))
                .isPresent();
    }

    private static boolean mayHaveCalled(Evaluation eval) {
        return eval.restartCalled || !eval.intentInFlight;
    }

    private static boolean stops(Evaluation eval, int signal) {
        if (signal == 2 || signal == 3 || signal == 9 || signal == 15) {
            return true;
        }
        // A container can declare any signal as its stop signal, such as haproxy's SIGUSR1 or systemd's SIGRTMIN+3.
        return eval.container
                .filter(container -> Signals.number(container.stopSignal()) == signal)
                .isPresent();
    }

    /** Determines why an exited container ended, once per incarnation. */
    static void explainExit(Evaluation eval, ContainerSnapshot container) {
        boolean ended = container.status() == ContainerStatus.EXITED;
        if (!ended || container.incarnation().isEmpty() || (eval.intent.isPresent() && mayHaveCalled(eval))) {
            return;
        }
        Incarnation incarnation = container.incarnation().get();
        boolean explained = eval.stopped
                .filter(stop -> stop.incarnation().equals(incarnation))
                .filter(stop -> stop.reason() != Reason.CRASHED || !isRequested(eval, container))
                .isPresent();
        if (explained) {
            Reason known = eval.stopped.orElseThrow().reason();
            if ((known == Reason.STOPPED_BY_PERSON && mayBeEnginesShutdown(eval))
                    || (known == Reason.CRASHED && mayHaveDiedWithEngine(eval))) {
                eval.stopped = Optional.of(new PersistentState.Stopped(incarnation, Reason.EXITED_UNSEEN));
            }
            return;
        }
        // A restart may be queued for long. The stop intent is recorded now, while it is recent enough to explain the
        // exit. An observed crash is recorded too: after a restart of Dogwatch it must not appear as an unseen exit.
        Reason reason = reason(eval, container, incarnation).orElse(Reason.CRASHED);
        eval.stopped = eval.intent.isEmpty() || reason == Reason.STOPPED_BY_PERSON
                ? Optional.of(new PersistentState.Stopped(incarnation, reason))
                : Optional.empty();
    }

    private static boolean isRequested(Evaluation eval, ContainerSnapshot container) {
        return eval.stopSign
                .filter(sign -> sign.containerId().equals(container.id()))
                .filter(sign -> sign.confirmed() || isUnderWay(eval) || endedAsRequested(sign, container))
                .isPresent();
    }

    private static Optional<Reason> reason(Evaluation eval, ContainerSnapshot container, Incarnation incarnation) {
        if (isRequested(eval, container)) {
            return Optional.of(mayBeEnginesShutdown(eval) ? Reason.EXITED_UNSEEN : Reason.STOPPED_BY_PERSON);
        }
        boolean everRan = eval.lastRunning
                .filter(last -> last.containerId().equals(incarnation.containerId()))
                .isPresent();
        boolean deathSeen = eval.died
                .filter(death -> death.containerId().equals(container.id()))
                .isPresent();
        // Starting without an engine also counts as losing it, before anything was observed.
        boolean neverInspected = eval.engineLostAt.isEmpty() || eval.lastRunning.isEmpty();
        if (eval.blind && neverInspected && !everRan && !deathSeen) {
            return Optional.of(Reason.ALREADY_STOPPED);
        }
        if (eval.blind && (!deathSeen || eval.engineLostAt.isPresent())) {
            return Optional.of(Reason.EXITED_UNSEEN);
        }
        return Optional.empty();
    }

    /**
     * Returns whether the container may have died with the engine. A killed engine may still report the exits of its
     * containers.
     */
    private static boolean mayHaveDiedWithEngine(Evaluation eval) {
        return eval.blind
                && eval.engineLostAt
                        .map(lost -> lost.minus(ENGINE_SHUTDOWN))
                        .flatMap(from -> eval.failingSince.filter(from::isBefore))
                        .isPresent();
    }

    private static boolean mayBeEnginesShutdown(Evaluation eval) {
        Optional<Instant> lost = eval.engineLostAt;
        return eval.blind
                && lost.isPresent()
                && eval.stopSign.isPresent()
                && eval.stopSign.get().at().isAfter(lost.get().minus(ENGINE_SHUTDOWN));
    }
}
