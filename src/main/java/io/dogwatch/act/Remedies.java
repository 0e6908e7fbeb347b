package io.dogwatch.act;

import io.dogwatch.docker.Engine;
import io.dogwatch.docker.EngineException;
import io.dogwatch.judge.Intent;
import io.dogwatch.judge.RemedyResult;
import io.dogwatch.target.ContainerSnapshot;
import io.dogwatch.target.ContainerStatus;
import io.dogwatch.target.Evidence;
import io.dogwatch.target.TargetId;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries out restarts on one host: evidence first, one more look, at most one call, and proof of what came of it. Blocks
 * the calling (virtual) thread; safe for use by many.
 */
public final class Remedies {

    private static final Logger LOG = LoggerFactory.getLogger(Remedies.class);

    /** Where evidence is kept. Throws when it cannot be: then nothing is touched. */
    @FunctionalInterface
    public interface EvidenceKeeper {
        void save(Intent intent, Evidence evidence);
    }

    private final Engine engine;
    private final EvidenceGatherer gatherer;
    private final EvidenceKeeper keeper;
    private final Settlement settlement;
    private final Gate gate;
    private final Semaphore inFlight;
    private final Set<String> withdrawn = ConcurrentHashMap.newKeySet();
    private volatile boolean closing;

    /**
     * @param gate asked right before each call
     * @param mostInFlight restarts at once; more gains nothing in total and makes every container wait longer
     */
    public Remedies(
            Engine engine,
            EvidenceGatherer gatherer,
            EvidenceKeeper keeper,
            Gate gate,
            int mostInFlight,
            InstantSource clock) {
        this.engine = engine;
        this.gatherer = gatherer;
        this.keeper = keeper;
        this.gate = gate;
        this.settlement = new Settlement(engine, clock);
        this.inFlight = new Semaphore(mostInFlight, true);
    }

    /**
     * Restarts the container that the intent names.
     *
     * @param decidedOn what was seen when it was decided
     * @param calling run just before the call
     * @return never throws for anything the engine does
     */
    public RemedyResult restart(Intent intent, ContainerSnapshot decidedOn, Runnable calling) {
        try {
            keeper.save(intent, gatherer.gather(decidedOn));
            inFlight.acquire();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new RemedyResult.Superseded("Dogwatch is shutting down");
        }
        Optional<RemedyResult> certain;
        try {
            certain = objection(intent, decidedOn);
            if (certain.isEmpty()) {
                calling.run();
                certain = call(intent, decidedOn);
            }
        } finally {
            // The proof needs no place among the restarts in flight: the next one need not wait for it.
            inFlight.release();
            withdrawn.remove(intent.id());
        }
        return certain.orElseGet(() -> finish(intent));
    }

    /** Why the call must not be made after all: the world may have changed since it was decided. */
    private Optional<RemedyResult> objection(Intent intent, ContainerSnapshot decidedOn) {
        return doubt(intent, decidedOn)
                .or(() -> gate.objection(new TargetId(engine.host(), decidedOn.name()), intent))
                .map(RemedyResult.Superseded::new);
    }

    private Optional<String> doubt(Intent intent, ContainerSnapshot decidedOn) {
        Optional<ContainerSnapshot> now;
        try {
            now = engine.inspect(intent.incarnation().containerId());
        } catch (EngineException e) {
            return Optional.of("the engine did not answer: " + e.getMessage());
        }
        if (closing) {
            return Optional.of("Dogwatch is shutting down");
        }
        if (withdrawn.contains(intent.id())) {
            return Optional.of("somebody else is stopping it");
        }
        if (now.isEmpty()) {
            return Optional.of("the container is gone");
        }
        if (!now.get().incarnation().equals(Optional.of(intent.incarnation()))) {
            return Optional.of("it has been restarted meanwhile");
        }
        ContainerStatus status = now.get().status();
        if (status != decidedOn.status()) {
            return Optional.of("it is " + status.word() + " now, and was "
                    + decidedOn.status().word());
        }
        return Optional.empty();
    }

    /** Makes the one call. Empty unless the engine said for certain that it has done nothing. */
    private Optional<RemedyResult> call(Intent intent, ContainerSnapshot container) {
        LOG.info("restart target={} intent={} attempt={}", container.name(), intent.id(), intent.attempt());
        try {
            engine.restart(container.id(), container.stopTimeout());
        } catch (EngineException e) {
            switch (e.kind()) {
                case NOT_FOUND -> {
                    return Optional.of(new RemedyResult.Failed("the container is gone"));
                }
                case CONFLICT, REJECTED -> {
                    return Optional.of(new RemedyResult.Failed(String.valueOf(e.getMessage())));
                }
                // Neither says that nothing was restarted (measured: of two restarts at once one answers 500).
                case UNREACHABLE, ENGINE_FAULT ->
                    LOG.warn(
                            "restart of unknown outcome target={} intent={} error={}",
                            container.name(),
                            intent.id(),
                            e.getMessage());
            }
        }
        return Optional.empty();
    }

    /** Finds out what became of an intent whose outcome is not known, and finishes it. */
    public RemedyResult finish(Intent intent) {
        try {
            return settlement.settle(intent);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new RemedyResult.Undetermined("Dogwatch is shutting down");
        }
    }

    /** Gathers evidence without touching anything. */
    public Evidence gather(ContainerSnapshot container) {
        return gatherer.gather(container);
    }

    /** Forbids the intent's call if it has not been made yet. */
    public void withdraw(String intentId) {
        withdrawn.add(intentId);
    }

    /** No call is made from now on; those under way go on. */
    public void close() {
        closing = true;
    }
}
