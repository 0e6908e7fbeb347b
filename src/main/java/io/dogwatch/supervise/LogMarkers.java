package io.dogwatch.supervise;

import io.dogwatch.logs.LogWatcher;
import io.dogwatch.model.Check;
import io.dogwatch.model.ContainerSnapshot;
import io.dogwatch.model.LogCheck;
import io.dogwatch.model.Watch;
import java.util.List;
import java.util.stream.Stream;

/** Registers the log checks of targets with the log watcher. Thread-safe. */
final class LogMarkers {

    private final LogWatcher logs;

    LogMarkers(LogWatcher logs) {
        this.logs = logs;
    }

    static List<LogCheck> checks(Watch watch) {
        return watch.checks().stream()
                .flatMap(check -> check instanceof LogCheck log ? Stream.of(log) : Stream.empty())
                .toList();
    }

    /**
     * Watches a container's log. A recovery marker counts only if another check can verify the recovery, because text
     * alone closes no incident.
     */
    void watch(Watch watch, ContainerSnapshot container) {
        boolean canBeProved = container.health().status() != ContainerSnapshot.HealthStatus.NONE
                || watch.checks().stream().anyMatch(check -> check instanceof Check.Probed && check.signalsReady());
        List<LogCheck> checks = checks(watch).stream()
                .map(check -> canBeProved ? check : check.withoutRecovery())
                .toList();
        if (!checks.isEmpty()) {
            logs.watch(watch.target(), container, checks);
        } else if (logs.stats(watch.target()).isPresent()) {
            logs.forget(watch.target());
        }
    }
}
