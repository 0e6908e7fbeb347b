package io.dogwatch.judge;

import io.dogwatch.judge.ResolvedDependency.Status;
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
    public static Status of(Need need, TargetState parent) {
        if (parent.phase() == Phase.UNKNOWN) {
            return Status.DEGRADED;
        }
        if (need == Need.COMPLETED && !isRunning(parent)) {
            return completed(parent);
        }
        if (hasCriticalIncident(parent)) {
            return Status.FAILING;
        }
        return switch (parent.phase()) {
            case FAILING, BACKING_OFF, QUARANTINED, MISSING, PAUSED, STOPPED -> Status.FAILING;
            case RESTARTING, UNKNOWN -> Status.DEGRADED;
            case STARTING -> need == Need.HEALTHY ? Status.DEGRADED : Status.HEALTHY;
            case SUSPECT -> suspect(parent);
            case HEALTHY -> Status.HEALTHY;
        };
    }

    /**
     * Returns the status of a suspect dependency. A warning or a failure below the quorum never becomes a failure, and
     * waiting for it would never end.
     */
    private static Status suspect(TargetState parent) {
        boolean decided = parent.reason() == Reason.WARNING || parent.reason() == Reason.BELOW_QUORUM;
        return decided ? Status.HEALTHY : Status.DEGRADED;
    }

    private static Status completed(TargetState parent) {
        Optional<ContainerSnapshot> container = parent.container();
        boolean succeeded = container.isEmpty()
                || parent.reason() == Reason.FINISHED
                || (container.get().status() == ContainerStatus.EXITED
                        && container.get().exitCode() == 0);
        return succeeded ? Status.HEALTHY : Status.FAILING;
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
