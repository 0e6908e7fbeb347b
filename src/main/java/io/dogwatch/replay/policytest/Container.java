package io.dogwatch.replay.policytest;

import io.dogwatch.model.ContainerSnapshot;
import io.dogwatch.model.ContainerSnapshot.Health;
import io.dogwatch.model.ContainerSnapshot.HealthProbe;
import io.dogwatch.model.ContainerSnapshot.HealthStatus;
import io.dogwatch.model.ContainerSnapshot.RestartPolicy;
import io.dogwatch.model.ContainerStatus;
import io.dogwatch.model.Incarnation;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The container of a story, as it is at one moment. Immutable. */
record Container(
        Subject subject,
        String id,
        ContainerStatus status,
        Instant startedAt,
        int exitCode,
        boolean outOfMemory,
        HealthStatus health,
        int engineRestarts) {

    /** The n-th container of that name, since this moment. */
    static Container started(Subject subject, int n, Instant since) {
        return new Container(subject, id(n), ContainerStatus.RUNNING, since, 0, false, HealthStatus.NONE, 0);
    }

    private static String id(int n) {
        return "%02x".formatted(n % 256).repeat(32);
    }

    boolean runs() {
        return status == ContainerStatus.RUNNING;
    }

    Container again(Instant since, int itsEngineRestarts) {
        HealthStatus first = health == HealthStatus.NONE ? HealthStatus.NONE : HealthStatus.STARTING;
        return new Container(subject, id, ContainerStatus.RUNNING, since, 0, false, first, itsEngineRestarts);
    }

    Container ended(int code, boolean oom) {
        return new Container(subject, id, ContainerStatus.EXITED, startedAt, code, oom, health, engineRestarts);
    }

    Container with(ContainerStatus other) {
        return new Container(subject, id, other, startedAt, exitCode, outOfMemory, health, engineRestarts);
    }

    Container with(HealthStatus other) {
        return new Container(subject, id, status, startedAt, exitCode, outOfMemory, other, engineRestarts);
    }

    Incarnation life() {
        return new Incarnation(id, startedAt);
    }

    ContainerSnapshot snapshot() {
        List<HealthProbe> log = health == HealthStatus.UNHEALTHY
                ? List.of(new HealthProbe(Instant.EPOCH, Instant.EPOCH, 1, "no answer"))
                : List.of();
        return new ContainerSnapshot(
                id,
                subject.name(),
                subject.image(),
                "",
                startedAt,
                status,
                Optional.of(startedAt),
                Optional.empty(),
                exitCode,
                outOfMemory,
                runs() ? 1 : 0,
                new Health(health, 0, log),
                new RestartPolicy(subject.restart(), 0),
                engineRestarts,
                subject.stopTimeout(),
                "SIGTERM",
                false,
                false,
                ContainerSnapshot.Network.NONE,
                ContainerSnapshot.Log.DEFAULT,
                subject.labels());
    }
}
