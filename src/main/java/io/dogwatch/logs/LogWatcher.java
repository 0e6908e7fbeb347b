package io.dogwatch.logs;

import io.dogwatch.model.ContainerSnapshot;
import io.dogwatch.model.Incarnation;
import io.dogwatch.model.LogCheck;
import io.dogwatch.model.Outcome;
import io.dogwatch.model.TargetId;
import java.util.List;
import java.util.Optional;

/** Watches the logs of all targets that have log checks. Safe for use by many threads; owns its threads. */
public interface LogWatcher extends AutoCloseable {

    /**
     * Begins to watch, or goes on with a new incarnation or changed checks. Idempotent: the same arguments change
     * nothing. Resumes after the last line that was judged, also one of an earlier run of Dogwatch.
     */
    void watch(TargetId target, ContainerSnapshot container, List<LogCheck> checks);

    /** What has been read of a target's logs so far; empty for one that is not watched. Cheap. */
    Optional<LogStats> stats(TargetId target);

    /** Stops watching and forgets the target's place in its log. */
    void forget(TargetId target);

    /** Stops all following within a second; places are kept for the next run. */
    @Override
    void close();

    /**
     * Told of each outcome, on a thread of the watcher, in order for each target: failure seen, heartbeat missed, or all
     * well again. Must only copy and enqueue: while it runs, the target's log is not read.
     */
    @FunctionalInterface
    interface Listener {
        void judged(TargetId target, String check, Incarnation incarnation, Outcome outcome);
    }
}
