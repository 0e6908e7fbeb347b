package io.dogwatch.replay.policytest;

import io.dogwatch.replay.TimedDecision;
import java.util.List;

/**
 * What became of a policy test.
 *
 * @param ruled everything that was decided, for whoever must find out why
 * @param end how the target stood at the end, such as {@code healthy (all-checks-pass)}
 */
public record TestResult(String name, List<Mismatch> mismatches, List<TimedDecision> ruled, String end) {

    /**
     * An expectation that was not met.
     *
     * @param instead what there was, in one line
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
