package io.dogwatch.judge;

import io.dogwatch.judge.BreakerState.Outage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Detects whether enough targets fail together to hold restarts. */
final class BreakerOutages {

    /** Beginning of a failure, and whether it has reached its threshold. */
    private record Onset(Instant since, boolean reached) {}

    private BreakerOutages() {}

    /**
     * Returns the outage of the host, or else the largest one of a network or a Compose project.
     *
     * @param ignoredUntil failures that began no later do not count
     */
    static Optional<Outage> among(
            Collection<BreakerMember> members, Instant ignoredUntil, BreakerPolicy policy, Instant now) {
        Optional<Outage> host = of(Outage.HOST, members, ignoredUntil, policy, now);
        long failing = members.stream()
                .filter(member -> member.since().filter(ignoredUntil::isBefore).isPresent())
                .count();
        if (host.isPresent() || failing < policy.targets()) {
            return host;
        }
        Map<String, List<BreakerMember>> byScope = new TreeMap<>();
        for (BreakerMember member : members) {
            member.scopes()
                    .forEach(scope -> byScope.computeIfAbsent(scope, _ -> new ArrayList<>())
                            .add(member));
        }
        return byScope.entrySet().stream()
                .flatMap(scope -> of(scope.getKey(), scope.getValue(), ignoredUntil, policy, now).stream())
                .max(Comparator.comparingInt(Outage::together));
    }

    /**
     * Returns the largest group of failures that began within {@link BreakerPolicy#within} of each other, if it is
     * large enough.
     */
    private static Optional<Outage> of(
            String scope, Collection<BreakerMember> members, Instant ignoredUntil, BreakerPolicy policy, Instant now) {
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
                        Set.of(scope),
                        now,
                        group.getFirst().since(),
                        group.size(),
                        members.size(),
                        limit,
                        Optional.empty()));
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
