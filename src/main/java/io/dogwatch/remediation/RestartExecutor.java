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
 * Carries out what was decided on one host: evidence first, one more look, at most one call, and proof of what came of it.
 * Blocks the calling (virtual) thread; safe for use by many.
 */
public final class RestartExecutor {

    private static final Logger LOG = LoggerFactory.getLogger(RestartExecutor.class);

    /**
     * Evidence is dear to the engine, but a container must not stay broken for the sake of others' evidence: whose takes
     * longer than a restart usually does lets the next in line begin with theirs.
     */
    private static final Duration MAX_TURN = Duration.ofMillis(500);

    /** Where evidence is kept. Throws when it cannot be: then nothing is touched. */
    @FunctionalInterface
    public interface EvidenceKeeper {
        void save(Intent intent, Evidence evidence);
    }

    private final String host;
    private final EvidenceGatherer gatherer;
    private final EvidenceKeeper keeper;
    private final PreflightGate gate;
    private final Hooks hooks;
    private final InstantSource clock;
    private final PreflightInspect lastLook;
    private final EngineAction call;
    private final OutcomeResolver settlement;

    /** Those whose call is next. Evidence is gathered for them only: the engine is to restart the first, not to describe the last. */
    private final FairSemaphore next;

    /** Those that are only looked at, so that nothing that waits for its restart waits for them. */
    private final FairSemaphore others;

    private final Semaphore inFlight;
    private final Set<String> withdrawn = ConcurrentHashMap.newKeySet();
    private volatile boolean closing;

    /**
     * @param gate asked right before each call
     * @param mostInFlight calls at once, and as many that are next; more gains nothing in total and makes every container wait
     *     longer
     */
    public RestartExecutor(
            Engine engine,
            EvidenceGatherer gatherer,
            EvidenceKeeper keeper,
            PreflightGate gate,
            Hooks hooks,
            int mostInFlight,
            InstantSource clock) {
        this.host = engine.host();
        this.gatherer = gatherer;
        this.keeper = keeper;
        this.gate = gate;
        this.hooks = hooks;
        this.clock = clock;
        this.lastLook = new PreflightInspect(engine);
        this.call = new EngineAction(engine);
        this.settlement = new OutcomeResolver(engine, clock);
        this.next = new FairSemaphore(mostInFlight);
        this.others = new FairSemaphore(mostInFlight);
        this.inFlight = new Semaphore(mostInFlight, true);
    }

