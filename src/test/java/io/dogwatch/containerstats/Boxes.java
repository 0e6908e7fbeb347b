package io.dogwatch.containerstats;

import io.dogwatch.model.ContainerSnapshot;
import io.dogwatch.model.ContainerSnapshot.Health;
import io.dogwatch.model.ContainerSnapshot.Log;
import io.dogwatch.model.ContainerSnapshot.Network;
import io.dogwatch.model.ContainerSnapshot.RestartPolicy;
import io.dogwatch.model.ContainerStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Containers as the engine describes them. */
final class Boxes {

    static final String ID = "c55d9d2b3ea0759d143f41a7e31e516997d276b9a110a1ef9e3337fbf5c8e3e8";
    static final Instant START = Instant.parse("2026-11-24T16:23:01Z");

    private Boxes() {}

    static ContainerSnapshot running(int pid) {
        return box(pid, "bridge", START, 0, Log.DEFAULT);
    }

    static ContainerSnapshot box(int pid, String network, Instant startedAt, int engineRestarts, Log log) {
        return new ContainerSnapshot(
                ID,
                "web",
                "image",
                "command",
                START,
                ContainerStatus.RUNNING,
                Optional.of(startedAt),
                Optional.empty(),
                0,
                false,
                pid,
                Health.NONE,
                RestartPolicy.NO,
                engineRestarts,
                Duration.ofSeconds(10),
                "SIGTERM",
                false,
                false,
                new Network(network, Map.of(), List.of()),
                log,
                Map.of());
    }
}
