package io.dogwatch.notify;

import java.time.Duration;
import java.util.Locale;

/** Durations as people say them: {@code 0.4 s}, {@code 20 s}, {@code 1 min 40 s}, {@code 2 h 5 min}, {@code 3 d 4 h}. */
final class MailDurations {

    private MailDurations() {}

    /** The two largest units that say something; a negative one, as two clocks can make it, is 0 s. */
    static String words(Duration duration) {
        if (duration.isNegative() || duration.isZero()) {
            return "0 s";
        }
        if (duration.compareTo(Duration.ofSeconds(10)) < 0) {
            // In whole tenths and at least one, since "0.0 s" looks like a mistake.
            long tenths = Math.max(1, Math.min(99, Math.round(duration.toMillis() / 100.0)));
            return tenths % 10 == 0 ? tenths / 10 + " s" : String.format(Locale.ROOT, "%.1f s", tenths / 10.0);
        }
        if (duration.toDays() > 0) {
            return two(duration.toDays(), "d", duration.toHoursPart(), "h");
        }
        if (duration.toHours() > 0) {
            return two(duration.toHours(), "h", duration.toMinutesPart(), "min");
        }
        if (duration.toMinutes() > 0) {
            return two(duration.toMinutes(), "min", duration.toSecondsPart(), "s");
        }
        return duration.toSeconds() + " s";
    }

    private static String two(long large, String largeUnit, long small, String smallUnit) {
        return small == 0 ? large + " " + largeUnit : large + " " + largeUnit + " " + small + " " + smallUnit;
    }
}
