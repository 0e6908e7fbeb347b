package io.dogwatch.judge;

import io.dogwatch.model.ContainerSnapshot;
import io.dogwatch.model.ContainerSnapshot.Health;
import io.dogwatch.model.ContainerSnapshot.HealthProbe;
import io.dogwatch.model.ContainerSnapshot.HealthStatus;
import io.dogwatch.model.ContainerSnapshot.RestartPolicy;
import io.dogwatch.model.ContainerStatus;
import io.dogwatch.model.Incarnation;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A container as a story needs it: what matters said, the rest filled in. Immutable. */
record Sketch(
        String id,
        ContainerStatus status,
        Optional<Instant> startedAt,
        int exitCode,
        boolean oomKilled,
        HealthStatus health,
        String restartPolicy,
        int engineRestartCount,
        String stopSignal) {

    static final String ID = "c1".repeat(32);

    /** Running since then. */
    static Sketch running(Instant since) {
        return new Sketch(
                ID, ContainerStatus.RUNNING, Optional.of(since), 0, false, HealthStatus.NONE, "no", 0, "SIGTERM");
    }

    Sketch status(ContainerStatus other) {
        return new Sketch(
                id, other, startedAt, exitCode, oomKilled, health, restartPolicy, engineRestartCount, stopSignal);
    }

    Sketch exited(int code) {
        return new Sketch(
                id,
                ContainerStatus.EXITED,
                startedAt,
                code,
                oomKilled,
                health,
                restartPolicy,
                engineRestartCount,
                stopSignal);
    }

    Sketch outOfMemory() {
        return new Sketch(
                id,
                ContainerStatus.EXITED,
                startedAt,
                137,
                true,
                health,
                restartPolicy,
                engineRestartCount,
                stopSignal);
    }

    Sketch restarted(Instant since) {
        return new Sketch(
                id,
                ContainerStatus.RUNNING,
                Optional.of(since),
                0,
                false,
                health,
                restartPolicy,
                engineRestartCount,
                stopSignal);
    }

    Sketch id(String other) {
        return new Sketch(
                other, status, startedAt, exitCode, oomKilled, health, restartPolicy, engineRestartCount, stopSignal);
    }

    Sketch health(HealthStatus other) {
        return new Sketch(
                id, status, startedAt, exitCode, oomKilled, other, restartPolicy, engineRestartCount, stopSignal);
    }

    Sketch restartPolicy(String other) {
        return new Sketch(id, status, startedAt, exitCode, oomKilled, health, other, engineRestartCount, stopSignal);
    }

    Sketch engineRestartCount(int count) {
        return new Sketch(id, status, startedAt, exitCode, oomKilled, health, restartPolicy, count, stopSignal);
    }

    Sketch stopSignal(String other) {
        return new Sketch(id, status, startedAt, exitCode, oomKilled, health, restartPolicy, engineRestartCount, other);
    }

    /** A start that the engine refused. */
    ContainerSnapshot startFailed(ContainerStatus at, String words) {
        ContainerSnapshot c = status(at).snapshot();
        return new ContainerSnapshot(
                c.id(),
                c.name(),
                c.image(),
                c.command(),
                c.createdAt(),
                c.status(),
                at == ContainerStatus.CREATED ? Optional.empty() : c.startedAt(),
                c.finishedAt(),
                128,
                false,
                0,
                c.health(),
                c.restartPolicy(),
                c.engineRestartCount(),
                c.stopTimeout(),
                c.stopSignal(),
                c.autoRemove(),
                c.tty(),
                c.network(),
                c.log(),
                c.labels(),
                List.of(),
                words);
    }

    Incarnation life() {
        return new Incarnation(id, startedAt.orElseThrow());
    }

    ContainerSnapshot snapshot() {
        List<HealthProbe> log = health == HealthStatus.UNHEALTHY
                ? List.of(new HealthProbe(Instant.EPOCH, Instant.EPOCH, 1, "no response"))
                : List.of();
        return snapshot(new Health(health, 0, log));
    }

    ContainerSnapshot snapshot(Health health) {
        return snapshot(health, ContainerSnapshot.Network.NONE);
    }

    ContainerSnapshot snapshot(Health health, ContainerSnapshot.Network network) {
        return new ContainerSnapshot(
                id,
                "web",
                "nginx:1",
                "nginx",
                Instant.EPOCH,
                status,
                startedAt,
                Optional.empty(),
                exitCode,
                oomKilled,
                status == ContainerStatus.RUNNING ? 42 : 0,
                health,
                new RestartPolicy(restartPolicy, 0),
                engineRestartCount,
                Duration.ofSeconds(10),
                stopSignal,
                false,
                false,
                network,
                ContainerSnapshot.Log.DEFAULT,
                Map.of());
    }
}
