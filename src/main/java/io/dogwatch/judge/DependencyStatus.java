package io.dogwatch.judge;

import io.dogwatch.judge.ResolvedDependency.Standing;
import io.dogwatch.model.ContainerSnapshot;
import io.dogwatch.model.ContainerStatus;
import io.dogwatch.model.Dependency.Need;
import io.dogwatch.model.Phase;
import io.dogwatch.model.Severity;
import java.util.Optional;

/** Says how a parent stands in the eyes of a child that needs it. Pure. */
public final class DependencyStatus {

    private DependencyStatus() {}

    /** @param parent as its own judge sees it */
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

    /** A warning, or a check too few, is all that will come of it: waiting for more would be waiting for ever. */
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
