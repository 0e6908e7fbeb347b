package io.dogwatch.supervise;

import io.dogwatch.model.Cause;
import io.dogwatch.model.ContainerSnapshot;
import io.dogwatch.model.ContainerSnapshot.Health;
import io.dogwatch.model.ContainerSnapshot.HealthStatus;
import io.dogwatch.model.ContainerStatus;
import io.dogwatch.model.Incarnation;
import io.dogwatch.model.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One container as it really is, whatever Dogwatch knows of it. Only the engine starts and ends it. */
final class FleetContainer {

    /** What ails the process inside. */
    enum Ailment {
        NONE,
        /** Answers wrongly; a new life is well. */
        SICK,
        /** Answers nothing and does not hear a stop signal; a new life is well. */
        HUNG,
        /** Answers wrongly, in every life, until it passes by itself. */
        STUBBORN,
        /** Ends a few seconds after each start, until it passes by itself. */
        LOOPING
    }

    static final Duration STOP_TIMEOUT = Duration.ofSeconds(10);

    private static final Outcome WELL = Outcome.healthy(Duration.ofMillis(3));
    private static final Outcome WRONG = Outcome.unhealthy(Cause.UNEXPECTED_STATUS, "500", Duration.ofMillis(3));
    private static final Outcome SILENT = Outcome.unhealthy(Cause.TIMED_OUT, "no response", Duration.ofSeconds(3));
    private static final Outcome NO_NETWORK = Outcome.unhealthy(Cause.UNREACHABLE, "no route", Duration.ofMillis(3));

    final String name;
    final String enginePolicy;
    final Optional<FleetContainer> networkOf;

    private String id = "";
    private int born;
    ContainerStatus status = ContainerStatus.RUNNING;
    Instant startedAt;
    int exitCode;
    boolean outOfMemory;
    int engineRestartCount;
    Ailment ailment = Ailment.NONE;

    /** Whether the last end was somebody's wish, so that the engine's own policy leaves it down. */
    boolean stoppedOnPurpose;

    private Optional<Instant> networkLife = Optional.empty();
    private ContainerSnapshot known;
    private boolean changed = true;

    /** @param networkOf whose network namespace it shares */
    FleetContainer(String name, String enginePolicy, Optional<FleetContainer> networkOf, Instant startedAt) {
        this.name = name;
        this.enginePolicy = enginePolicy;
        this.networkOf = networkOf;
        this.startedAt = startedAt;
        create();
        start(startedAt);
        known = draw();
    }

    /** A new container of the same name. */
    void create() {
        id = "%s-%050d".formatted(name, born++);
        engineRestartCount = 0;
    }

    void start(Instant at) {
        startedAt = at;
        status = ContainerStatus.RUNNING;
        stoppedOnPurpose = false;
        outOfMemory = false;
        networkLife = networkOf.map(other -> other.startedAt);
        if (ailment == Ailment.SICK || ailment == Ailment.HUNG) {
            ailment = Ailment.NONE;
        }
        changed();
    }

    void end(int code) {
        status = ContainerStatus.EXITED;
        exitCode = code;
        changed();
    }

    void become(ContainerStatus other) {
        status = other;
        changed();
    }

    void changed() {
        changed = true;
    }

    String id() {
        return id;
    }

    Incarnation life() {
        return snapshot().incarnation().orElseThrow();
    }

    boolean runs() {
        return status == ContainerStatus.RUNNING;
    }

    /** Runs, and answers as it should. */
    boolean isWell() {
        return runs() && ailment == Ailment.NONE && hasNetwork();
    }

    boolean hasNetwork() {
        return networkOf
                .map(other -> other.runs() && networkLife.equals(Optional.of(other.startedAt)))
                .orElse(true);
    }

    Outcome answer() {
        if (!hasNetwork()) {
            return NO_NETWORK;
        }
        return switch (ailment) {
            case NONE, LOOPING -> WELL;
            case SICK, STUBBORN -> WRONG;
            case HUNG -> SILENT;
        };
    }

    /** What an inspect says. */
    ContainerSnapshot snapshot() {
        if (changed) {
            known = draw();
            changed = false;
        }
        return known;
    }

    private ContainerSnapshot draw() {
        return new ContainerSnapshot(
                id,
                name,
                "image:1",
                "serve",
                startedAt,
                status,
                Optional.of(startedAt),
                Optional.empty(),
                exitCode,
                outOfMemory,
                runs() ? 42 : 0,
                new Health(HealthStatus.NONE, 0, List.of()),
                new ContainerSnapshot.RestartPolicy(enginePolicy, 0),
                engineRestartCount,
                STOP_TIMEOUT,
                "SIGTERM",
                false,
                false,
                new ContainerSnapshot.Network(
                        networkOf.map(other -> "container:" + other.id).orElse("bridge"), Map.of(), List.of()),
                ContainerSnapshot.Log.DEFAULT,
                Map.of());
    }
}
