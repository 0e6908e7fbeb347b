package io.dogwatch.containerstats;

import io.dogwatch.docker.Engine;
import io.dogwatch.docker.EngineException;
import io.dogwatch.model.ContainerSnapshot;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Asks the engine for its stats, where the cgroups cannot be seen. A call costs up to a second and 31 ms of the engine's
 * CPU, so there is at most one in 10 s for a container, and all its checks share it. Safe for use by many threads.
 */
final class StatsCalls {

    private static final Duration SHARED_FOR = Duration.ofSeconds(10);
    private static final Duration KEPT = Duration.ofHours(1);

    private final Engine engine;
    private final InstantSource clock;
    private final ExpiringMap<Latest> readings = new ExpiringMap<>();

    private static final class Latest {
        private final ReentrantLock asking = new ReentrantLock();
        private Instant at = Instant.MIN;
        private @Nullable Usage usage;
    }

    StatsCalls(Engine engine, InstantSource clock) {
        this.engine = engine;
        this.clock = clock;
    }

    /** @throws EngineException as {@link Engine#stats} */
    Optional<Usage> usage(ContainerSnapshot container, Duration deadline) {
        Latest latest = readings.take(container.id(), clock.instant(), KEPT, Latest::new);
        latest.asking.lock();
        try {
            Instant now = clock.instant();
            if (latest.at.equals(Instant.MIN) || !now.isBefore(latest.at.plus(SHARED_FOR))) {
                Optional<Usage> read =
                        StatsReading.read(engine.stats(container.id(), deadline), now, OptionalLong.empty());
                latest.usage = read.orElse(null);
                latest.at = now;
            }
            return Optional.ofNullable(latest.usage);
        } finally {
            latest.asking.unlock();
        }
    }
}
