package io.dogwatch.probe;

import io.dogwatch.model.ContainerSnapshot;
import io.dogwatch.model.ContainerSnapshot.Health;
import io.dogwatch.model.ContainerSnapshot.Log;
import io.dogwatch.model.ContainerSnapshot.Network;
import io.dogwatch.model.ContainerSnapshot.Port;
import io.dogwatch.model.ContainerSnapshot.RestartPolicy;
import io.dogwatch.model.ContainerStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Snapshots of containers that differ only in how they are reached. */
public final class Containers {

    private Containers() {}

    public static ContainerSnapshot with(String name, ContainerStatus status, Network network) {
        return new ContainerSnapshot(
                "id-of-" + name,
                name,
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
                network,
                Log.DEFAULT,
                Map.of());
    }

    static ContainerSnapshot running(String name, Network network) {
        return with(name, ContainerStatus.RUNNING, network);
    }

    static ContainerSnapshot running(String name, String mode, Map<String, String> addresses, Port... ports) {
        return running(name, new Network(mode, addresses, List.of(ports)));
    }

    /** A container that shares this machine's network: its ports are those of the tests' own servers. */
    static ContainerSnapshot onThisMachine() {
        return running("web", "host", Map.of());
    }

    static Port published(int container, String hostAddress, int host) {
        return new Port(container, "tcp", hostAddress, host);
    }
}