    /**
     * Does the intent's action to the container that it names.
     *
     * @param watch what is wanted of the target
     * @param decidedOn what was seen when it was decided
     * @param calling run just before the call
     * @return never throws for anything the engine or a hook does
     */
    public ActionResult carryOut(Intent intent, Watch watch, ContainerSnapshot decidedOn, Runnable calling) {
        TargetId target = new TargetId(host, decidedOn.name());
        Policy.Remedy remedy = watch.policy().restart();
        try (FairSemaphore.Place place = next.stepUp()) {
            keeper.save(intent, gather(EvidenceRequest.of(watch, Optional.of(decidedOn), moment(intent)), place));
            if (!remedy.before().isEmpty() || !remedy.after().isEmpty()) {
                // What is not going to be touched is not prepared for it either.
                Optional<String> objection = objection(target, intent, decidedOn);
                if (objection.isPresent()) {
                    return new ActionResult.Superseded(objection.get());
                }
                place.leave();
                hooks.before(target, intent, remedy);
            }
            return reported(target, intent, remedy, act(target, intent, decidedOn, remedy, place, calling));
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
            Runnable calling) {
        boolean called = false;
        try {
            Duration patience = patience(intent, decidedOn, remedy);
            CallResult answer;
            Instant calledAt;
            inFlight.acquire();
            place.leave();
            try {
                Optional<String> objection = objection(target, intent, decidedOn);
                if (objection.isPresent()) {
                    return new ActionResult.Superseded(objection.get());
                }
                calling.run();
                called = true;
                LOG.info(
                        "{} started target={} intent={} attempt={}",
                        intent.action().wireName(),
                        decidedOn.name(),
                        intent.id(),
                        intent.attempt());
                calledAt = clock.instant();
                answer = call.make(intent, decidedOn, patience);
            } finally {
                // The proof needs no place among the calls in flight: the next one need not wait for it.
                inFlight.release();
            }
            return proof(intent, answer, calledAt.plus(patience), patience);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return called
                    ? new ActionResult.Undetermined("Dogwatch is shutting down")
                    : new ActionResult.Superseded("Dogwatch is shutting down");
        }
    }

    /** Why the call must not be made after all: the world may have changed since it was decided. */
    private Optional<String> objection(TargetId target, Intent intent, ContainerSnapshot decidedOn) {
        Optional<String> doubt = lastLook.doubt(intent, decidedOn);
        if (closing) {
            return Optional.of("Dogwatch is shutting down");
        }
        if (withdrawn.contains(intent.id())) {
            return Optional.of("it is being stopped by someone else");
        }
        return doubt.or(() -> gate.objection(target, intent));
    }

    private static Duration patience(Intent intent, ContainerSnapshot container, Policy.Remedy remedy) {
        Duration engines = EngineAction.enginesTime(intent.action(), container);
        return intent.action() == Action.RESTART ? remedy.timeout().orElse(engines) : engines;
    }

    /** @param patienceEnds when a restart that has changed nothing is said to hang */
    private ActionResult proof(Intent intent, CallResult answer, Instant patienceEnds, Duration patience)
            throws InterruptedException {
        return switch (answer) {
            case CallResult.Refused(String why) -> new ActionResult.Failed(why);
            case CallResult.NotRunning notRunning -> settlement.watch(intent);
            case CallResult.Faulted(String why) -> {
                LOG.warn(
                        "{} result unknown intent={} error=\"{}\"",
                        intent.action().wireName(),
                        intent.id(),
                        why);
                yield intent.action() == Action.RESTART
                        ? settlement.settle(intent, patienceEnds, new ActionResult.Hung(why))
                        : settlement.settle(intent);
            }
            case CallResult.Lost(String why) -> {
                LOG.warn(
                        "{} result unknown intent={} error=\"{}\"",
                        intent.action().wireName(),
                        intent.id(),
                        why);
                yield settlement.settle(intent);
            }
            case CallResult.Pending pending ->
                intent.action() == Action.RESTART
                        ? settlement.settle(intent, clock.instant(), new ActionResult.Hung(hung(patience)))
                        : settlement.settle(intent);
            case CallResult.Done done -> settlement.settle(intent);
        };
    }

    private static String hung(Duration patience) {
        String time = patience.toMillis() % 1_000 == 0 ? patience.toSeconds() + " s" : patience.toMillis() + " ms";
        return "not restarted within " + time + ", and is still running";
    }

    /** What ends an intent ends its hooks too; an intent of unknown outcome is still open. */
    private ActionResult reported(TargetId target, Intent intent, Policy.Remedy remedy, ActionResult result) {
        if (!(result instanceof ActionResult.Undetermined)) {
            hooks.after(target, intent, remedy, result);
        }
        return result;
    }

    /**
     * Finds out what became of an intent whose outcome is not known, and finishes it: a container that its action has left
     * down is started, and nothing else is ever called.
     *
     * @param remedy how the target's policy wants it done; the hooks before are not run again
     */
    public ActionResult finish(TargetId target, Intent intent, Policy.Remedy remedy) {
        try {
            return reported(target, intent, remedy, settlement.settle(intent));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new ActionResult.Undetermined("Dogwatch is shutting down");
        }
    }

    private static String moment(Intent intent) {
        return "before " + intent.action().wireName() + (intent.attempt() > 0 ? " " + intent.attempt() : "");
    }

    /** Gathers evidence of what is not going to be touched now. It takes the time for evidence at most, once its turn has come. */
    public Evidence gather(EvidenceRequest scene) {
        try (FairSemaphore.Place place = others.stepUp()) {
            return gather(scene, place);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return gatherer.gather(scene, gatherer.within());
        }
    }

    /** Gives up the place if it takes long. */
    private Evidence gather(EvidenceRequest scene, FairSemaphore.Place place) {
        CompletableFuture<Void> tooLong = CompletableFuture.runAsync(
                place::leave, CompletableFuture.delayedExecutor(MAX_TURN.toMillis(), TimeUnit.MILLISECONDS));
        try {
            return gatherer.gather(scene, gatherer.within());
        } finally {
            tooLong.cancel(false);
        }
    }

    /** What is told of the containers between one evidence and the next. */
    public EvidenceGatherer evidence() {
        return gatherer;
    }

    /** Forbids the intent's call if it has not been made yet. */
    public void withdraw(String intentId) {
        withdrawn.add(intentId);
    }

    /** No call is made from now on; those under way go on. Hooks that run are ended. */
    public void close() {
        closing = true;
        hooks.close();
    }
}
