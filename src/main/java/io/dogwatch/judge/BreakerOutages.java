package io.dogwatch.judge;

import io.dogwatch.judge.BreakerState.Outage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Detects whether enough targets fail together to hold restarts. */
final class BreakerOutages {

    /** Beginning of a failure, and whether it has reached its threshold. */
    private record Onset(Instant since, boolean reached) {}

    private BreakerOutages() {}

    /**
     * Returns the largest group of failures that began within {@link BreakerPolicy#within} of each other, if it is
     * large enough.
     *
     * @param ignoredUntil failures that began no later do not count
     */
    static Optional<Outage> among(
            Collection<BreakerMember> members, Instant ignoredUntil, BreakerPolicy policy, Instant now) {
        int limit = policy.limit(members.size());
        List<Onset> onsets = new ArrayList<>();
        boolean reached = false;
        for (BreakerMember member : members) {
            if (member.since().filter(began -> began.isAfter(ignoredUntil)).isPresent()) {
                onsets.add(new Onset(member.since().get(), member.reached()));
                reached |= member.reached();
            }
        }
        if (onsets.size() < limit || !reached) {
            return Optional.empty();
        }
        onsets.sort(Comparator.comparing(Onset::since));
        return largest(onsets, limit, policy)
                .map(group -> new Outage(
                        now, group.getFirst().since(), group.size(), members.size(), limit, Optional.empty()));
    }

    private static Optional<List<Onset>> largest(List<Onset> onsets, int limit, BreakerPolicy policy) {
        List<Onset> largest = List.of();
        int first = 0;
        int reached = 0;
        for (int last = 0; last < onsets.size(); last++) {
            reached += onsets.get(last).reached() ? 1 : 0;
            Instant earliest = onsets.get(last).since().minus(policy.within());
            while (onsets.get(first).since().isBefore(earliest)) {
                reached -= onsets.get(first).reached() ? 1 : 0;
                first++;
            }
            if (reached > 0 && last - first + 1 > largest.size()) {
                largest = onsets.subList(first, last + 1);
            }
        }
        return largest.size() < limit ? Optional.empty() : Optional.of(largest);
    }
}
