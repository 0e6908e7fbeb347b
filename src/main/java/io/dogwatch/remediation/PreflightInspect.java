package io.dogwatch.remediation;

import io.dogwatch.docker.Engine;
import io.dogwatch.docker.EngineException;
import io.dogwatch.judge.Action;
import io.dogwatch.judge.Intent;
import io.dogwatch.model.ContainerSnapshot;
import io.dogwatch.model.ContainerStatus;
import java.util.Optional;

/** Verifies right before a call that the container is unchanged since the decision. Read-only. */
final class PreflightInspect {

    private final Engine engine;

    PreflightInspect(Engine engine) {
        this.engine = engine;
    }

    /** Returns why the call no longer applies, in one readable line. */
    Optional<String> mismatch(Intent intent, ContainerSnapshot decidedOn) {
        Optional<ContainerSnapshot> now;
        try {
            now = engine.inspect(intent.incarnation().containerId());
        } catch (EngineException e) {
            return Optional.of("the engine did not respond: " + e.getMessage());
        }
        if (now.isEmpty()) {
            return Optional.of("the container no longer exists");
        }
        return intent.action() == Action.STOP
                ? loopMismatch(decidedOn, now.get())
                : mismatch(intent, decidedOn, now.get());
    }

    private static Optional<String> mismatch(Intent intent, ContainerSnapshot decidedOn, ContainerSnapshot now) {
        if (!now.incarnation().equals(Optional.of(intent.incarnation()))) {
            return Optional.of("it has already been restarted");
        }
        if (now.status() != decidedOn.status()) {
            return Optional.of("it is " + now.status().wireName() + " now, and was "
                    + decidedOn.status().wireName());
        }
        if (now.status() == ContainerStatus.RUNNING && !now.network().hasAddressesOf(decidedOn.network())) {
            return Optional.of("its addresses have changed, so the failed probes may have reached another container");
        }
        return Optional.empty();
    }

    /**
     * Checks a container in a crash loop. Its incarnations change too fast to compare; only the restart count shows
     * whether the loop continues.
     */
    private static Optional<String> loopMismatch(ContainerSnapshot decidedOn, ContainerSnapshot now) {
        if (now.status() != ContainerStatus.RUNNING && now.status() != ContainerStatus.RESTARTING) {
            return Optional.of("it is " + now.status().wireName() + " now");
        }
        // The engine counts its own restarts; any other restart resets the count to zero.
        if (now.engineRestartCount() < decidedOn.engineRestartCount()) {
            return Optional.of("it has already been restarted");
        }
        return Optional.empty();
    }
}
