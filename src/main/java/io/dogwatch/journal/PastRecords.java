package io.dogwatch.journal;

import io.dogwatch.judge.Incident;
import io.dogwatch.judge.TargetContext;
import io.dogwatch.model.TargetId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * All that the journal knows of a stretch of time, of one moment.
 *
 * @param incidents that were open in it or closed in it, oldest first
 * @param phases the changes of phase in it, and of each target the last before it; oldest first
 * @param seen what the judge was told in it, by target and in the order in which it began
 * @param restarts that were carried out in it, oldest first
 * @param heldNotices how many notices of it were held back for a while
 * @param parkedNotices how many messages were given up in it
 * @param oldestSeen the first thing that the journal still knows; empty if it knows nothing
 */
public record PastRecords(
        List<Incident> incidents,
        List<Fact> phases,
        List<Seen> seen,
        List<Restarted> restarts,
        List<Counted> heldNotices,
        List<Counted> parkedNotices,
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
        parkedNotices = List.copyOf(parkedNotices);
    }
}
