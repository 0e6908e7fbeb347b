package io.dogwatch.app.simulate;

import io.dogwatch.model.HumanDuration;
import io.dogwatch.replay.DecisionName;
import io.dogwatch.replay.TimedDecision;
import io.dogwatch.replay.policytest.PolicyTest;
import io.dogwatch.replay.policytest.TestResult;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Optional;

/** Prints the result of a policy test; for a failed test, all decisions. */
final class TestReport {

    private static final int MAX_DECISIONS = 40;

    private final PrintStream out;

    TestReport(PrintStream out) {
        this.out = out;
    }

    void print(String file, TestResult result) {
        out.println((result.passed() ? "ok    " : "FAIL  ") + file + ": " + result.name());
        if (result.passed()) {
            return;
        }
        for (TestResult.Mismatch mismatch : result.mismatches()) {
            out.println("      line " + mismatch.expected().line());
            out.println("        expected  " + mismatch.expected().text());
            out.println("        but       " + mismatch.instead());
        }
        out.println("      everything that was decided:");
        result.ruled().stream()
                .filter(ruled -> DecisionName.of(ruled.decision())
                        .filter(word -> word != DecisionName.MAIL)
                        .isPresent())
                .limit(MAX_DECISIONS)
                .forEach(this::print);
        out.println("        at the end it is " + result.end());
    }

    private void print(TimedDecision ruled) {
        Optional<DecisionName> word = DecisionName.of(ruled.decision());
        String time = HumanDuration.of(Duration.between(PolicyTest.ZERO, ruled.at()));
        out.printf(
                "        %10s  %-10s  %s%n", time, word.map(DecisionName::text).orElse(""), DecisionName.why(ruled));
    }
}
