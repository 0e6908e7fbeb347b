package io.dogwatch.remediation;

import io.dogwatch.docker.Engine;
import io.dogwatch.docker.EngineException;
import io.dogwatch.judge.Action;
import io.dogwatch.judge.Intent;
import io.dogwatch.model.ContainerSnapshot;
import io.dogwatch.model.ContainerStatus;
import java.util.Optional;

/** Looks right before a call whether the container is still what it was when the call was decided. Touches nothing. */
final class PreflightInspect {

    private final Engine engine;

    PreflightInspect(Engine engine) {
        this.engine = engine;
    }

    /** Why the call would not meet what it was meant for, in one line for people. */
    Optional<String> doubt(Intent intent, ContainerSnapshot decidedOn) {
        Optional<ContainerSnapshot> now;
        try {
            now = engine.inspect(intent.incarnation().containerId());
        } catch (EngineException e) {
            return Optional.of("the engine did not respond: " + e.getMessage());
        }
        if (now.isEmpty()) {
            return Optional.of("the container no longer exists");
        }
        return intent.action() == Action.STOP ? loopDoubt(decidedOn, now.get()) : doubt(intent, decidedOn, now.get());
    }

    private static Optional<String> doubt(Intent intent, ContainerSnapshot decidedOn, ContainerSnapshot now) {
        if (!now.incarnation().equals(Optional.of(intent.incarnation()))) {
            return Optional.of("it has already been restarted");
        }
        if (now.status() != decidedOn.status()) {
            return Optional.of("it is " + now.status().wireName() + " now, and was "
                    + decidedOn.status().wireName());
        }
        return Optional.empty();
    }

    /** In a crash loop lives change faster than one can look; only who began them tells whether it is still the loop. */
    private static Optional<String> loopDoubt(ContainerSnapshot decidedOn, ContainerSnapshot now) {
        if (now.status() != ContainerStatus.RUNNING && now.status() != ContainerStatus.RESTARTING) {
            return Optional.of("it is " + now.status().wireName() + " now");
        }
        // The engine counts its own restarts; one by anybody else sets the count back to zero.
        if (now.engineRestartCount() < decidedOn.engineRestartCount()) {
            return Optional.of("it has already been restarted");
        }
        return Optional.empty();
    }
}
