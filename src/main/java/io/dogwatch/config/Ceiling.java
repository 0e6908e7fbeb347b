package io.dogwatch.config;

import io.dogwatch.target.Durations;
import java.time.Duration;

/**
 * Values for which the operator's are a limit, where a label of the container says something else. Whoever made the
 * container is not trusted: a label may ask for later and fewer restarts, and not for more. What the file says itself is
 * free within the range.
 */
final class Ceiling {

    private Ceiling() {}

    /** For a label, no shorter. */
    static Duration atLeast(Section section, String key, Duration operators, Duration min, Duration max) {
        return section.duration(key, operators, section.isLabel(key) ? operators : min, max);
    }

    /** For a label, no more. */
    static int atMost(Section section, String key, int operators, int min, int max) {
        return section.number(key, operators, min, section.isLabel(key) ? operators : max);
    }

    /** For a label, no more. */
    static double shareAtMost(Section section, String key, double operators, double min, double max) {
        return section.share(key, operators, min, section.isLabel(key) ? operators : max);
    }

    /** For a label, not what the operator does not want. */
    static boolean flag(Section section, String key, boolean operators, boolean lenient) {
        boolean value = section.flag(key, operators);
        if (section.isLabel(key) && value == lenient && operators != lenient) {
            refuse(section, key, Boolean.toString(value), Boolean.toString(operators));
            return operators;
        }
        return value;
    }

    /** @param allowed what the label may say instead */
    static void refuse(Section section, String key, String value, String allowed) {
        section.fault(key, Words.quote(value) + " exceeds the limit set by the operator; allowed: " + allowed);
    }

    /** Where two durations contradict each other, at the one that is written. */
    static void inOrder(Section section, String shorterKey, Duration shorter, String longerKey, Duration longer) {
        if (shorter.compareTo(longer) > 0) {
            boolean isShorterWritten = section.has(shorterKey);
            section.fault(
                    isShorterWritten ? shorterKey : longerKey,
                    isShorterWritten
                            ? "must not exceed " + longerKey + " (" + Durations.text(longer) + "), but is "
                                    + Durations.text(shorter)
                            : "must be at least " + shorterKey + " (" + Durations.text(shorter) + "), but is "
                                    + Durations.text(longer));
        }
    }
}
