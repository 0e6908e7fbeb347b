package io.dogwatch.replay;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * How it would have gone for one target.
 *
 * @param ruled everything that would have been decided
 * @param estimatedFrom when the story first left what is recorded: what comes later is an estimate
 * @param gaps how many events are missing from the recording
 */
public record ReplayCourse(List<TimedDecision> ruled, Optional<Instant> estimatedFrom, int gaps) {

    public ReplayCourse {
        ruled = List.copyOf(ruled);
    }
}
