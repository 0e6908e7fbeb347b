package io.dogwatch.config;

import io.dogwatch.model.Policy;
import io.dogwatch.model.Schedule;
import io.dogwatch.model.Thresholds;
import java.util.Map;

/**
 * Default values for everything that neither a rule nor a label sets.
 *
 * @param schedule of probed checks
 * @param thresholds of probed checks; those of the others are 1 and 1
 * @param sources the origin of each value, such as {@code policy.budget.restarts} → {@code defaults (line 3)}; for
 *     display
 */
public record Defaults(Policy policy, Schedule schedule, Thresholds thresholds, Map<String, String> sources) {
    public static final Defaults STANDARD = new Defaults(Policy.HEAL, Schedule.DEFAULT, Thresholds.PROBED, Map.of());

    public Defaults {
        sources = Map.copyOf(sources);
    }
}
