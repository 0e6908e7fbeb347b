package io.dogwatch.suggest;

import io.dogwatch.target.ContainerSnapshot;
import io.dogwatch.target.ContainerSnapshot.Health;
import io.dogwatch.target.ContainerSnapshot.Log;
import io.dogwatch.target.ContainerSnapshot.Network;
import io.dogwatch.target.ContainerSnapshot.Port;
import io.dogwatch.target.ContainerSnapshot.RestartPolicy;
import io.dogwatch.target.ContainerStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** Containers that differ in their ports. */
final class Running {

    private Running() {}

    static ContainerSnapshot with(int... ports) {
        return with(
                ContainerStatus.RUNNING,
                IntStream.of(ports)
                        .mapToObj(port -> new Port(port, "tcp", "", 0))
                        .toList());
    }

    static ContainerSnapshot with(ContainerStatus status, List<Port> ports) {
        return new ContainerSnapshot(
                "id-of-shop",
                "shop",
                "image",
                "command",
                Instant.EPOCH,
                status,
                Optional.of(Instant.EPOCH),
                Optional.empty(),
                0,
                false,
                1,
                Health.NONE,
                RestartPolicy.NO,
                0,
                Duration.ofSeconds(10),
                "SIGTERM",
                false,
                false,
                new Network("bridge", Map.of(), ports),
                Log.DEFAULT,
                Map.of());
    }
}
