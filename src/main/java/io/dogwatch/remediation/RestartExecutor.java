package io.dogwatch.remediation;

import io.dogwatch.docker.Engine;
import io.dogwatch.evidence.EvidenceGatherer;
import io.dogwatch.evidence.EvidenceRequest;
import io.dogwatch.judge.Action;
import io.dogwatch.judge.ActionResult;
import io.dogwatch.judge.Intent;
import io.dogwatch.model.ContainerSnapshot;
import io.dogwatch.model.Evidence;
import io.dogwatch.model.Policy;
import io.dogwatch.model.TargetId;
import io.dogwatch.model.Watch;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Executes the actions decided on one host: saves evidence, inspects once more, makes at most one call, and verifies
 * the result. Blocks the calling (virtual) thread. Thread-safe.
 */
public final class RestartExecutor {

    private static final Logger LOG = LoggerFactory.getLogger(RestartExecutor.class);

    /**
     * Limits how long one target's evidence delays the next. Gathering is expensive for the engine, but evidence that
     * takes longer than a typical restart must not keep other containers broken.
     */
    private static final Duration MAX_TURN = Duration.ofMillis(500);

    /** Stores the evidence of an incident. Throws if that fails, which prevents the action. */
    @FunctionalInterface
    public interface EvidenceKeeper {
        /** @param intentId the intent about to be executed; empty without one */
        void save(String incidentId, String intentId, Evidence evidence);
    }

    private final String host;
    private final EvidenceGatherer gatherer;
    private final EvidenceKeeper keeper;
    private final PreflightGate gate;
    private final Hooks hooks;
    private final InstantSource clock;
    private final PreflightInspect preflight;
    private final EngineAction call;
    private final OutcomeResolver resolver;

    /**
     * Limits the actions gathering evidence to the next ones: the engine should restart the first container before it
     * describes the last.
     */
    private final FairSemaphore actionQueue;

    /** Limits the gathering without an action, separately from the queue of restarts. */
    private final FairSemaphore evidenceQueue;

    private final Semaphore inFlight;
    private final Set<String> withdrawn = ConcurrentHashMap.newKeySet();
    private volatile boolean closing;

    /**
     * @param gate checked right before each call
     * @param maxInFlight maximum concurrent calls, and the same number of next ones; more does not increase throughput
     *     and slows every restart
     */
    public RestartExecutor(
            Engine engine,
            EvidenceGatherer gatherer,
            EvidenceKeeper keeper,
            PreflightGate gate,
            Hooks hooks,
            int maxInFlight,
            InstantSource clock) {
        this.host = engine.host();
        this.gatherer = gatherer;
        this.keeper = keeper;
        this.gate = gate;
        this.hooks = hooks;
        this.clock = clock;
        this.preflight = new PreflightInspect(engine);
        this.call = new EngineAction(engine);
        this.resolver = new OutcomeResolver(engine, clock);
        this.actionQueue = new FairSemaphore(maxInFlight);
        this.evidenceQueue = new FairSemaphore(maxInFlight);
        this.inFlight = new Semaphore(maxInFlight, true);
    }

    /**
     * Performs the action of the intent on its container. Never throws because of the engine or a hook.
     *
     * @param watch current configuration of the target
     * @param decidedOn the container as of the decision
     * @param beforeCall run just before the call
     */
    public ActionResult execute(Intent intent, Watch watch, ContainerSnapshot decidedOn, Runnable beforeCall) {
        TargetId target = new TargetId(host, decidedOn.name());
        Policy.Remedy remedy = watch.policy().restart();
        try (FairSemaphore.Place place = actionQueue.acquire()) {
            EvidenceRequest request = EvidenceRequest.of(watch, Optional.of(decidedOn), moment(intent));
            keeper.save(intent.incidentId(), intent.id(), gather(request, place));
            if (!remedy.before().isEmpty() || !remedy.after().isEmpty()) {
                // No hooks run without an action.
                Optional<String> objection = objection(target, intent, decidedOn);
                if (objection.isPresent()) {
                    return new ActionResult.Superseded(objection.get());
                }
                place.leave();
                hooks.before(target, intent, remedy);
            }
            return withAfterHooks(target, intent, remedy, act(target, intent, decidedOn, remedy, place, beforeCall));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new ActionResult.Superseded("Dogwatch is shutting down");
        } finally {
            withdrawn.remove(intent.id());
        }
    }

    private ActionResult act(
            TargetId target,
            Intent intent,
            ContainerSnapshot decidedOn,
            Policy.Remedy remedy,
            FairSemaphore.Place place,
            Runnable beforeCall) {
        boolean called = false;
        try {
            Duration timeout = timeout(intent, decidedOn, remedy);
            CallResult answer;
            Instant calledAt;
            inFlight.acquire();
            place.leave();
            try {
                Optional<String> objection = objection(target, intent, decidedOn);
                if (objection.isPresent()) {
                    return new ActionResult.Superseded(objection.get());
                }
                beforeCall.run();
                called = true;
                LOG.info(
                        "{} started target={} intent={} attempt={}",
                        intent.action().wireName(),
                        decidedOn.name(),
                        intent.id(),
                        intent.attempt());
                calledAt = clock.instant();
                answer = call.execute(intent, decidedOn, timeout);
            } finally {
                // The verification needs no slot; the next call can start.
                inFlight.release();
            }
            return verify(intent, answer, calledAt.plus(timeout), timeout);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return called
                    ? new ActionResult.Undetermined("Dogwatch is shutting down")
                    : new ActionResult.Superseded("Dogwatch is shutting down");
        }
    }

