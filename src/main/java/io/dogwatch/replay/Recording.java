package io.dogwatch.replay;

import io.dogwatch.journal.HistoryEntry;
import io.dogwatch.journal.PastRestart;
import io.dogwatch.judge.Incident;
import io.dogwatch.model.TargetId;
import java.time.Instant;
import java.util.List;

/**
 * The recorded history of one target.
 *
 * @param entries in order of their beginning
 * @param restarts oldest first
 * @param end end of the known time: a healthy container without probes produces no records
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
