package io.dogwatch.judge;

import io.dogwatch.target.Cause;

/**
 * What is wrong with a target, in the words of the check that found it.
 *
 * @param check the check's name
 * @param detail one safe line, such as {@code 500 (allowed: 200-399)}
 * @param count unhealthy outcomes in a row
 * @param threshold how many it takes
 */
public record Failure(String check, String kind, Cause cause, String detail, int count, int threshold) {

    /** One line: {@code http site: 500 (allowed: 200-399) (3 of 3)}, and beyond the threshold {@code (9 in a row)}. */
    public String line() {
        String name = check.equals(kind) ? kind : kind + " " + check;
        String what = detail.isEmpty() ? cause.meaning() : detail;
        if (threshold == 1) {
            return name + ": " + what;
        }
        String often = count > threshold ? count + " in a row" : count + " of " + threshold;
        return name + ": " + what + " (" + often + ")";
    }
}
