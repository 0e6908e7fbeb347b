package io.dogwatch.judge;

import io.dogwatch.model.Cause;
import java.util.regex.Pattern;

/**
 * What is wrong with a target, in the words of the check that found it.
 *
 * @param check the check's name
 * @param detail one safe line, such as {@code 500 (allowed: 200-399)}
 * @param count unhealthy outcomes in a row, or of the last {@code window}
 * @param threshold how many it takes
 * @param window of how many outcomes; {@code threshold} when they must come in a row
 */
public record Failure(String check, String kind, Cause cause, String detail, int count, int threshold, int window) {

    private static final Pattern ALLOWED = Pattern.compile(" \\(allowed:? [^()]*\\)$");

    public Failure {
        window = Math.max(window, threshold);
    }

    /** Of outcomes in a row. */
    public Failure(String check, String kind, Cause cause, String detail, int count, int threshold) {
        this(check, kind, cause, detail, count, threshold, threshold);
    }

    /** One line: {@code http site: 500 (allowed: 200-399) (3 of 3)}, and beyond the threshold {@code (9 in a row)}. */
    public String line() {
        return line(detail);
    }

    /** The same without what would have been allowed, for where there is little room: {@code http site: 500 (3 of 3)}. */
    public String brief() {
        return line(ALLOWED.matcher(detail).replaceFirst(""));
    }

    private String line(String said) {
        String name = check.equals(kind) ? kind : kind + " " + check;
        String what = said.isEmpty() ? cause.meaning() : said;
        if (threshold == 1) {
            return name + ": " + what;
        }
        if (window > threshold) {
            return name + ": " + what + " (" + count + " of the last " + window + ")";
        }
        String often = count > threshold ? count + " in a row" : count + " of " + threshold;
        return name + ": " + what + " (" + often + ")";
    }
}
