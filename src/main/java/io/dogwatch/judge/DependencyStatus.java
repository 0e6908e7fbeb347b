package io.dogwatch.judge;

import io.dogwatch.judge.ResolvedDependency.Standing;
import io.dogwatch.model.ContainerSnapshot;
import io.dogwatch.model.ContainerStatus;
import io.dogwatch.model.Dependency.Need;
import io.dogwatch.model.Phase;
import io.dogwatch.model.Severity;
import java.util.Optional;

/** Derives the status of a dependency from the point of view of a dependent. Pure. */
public final class DependencyStatus {

    private DependencyStatus() {}

    /** @param parent state of the dependency, from its own judge */
    public static Standing of(Need need, TargetState parent) {
        if (parent.phase() == Phase.UNKNOWN) {
            return Standing.DEGRADED;
        }
        if (need == Need.COMPLETED && !isRunning(parent)) {
            return completed(parent);
        }
        if (hasCriticalIncident(parent)) {
            return Standing.FAILING;
        }
        return switch (parent.phase()) {
            case FAILING, BACKING_OFF, QUARANTINED, MISSING, PAUSED, STOPPED -> Standing.FAILING;
            case RESTARTING, UNKNOWN -> Standing.DEGRADED;
            case STARTING -> need == Need.HEALTHY ? Standing.DEGRADED : Standing.HEALTHY;
            case SUSPECT -> suspect(parent);
            case HEALTHY -> Standing.HEALTHY;
        };
    }

    /**
     * Returns the status of a suspect dependency. A warning or a failure below the quorum never becomes a failure, and
     * waiting for it would never end.
     */
    private static Standing suspect(TargetState parent) {
        boolean decided = parent.reason() == Reason.WARNING || parent.reason() == Reason.BELOW_QUORUM;
        return decided ? Standing.HEALTHY : Standing.DEGRADED;
    }

    private static Standing completed(TargetState parent) {
        Optional<ContainerSnapshot> container = parent.container();
        boolean succeeded = container.isEmpty()
                || parent.reason() == Reason.FINISHED
                || (container.get().status() == ContainerStatus.EXITED
                        && container.get().exitCode() == 0);
        return succeeded ? Standing.HEALTHY : Standing.FAILING;
    }

    private static boolean isRunning(TargetState parent) {
        return parent.container()
                .filter(container -> container.status() == ContainerStatus.RUNNING)
                .isPresent();
    }

    private static boolean hasCriticalIncident(TargetState parent) {
        return parent.ledger()
                .incident()
                .filter(incident -> incident.severity() == Severity.CRITICAL)
                .isPresent();
    }
}
