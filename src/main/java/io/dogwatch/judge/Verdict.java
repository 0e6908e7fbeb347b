package io.dogwatch.judge;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What the judge answers to one event.
 *
 * @param state the target's next state
 * @param decisions in the order in which they are to be carried out
 * @param wakeAt when the judge must be asked again even if nothing happens; replaces every earlier one
 */
public record Verdict(TargetState state, List<Decision> decisions, Optional<Instant> wakeAt) {

    public Verdict {
        decisions = List.copyOf(decisions);
    }
}
