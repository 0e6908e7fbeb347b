package io.dogwatch.judge;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Answer of the judge to one event.
 *
 * @param state next state of the target
 * @param decisions in order of execution
 * @param wakeAt when the judge must be called again without an event; replaces earlier values
 */
public record Verdict(TargetState state, List<Decision> decisions, Optional<Instant> wakeAt) {

    public Verdict {
        decisions = List.copyOf(decisions);
    }
}
