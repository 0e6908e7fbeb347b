package io.dogwatch.act;

import io.dogwatch.docker.Engine;
import io.dogwatch.docker.EngineException;
import io.dogwatch.judge.Intent;
import io.dogwatch.judge.RemedyResult;
import io.dogwatch.target.ContainerSnapshot;
import io.dogwatch.target.ContainerStatus;
import io.dogwatch.target.Incarnation;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds out what became of a restart call by looking at the container, and finishes one that was cut in the middle. Never
 * restarts. Safe for use by many threads.
 */
final class Settlement {

    private static final Logger LOG = LoggerFactory.getLogger(Settlement.class);

    /**
     * How long a container that is down is left alone before it is started: within a restart the engine is between stop
     * and start for some 100 ms.
     */
    private static final Duration BETWEEN_STOP_AND_START = Duration.ofSeconds(5);

    /** Beyond the stop timeout: the engine waits 10 s for the kill and 2 s more (moby's kill.go). */
    private static final Duration MARGIN = Duration.ofSeconds(15);

    private final Engine engine;
    private final InstantSource clock;

    Settlement(Engine engine, InstantSource clock) {
        this.engine = engine;
        this.clock = clock;
    }

    /**
     * Waits until the container tells. A restart that was sent may still be carried out long after its client is gone, so
     * an unchanged container means "not restarted" only when the engine's own time for it is over.
     *
     * @return Undetermined as soon as the engine does not answer
     */
    RemedyResult settle(Intent intent) throws InterruptedException {
        Optional<Instant> downSince = Optional.empty();
        for (long pause = 50; ; pause = Math.min(1_000, pause * 2)) {
            try {
                Optional<ContainerSnapshot> seen =
                        engine.inspect(intent.incarnation().containerId());
                if (seen.isEmpty()) {
                    return new RemedyResult.Failed("the container is gone");
                }
                ContainerSnapshot container = seen.get();
                Optional<Incarnation> life = container.incarnation();
                if (life.isPresent() && !life.get().equals(intent.incarnation())) {
                    return new RemedyResult.Restarted(life.get());
                }
                if (container.status() == ContainerStatus.EXITED) {
                    downSince = downSince.or(() -> Optional.of(clock.instant()));
                    if (!clock.instant().isBefore(downSince.get().plus(BETWEEN_STOP_AND_START))) {
                        LOG.warn("finish an interrupted restart target={} intent={}", container.name(), intent.id());
                        engine.start(container.id());
                    }
                } else if (container.status() != ContainerStatus.RUNNING
                        && container.status() != ContainerStatus.RESTARTING) {
                    return new RemedyResult.Failed("it is " + container.status().word());
                } else if (isOver(intent, container)) {
                    return new RemedyResult.Failed("the engine has not restarted it");
                }
            } catch (EngineException e) {
                if (e.kind() == EngineException.Kind.UNREACHABLE) {
                    return new RemedyResult.Undetermined(String.valueOf(e.getMessage()));
                }
                return new RemedyResult.Failed(String.valueOf(e.getMessage()));
            }
            Thread.sleep(pause);
        }
    }

    private boolean isOver(Intent intent, ContainerSnapshot container) {
        Instant over = intent.decidedAt().plus(container.stopTimeout()).plus(MARGIN);
        return !clock.instant().isBefore(over);
    }
}
