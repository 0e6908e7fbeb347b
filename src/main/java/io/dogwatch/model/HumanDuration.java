package io.dogwatch.model;

import java.time.Duration;

/** Formats durations for display. */
public final class HumanDuration {

    private HumanDuration() {}

    /**
     * Formats a duration with its two largest units, such as {@code 30 min}, {@code 1 h 5 min}, {@code 12.3 s} or
     * {@code 250 ms}. A negative duration, possible between two clocks, is {@code 0 s}.
     */
    public static String of(Duration duration) {
        if (duration.isNegative() || duration.isZero()) {
            return "0 s";
        }
        if (duration.compareTo(Duration.ofSeconds(1)) < 0) {
            return duration.toMillis() + " ms";
        }
        if (duration.compareTo(Duration.ofMinutes(1)) < 0) {
            long tenths = duration.toMillis() / 100;
            return tenths % 10 == 0 ? tenths / 10 + " s" : tenths / 10 + "." + tenths % 10 + " s";
        }
        if (duration.compareTo(Duration.ofHours(1)) < 0) {
            return twoUnits(duration.toMinutes(), "min", duration.toSecondsPart(), "s");
        }
        if (duration.compareTo(Duration.ofDays(1)) < 0) {
            return twoUnits(duration.toHours(), "h", duration.toMinutesPart(), "min");
        }
        return twoUnits(duration.toDays(), "d", duration.toHoursPart(), "h");
    }

    private static String twoUnits(long large, String largeUnit, long small, String smallUnit) {
        return small == 0 ? large + " " + largeUnit : large + " " + largeUnit + " " + small + " " + smallUnit;
    }
}
