package io.dogwatch.logs;

import java.time.Duration;

/** Says a duration as a person would: {@code 1 min 3 s}. */
final class LogDurations {

    private LogDurations() {}

    /** In whole seconds; below one second in milliseconds. */
    static String duration(Duration duration) {
        if (duration.toSeconds() == 0) {
            return duration.toMillis() + " ms";
        }
        StringBuilder text = new StringBuilder();
        part(text, duration.toDays(), "d");
        part(text, duration.toHoursPart(), "h");
        part(text, duration.toMinutesPart(), "min");
        part(text, duration.toSecondsPart(), "s");
        return text.toString().strip();
    }

    private static void part(StringBuilder text, long amount, String unit) {
        if (amount != 0) {
            text.append(' ').append(amount).append(' ').append(unit);
        }
    }
}
