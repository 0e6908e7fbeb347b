package io.dogwatch.replay;

import io.dogwatch.journal.HistoryEntry;
import io.dogwatch.journal.PastRestart;
import io.dogwatch.judge.Incident;
import io.dogwatch.target.TargetId;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What really happened to one target.
 *
 * @param entries in the order in which they began
 * @param restarts oldest first
 */
public record Recording(
        TargetId target, List<HistoryEntry> entries, List<Incident> incidents, List<PastRestart> restarts) {

    public Recording {
        entries = List.copyOf(entries);
        incidents = List.copyOf(incidents);
        restarts = List.copyOf(restarts);
    }

    /** When the last thing was recorded. */
    public Optional<Instant> end() {
        return entries.stream().map(HistoryEntry::lastAt).max(Comparator.naturalOrder());
    }
}
