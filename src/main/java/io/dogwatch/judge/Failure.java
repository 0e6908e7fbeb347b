package io.dogwatch.judge;

import io.dogwatch.model.Cause;
import java.util.regex.Pattern;

/**
 * Failure of a target, as described by the check that found it.
 *
 * @param check name of the check
 * @param detail one sanitized line, such as {@code 500 (allowed: 200-399)}
 * @param count consecutive unhealthy outcomes, or unhealthy outcomes among the last {@code window}
 * @param threshold number of unhealthy outcomes required
 * @param window number of outcomes considered; {@code threshold} if they must be consecutive
 */
public record Failure(String check, String kind, Cause cause, String detail, int count, int threshold, int window) {

    private static final Pattern ALLOWED = Pattern.compile(" \\(allowed:? [^()]*\\)$");

    public Failure {
        window = Math.max(window, threshold);
    }

    /** Creates a failure of consecutive outcomes. */
    public Failure(String check, String kind, Cause cause, String detail, int count, int threshold) {
        this(check, kind, cause, detail, count, threshold, threshold);
    }

    /**
     * Returns one line: {@code http site: 500 (allowed: 200-399) (3 of 3)}, or {@code (9 in a row)} beyond the
     * threshold.
     */
    public String line() {
        return line(detail);
    }

    /** Returns the line without the allowed values, for places with little room: {@code http site: 500 (3 of 3)}. */
    public String brief() {
        return line(ALLOWED.matcher(detail).replaceFirst(""));
    }

    private String line(String text) {
        String name = check.equals(kind) ? kind : kind + " " + check;
        String description = text.isEmpty() ? cause.meaning() : text;
        if (threshold == 1) {
            return name + ": " + description;
        }
        if (window > threshold) {
            return name + ": " + description + " (" + count + " of the last " + window + ")";
        }
        String progress = count > threshold ? count + " in a row" : count + " of " + threshold;
        return name + ": " + description + " (" + progress + ")";
    }
}
