package io.dogwatch.replay.policytest;

/**
 * One line of a policy test, still as it was written.
 *
 * @param when such as {@code at 30s}; what stands before the colon
 * @param what such as {@code opened, restart}; empty if there is no colon
 * @param place such as {@code given[2]}
 * @param line in the file, from 1
 */
public record Sentence(String when, String what, String place, int line) {

    /** The sentence as one text. */
    public String text() {
        return what.isEmpty() ? when : when + ": " + what;
    }
}
