package io.dogwatch.replay;

import io.dogwatch.journal.HistoryEntry;
import io.dogwatch.journal.PastRestart;
import io.dogwatch.judge.Incident;
import io.dogwatch.model.TargetId;
import java.time.Instant;
import java.util.List;

/**
 * What really happened to one target.
 *
 * @param entries in the order in which they began
 * @param restarts oldest first
 * @param end until when it is known: a healthy container without probes has nothing to record
 */
public record Recording(
        TargetId target,
        List<HistoryEntry> entries,
        List<Incident> incidents,
        List<PastRestart> restarts,
        Instant end) {

    public Recording {
        entries = List.copyOf(entries);
        incidents = List.copyOf(incidents);
        restarts = List.copyOf(restarts);
    }
}