    /** Returns why the call must no longer be made. */
    private Optional<String> objection(TargetId target, Intent intent, ContainerSnapshot decidedOn) {
        // The gate may probe once more. The inspect comes last, because it must be as recent as possible.
        Optional<String> objection = gate.objection(target, intent).or(() -> preflight.mismatch(intent, decidedOn));
        if (closing) {
            return Optional.of("Dogwatch is shutting down");
        }
        return withdrawn.contains(intent.id()) ? Optional.of("it is being stopped by someone else") : objection;
    }

    private static Duration timeout(Intent intent, ContainerSnapshot container, Policy.Remedy remedy) {
        Duration engines = EngineAction.engineTime(intent.action(), container);
        return intent.action() == Action.RESTART ? remedy.timeout().orElse(engines) : engines;
    }

    /** @param timeoutAt when a restart without an effect counts as hung */
    private ActionResult verify(Intent intent, CallResult answer, Instant timeoutAt, Duration timeout)
            throws InterruptedException {
        return switch (answer) {
            case CallResult.Refused(String why) -> new ActionResult.Failed(why);
            case CallResult.NotRunning notRunning -> resolver.resolveWithoutStart(intent);
            case CallResult.Faulted(String why) -> {
                LOG.warn(
                        "{} result unknown intent={} error=\"{}\"",
                        intent.action().wireName(),
                        intent.id(),
                        why);
                yield intent.action() == Action.RESTART
                        ? resolver.resolve(intent, timeoutAt, new ActionResult.Hung(why))
                        : resolver.resolve(intent);
            }
            case CallResult.Lost(String why) -> {
                LOG.warn(
                        "{} result unknown intent={} error=\"{}\"",
                        intent.action().wireName(),
                        intent.id(),
                        why);
                yield resolver.resolve(intent);
            }
            case CallResult.Pending pending ->
                intent.action() == Action.RESTART
                        ? resolver.resolve(intent, clock.instant(), new ActionResult.Hung(hung(timeout)))
                        : resolver.resolve(intent);
            case CallResult.Done done -> resolver.resolve(intent);
        };
    }

    private static String hung(Duration timeout) {
        String time = timeout.toMillis() % 1_000 == 0 ? timeout.toSeconds() + " s" : timeout.toMillis() + " ms";
        return "not restarted within " + time + ", and is still running";
    }

    /** Runs the hooks after the action, unless the result is unknown and the intent stays open. */
    private ActionResult withAfterHooks(TargetId target, Intent intent, Policy.Remedy remedy, ActionResult result) {
        if (!(result instanceof ActionResult.Undetermined)) {
            hooks.after(target, intent, remedy, result);
        }
        return result;
    }

    /**
     * Determines the result of an open intent and completes it: starts a container left down by the action, and makes
     * no other call.
     *
     * @param remedy the target's settings; the hooks before the action do not run again
     */
    public ActionResult finish(TargetId target, Intent intent, Policy.Remedy remedy) {
        try {
            return withAfterHooks(target, intent, remedy, resolver.resolve(intent));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new ActionResult.Undetermined("Dogwatch is shutting down");
        }
    }

    private static String moment(Intent intent) {
        return "before " + intent.action().wireName() + (intent.attempt() > 0 ? " " + intent.attempt() : "");
    }

    /** Saves evidence without an action. Takes the time limit for evidence at most, once a place is free. */
    public void saveEvidence(String incidentId, EvidenceRequest request) {
        try (FairSemaphore.Place place = evidenceQueue.acquire()) {
            keeper.save(incidentId, "", gather(request, place));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            keeper.save(incidentId, "", gatherer.gather(request, gatherer.within()));
        }
    }

    /** Gathers evidence, and leaves the place if that takes long. */
    private Evidence gather(EvidenceRequest request, FairSemaphore.Place place) {
        CompletableFuture<Void> release = CompletableFuture.runAsync(
                place::leave, CompletableFuture.delayedExecutor(MAX_TURN.toMillis(), TimeUnit.MILLISECONDS));
        try {
            return gatherer.gather(request, gatherer.within());
        } finally {
            release.cancel(false);
        }
    }

    /** Returns the gatherer, which collects events between two gatherings. */
    public EvidenceGatherer evidence() {
        return gatherer;
    }

    /** Prevents the intent's call if it has not been made yet. */
    public void withdraw(String intentId) {
        withdrawn.add(intentId);
    }

    /** Prevents further calls and kills running hooks. Calls in flight continue. */
    public void close() {
        closing = true;
        hooks.close();
    }
}
