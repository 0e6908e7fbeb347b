package io.dogwatch.replay.policytest;

import io.dogwatch.replay.TimedDecision;
import java.util.List;

/**
 * The result of a policy test.
 *
 * @param ruled all decisions, for analysis
 * @param end final state of the target, such as {@code healthy (all-checks-pass)}
 */
public record TestResult(String name, List<Mismatch> mismatches, List<TimedDecision> ruled, String end) {

    /**
     * An unmet expectation.
     *
     * @param instead the actual decision, in one line
     */
    public record Mismatch(Sentence expected, String instead) {}

    public TestResult {
        mismatches = List.copyOf(mismatches);
        ruled = List.copyOf(ruled);
    }

    public boolean passed() {
        return mismatches.isEmpty();
    }
}
