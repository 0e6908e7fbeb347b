package io.dogwatch.logs;

import io.dogwatch.model.ContainerSnapshot;
import io.dogwatch.model.ContainerStatus;
import io.dogwatch.model.LogCheck;
import io.dogwatch.model.Thresholds;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Containers and checks for tests. */
final class Samples {

    static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    private Samples() {}

    static ContainerSnapshot container(String id, Instant startedAt, Optional<Instant> finishedAt) {
        return container(id, ContainerStatus.RUNNING, startedAt, finishedAt, "json-file");
    }

    static ContainerSnapshot container(
            String id, ContainerStatus status, Instant startedAt, Optional<Instant> finishedAt, String driver) {
        return new ContainerSnapshot(
                id,
                "web",
                "busybox",
                "sh",
                NOON.minusSeconds(86_400),
                status,
                Optional.of(startedAt),
                finishedAt,
                0,
                false,
                status == ContainerStatus.RUNNING ? 42 : 0,
                ContainerSnapshot.Health.NONE,
                ContainerSnapshot.RestartPolicy.NO,
                0,
                Duration.ofSeconds(10),
                "SIGTERM",
                false,
                false,
                ContainerSnapshot.Network.NONE,
                new ContainerSnapshot.Log(driver, "", Map.of()),
                Map.of());
    }

    static LogCheck check(String name, LogCheck.Marker... markers) {
        return new LogCheck(name, Thresholds.CERTAIN, List.of(markers), LogCheck.DEFAULT_CLEAR_AFTER);
    }

    static LogCheck.Marker failure(String pattern) {
        return failure(pattern, 1, Duration.ofMinutes(1));
    }

    static LogCheck.Marker failure(String pattern, int count, Duration within) {
        return new LogCheck.Marker.Failure(pattern, LogCheck.Stream.BOTH, count, within);
    }

    static LogCheck.Marker heartbeat(String pattern, Duration every) {
        return new LogCheck.Marker.Heartbeat(pattern, LogCheck.Stream.BOTH, every);
    }

    static LogCheck.Marker ready(String pattern) {
        return new LogCheck.Marker.Ready(pattern, LogCheck.Stream.BOTH);
    }

    static LogCheck.Marker recovery(String pattern) {
        return new LogCheck.Marker.Recovery(pattern, LogCheck.Stream.BOTH);
    }

    static ContainerSnapshot withLog(ContainerSnapshot c, String path) {
        return with(c, path, Map.of(), List.of());
    }

    static ContainerSnapshot withLogOptions(ContainerSnapshot c, Map<String, String> options) {
        return with(c, c.log().path(), options, List.of());
    }

    static ContainerSnapshot withMount(ContainerSnapshot c, String source, String destination) {
        return with(c, c.log().path(), Map.of(), List.of(new ContainerSnapshot.Mount("bind", source, destination)));
    }

    private static ContainerSnapshot with(
            ContainerSnapshot c, String path, Map<String, String> options, List<ContainerSnapshot.Mount> mounts) {
        return new ContainerSnapshot(
                c.id(),
                c.name(),
                c.image(),
                c.command(),
                c.createdAt(),
                c.status(),
                c.startedAt(),
                c.finishedAt(),
                c.exitCode(),
                c.oomKilled(),
                c.pid(),
                c.health(),
                c.restartPolicy(),
                c.engineRestartCount(),
                c.stopTimeout(),
                c.stopSignal(),
                c.autoRemove(),
                c.tty(),
                c.network(),
                new ContainerSnapshot.Log(c.log().driver(), path, options),
                c.labels(),
                mounts);
    }
}
