package io.dogwatch.replay;

import io.dogwatch.judge.Event;
import io.dogwatch.model.ContainerSnapshot;
import io.dogwatch.model.ContainerStatus;
import io.dogwatch.model.Incarnation;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Lets the real container appear in the life that it would live by now. Not thread-safe. */
final class IncarnationMapper {

    private final Map<Incarnation, Instant> startedAt = new HashMap<>();

    /** What really lives as {@code real} is to appear as begun at another time. */
    void put(Incarnation real, Instant appearsStartedAt) {
        startedAt.put(real, appearsStartedAt);
    }

    Incarnation of(Incarnation real) {
        return new Incarnation(real.containerId(), startedAt.getOrDefault(real, real.startedAt()));
    }

    Event of(Event event) {
        return switch (event) {
            case Event.Observed(Optional<ContainerSnapshot> seen) -> new Event.Observed(seen.map(this::of));
            case Event.Probed(var check, var life, var outcome) -> new Event.Probed(check, of(life), outcome);
            case Event.Signalled other -> other;
            case Event.StopConfirmed other -> other;
            case Event.Died other -> other;
            case Event.Woken other -> other;
            case Event.RestartCalled other -> other;
            case Event.ActionEnded other -> other;
            case Event.ContextChanged other -> other;
            case Event.Requested other -> other;
            case Event.EngineLost other -> other;
        };
    }

    private ContainerSnapshot of(ContainerSnapshot real) {
        return real.incarnation()
                .map(this::of)
                .map(life -> startedAt(real, life.startedAt()))
                .orElse(real);
    }

    private static ContainerSnapshot startedAt(ContainerSnapshot c, Instant at) {
        return new ContainerSnapshot(
                c.id(),
                c.name(),
                c.image(),
                c.command(),
                c.createdAt(),
                c.status(),
                Optional.of(at),
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
                c.log(),
                c.labels(),
                c.mounts());
    }

    /** The container, running in a life that begins now, and with nothing known of its health. */
    static ContainerSnapshot alive(ContainerSnapshot c, Instant at) {
        ContainerSnapshot.HealthStatus health = c.health().status() == ContainerSnapshot.HealthStatus.NONE
                ? ContainerSnapshot.HealthStatus.NONE
                : ContainerSnapshot.HealthStatus.STARTING;
        return as(c, ContainerStatus.RUNNING, at, health);
    }

    /** The same, and passing its own health check. */
    static ContainerSnapshot well(ContainerSnapshot c) {
        ContainerSnapshot.HealthStatus health = c.health().status() == ContainerSnapshot.HealthStatus.NONE
                ? ContainerSnapshot.HealthStatus.NONE
                : ContainerSnapshot.HealthStatus.HEALTHY;
        return as(c, c.status(), c.startedAt().orElse(Instant.EPOCH), health);
    }

    /** The container, stopped. */
    static ContainerSnapshot stopped(ContainerSnapshot c) {
        return as(
                c,
                ContainerStatus.EXITED,
                c.startedAt().orElse(Instant.EPOCH),
                c.health().status());
    }

    private static ContainerSnapshot as(
            ContainerSnapshot c, ContainerStatus status, Instant startedAt, ContainerSnapshot.HealthStatus health) {
        return new ContainerSnapshot(
                c.id(),
                c.name(),
                c.image(),
                c.command(),
                c.createdAt(),
                status,
                Optional.of(startedAt),
                c.finishedAt(),
                0,
                false,
                c.pid(),
                new ContainerSnapshot.Health(health, 0, List.of()),
                c.restartPolicy(),
                0,
                c.stopTimeout(),
                c.stopSignal(),
                c.autoRemove(),
                c.tty(),
                c.network(),
                c.log(),
                c.labels(),
                c.mounts());
    }
}
