package io.dogwatch.metrics;

import io.dogwatch.judge.ActionResult;
import io.dogwatch.model.TargetId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * Counts the restarts of each target by result. Not a meter, so a vanished target takes its counts with it.
 * Thread-safe.
 */
final class RestartCounts {

    /** The wire names of the results, in their order of counting. */
    static final List<String> RESULTS = List.of("restarted", "superseded", "failed", "undetermined");

    private final Map<TargetId, AtomicLongArray> counts = new ConcurrentHashMap<>();

    static String wireName(ActionResult result) {
        return RESULTS.get(place(result));
    }

    void count(TargetId target, ActionResult result) {
        counts.computeIfAbsent(target, any -> new AtomicLongArray(RESULTS.size()))
                .incrementAndGet(place(result));
    }

    long of(TargetId target, int place) {
        AtomicLongArray found = counts.get(target);
        return found == null ? 0 : found.get(place);
    }

    void retain(Set<TargetId> live) {
        counts.keySet().retainAll(live);
    }

    private static int place(ActionResult result) {
        return switch (result) {
            case ActionResult.Restarted restarted -> 0;
            case ActionResult.Stopped stopped -> 0;
            case ActionResult.Superseded superseded -> 1;
            case ActionResult.Failed failed -> 2;
            case ActionResult.Hung hung -> 2;
            case ActionResult.Undetermined undetermined -> 3;
        };
    }
}
