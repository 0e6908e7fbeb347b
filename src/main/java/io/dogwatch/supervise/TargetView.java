package io.dogwatch.supervise;

import io.dogwatch.judge.TargetState;
import io.dogwatch.target.Outcome;
import io.dogwatch.target.Watch;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * A target as pages, API and metrics see it, at one moment.
 *
 * @param lastProbes the newest outcome of each check that was probed, by check name
 * @param at the moment, by the clock that decisions are made by
 */
public record TargetView(Watch watch, TargetState state, Map<String, LastProbe> lastProbes, Instant at) {

    /** @param address where it was probed, such as {@code 172.17.0.2:80} */
    public record LastProbe(Instant at, Outcome outcome, Optional<String> address) {}

    public TargetView {
        lastProbes = Map.copyOf(lastProbes);
    }
}
