package io.dogwatch.app.simulate;

import io.dogwatch.judge.Words;
import io.dogwatch.replay.Ruled;
import io.dogwatch.replay.Word;
import io.dogwatch.replay.story.PolicyTest;
import io.dogwatch.replay.story.TestResult;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Optional;

/** Tells a person how a policy test came out; of one that failed, everything that was decided. */
final class TestReport {

    private static final int MOST_DECISIONS = 40;

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
                .filter(ruled -> Word.of(ruled.decision())
                        .filter(word -> word != Word.MAIL)
                        .isPresent())
                .limit(MOST_DECISIONS)
                .forEach(this::print);
        out.println("        at the end it is " + result.end());
    }

    private void print(Ruled ruled) {
        Optional<Word> word = Word.of(ruled.decision());
        String time = Words.of(Duration.between(PolicyTest.ZERO, ruled.at()));
        out.printf("        %10s  %-10s  %s%n", time, word.map(Word::text).orElse(""), Word.why(ruled));
    }
}
