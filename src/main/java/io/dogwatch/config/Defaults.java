package io.dogwatch.config;

import io.dogwatch.target.Policy;
import io.dogwatch.target.Schedule;
import io.dogwatch.target.Thresholds;

/**
 * What holds where neither a rule nor a label says otherwise.
 *
 * @param schedule of probed checks
 * @param thresholds of probed checks; those of the others are 1 and 1
 */
public record Defaults(Policy policy, Schedule schedule, Thresholds thresholds) {
    public static final Defaults STANDARD = new Defaults(Policy.HEAL, Schedule.DEFAULT, Thresholds.PROBED);
}
