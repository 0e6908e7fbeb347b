package io.dogwatch.evidence;

import io.dogwatch.model.ContainerSnapshot;
import io.dogwatch.model.LogCheck;
import io.dogwatch.model.Policy;
import io.dogwatch.model.TargetId;
import io.dogwatch.model.Watch;
import java.util.List;
import java.util.Optional;

/**
 * A request for evidence.
 *
 * @param container its last snapshot; empty if there is none
 * @param logs the checks with markers to find
 * @param command a command to run inside the container, if configured
 * @param moment the point in the incident, for readers: {@code before restart 1}
 */
public record EvidenceRequest(
        TargetId target,
        Optional<ContainerSnapshot> container,
        List<LogCheck> logs,
        Optional<Policy.Diagnostic> command,
        String moment) {

    public EvidenceRequest {
        logs = List.copyOf(logs);
    }

    public static EvidenceRequest of(Watch watch, Optional<ContainerSnapshot> container, String moment) {
        List<LogCheck> logs = watch.checks().stream()
                .filter(LogCheck.class::isInstance)
                .map(LogCheck.class::cast)
                .toList();
        return new EvidenceRequest(
                watch.target(), container, logs, watch.policy().diagnostic(), moment);
    }

    /** The container, if a process of it runs. */
    Optional<ContainerSnapshot> running() {
        return container.filter(seen -> seen.pid() > 0);
    }
}
