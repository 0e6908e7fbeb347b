package io.dogwatch.journal;

import io.dogwatch.judge.Incident;
import io.dogwatch.judge.TargetContext;
import io.dogwatch.model.TargetId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The journal's data of a period, read at one moment.
 *
 * @param incidents open or closed in the period, oldest first
 * @param phases changes of phase in the period, and the last one before it for each target; oldest first
 * @param seen the judge's inputs in the period, by target and in their order of beginning
 * @param restarts carried out in the period, oldest first
 * @param heldNotices number of delayed notices
 * @param deadNotices number of permanently failed messages
 * @param oldestSeen the oldest known event; empty without data
 */
public record PastRecords(
        List<Incident> incidents,
        List<Fact> phases,
        List<Seen> seen,
        List<Restarted> restarts,
        List<Counted> heldNotices,
        List<Counted> deadNotices,
        Optional<Instant> oldestSeen) {

    /**
     * A row of the history.
     *
     * @param began whether a run of Dogwatch began to watch the target then
     * @param circumstances if they changed then
     */
    public record Seen(
            TargetId target, Instant firstAt, Instant lastAt, boolean began, Optional<TargetContext> circumstances) {}

    public record Restarted(TargetId target, Instant at) {}

    /** Something to be counted that happened then. */
    public record Counted(Instant at) {}

    public PastRecords {
        incidents = List.copyOf(incidents);
        phases = List.copyOf(phases);
        seen = List.copyOf(seen);
        restarts = List.copyOf(restarts);
        heldNotices = List.copyOf(heldNotices);
        deadNotices = List.copyOf(deadNotices);
    }
}
