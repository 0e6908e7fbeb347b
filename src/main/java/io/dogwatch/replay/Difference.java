package io.dogwatch.replay;

import io.dogwatch.model.TargetId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * One target under two policies.
 *
 * @param before what was really decided, or what the other policy would have decided
 * @param estimatedFrom from when on something of it is an estimate
 * @param gaps how many events are missing from the recording
 */
public record Difference(
        TargetId target, ReplayResult before, ReplayResult after, Optional<Instant> estimatedFrom, int gaps) {

    /** A decision that only one of the two has made. */
    public record Change(Instant at, boolean added, ReplayResult.Entry entry) {}

    /** What only one of the two has decided, in the order of time. A moment earlier or later is the same. */
    public List<Change> changes() {
        List<ReplayResult.Entry> unmatched = new ArrayList<>(after.entries());
        List<Change> changes = new ArrayList<>();
        for (ReplayResult.Entry entry : before.entries()) {
            Optional<ReplayResult.Entry> same = unmatched.stream()
                    .filter(other -> other.word() == entry.word() && isSame(other.at(), entry.at()))
                    .findFirst();
            if (same.isPresent()) {
                unmatched.remove(same.get());
            } else {
                changes.add(new Change(entry.at(), false, entry));
            }
        }
        unmatched.forEach(entry -> changes.add(new Change(entry.at(), true, entry)));
        changes.sort(Comparator.comparing(Change::at));
        return List.copyOf(changes);
    }

    private static boolean isSame(Instant one, Instant other) {
        return Duration.between(one, other).abs().compareTo(RealRestarts.SAME) <= 0;
    }
}
