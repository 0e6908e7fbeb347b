package io.dogwatch.config;

import io.dogwatch.model.Schedule;
import java.time.Duration;
import java.util.Optional;

/** Reads when a check is probed. Where only the interval is written and is short, the others give way to it. */
final class ScheduleReader {

    private static final Duration LEAST = Duration.ofMillis(100);
    private static final Duration DAY = Duration.ofDays(1);
    /** For a check that a label makes. */
    private static final Duration LABELS_LEAST = Duration.ofSeconds(1);

    private static final Duration LABELS_LONGEST_TIMEOUT = Duration.ofMinutes(1);

    private ScheduleReader() {}

    /** @param fallback the operator's schedule, the lower limit for a check that a label overrides */
    static Schedule read(ConfigSection section, Schedule fallback) {
        Duration interval =
                section.duration("interval", fallback.interval(), least(section, "interval", fallback.interval()), DAY);
        Duration timeout = timeout(section, fallback)
                .orElseGet(
                        () -> fallback.timeout().compareTo(interval) < 0 ? fallback.timeout() : interval.dividedBy(2));
        Duration startInterval = section.duration(
                        "startInterval",
                        Quantities.text(fallback.startInterval()),
                        least(section, "startInterval", fallback.startInterval()),
                        DAY)
                .orElseGet(
                        () -> fallback.startInterval().compareTo(interval) < 0 ? fallback.startInterval() : interval);
        if (timeout.compareTo(interval) > 0) {
            section.fault(
                    "timeout",
                    "must not exceed interval (" + Quantities.text(interval) + "), but is " + Quantities.text(timeout));
        }
        return new Schedule(interval, timeout, startInterval);
    }

    private static Duration least(ConfigSection section, String key, Duration operators) {
        if (!section.isLabel(key)) {
            return LEAST;
        }
        return isLabelsOwn(section) ? LABELS_LEAST : longer(LABELS_LEAST, operators);
    }

    private static Optional<Duration> timeout(ConfigSection section, Schedule fallback) {
        Duration least = Duration.ofMillis(1);
        Duration most = DAY;
        if (section.isLabel("timeout")) {
            least = isLabelsOwn(section) ? least : fallback.timeout();
            most = isLabelsOwn(section) ? LABELS_LONGEST_TIMEOUT : longer(LABELS_LONGEST_TIMEOUT, fallback.timeout());
        }
        return section.duration("timeout", Quantities.text(fallback.timeout()), least, most);
    }

    /** Whether the check as a whole is made by a label, and not by a rule. */
    private static boolean isLabelsOwn(ConfigSection section) {
        return section.origin().isLabel();
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) >= 0 ? one : other;
    }
}
