package io.dogwatch.config;

import io.dogwatch.model.DurationText;
import java.time.Duration;

/**
 * Applies the operator's values as limits for container labels. The author of a container is not trusted: a label
 * may request later and fewer restarts, but not earlier or more. Values of the file are only limited by their
 * range.
 */
final class LabelLimits {

    private LabelLimits() {}

    /** For a label, no shorter. */
    static Duration atLeast(ConfigSection section, String key, Duration operators, Duration min, Duration max) {
        return section.duration(key, operators, section.isLabel(key) ? operators : min, max);
    }

    /** For a label, no more. */
    static int atMost(ConfigSection section, String key, int operators, int min, int max) {
        return section.number(key, operators, min, section.isLabel(key) ? operators : max);
    }

    /** For a label, no more. */
    static double shareAtMost(ConfigSection section, String key, double operators, double min, double max) {
        return section.share(key, operators, min, section.isLabel(key) ? operators : max);
    }

    /** For a label, not what the operator does not want. */
    static boolean flag(ConfigSection section, String key, boolean operators, boolean lenient) {
        boolean value = section.flag(key, operators);
        if (section.isLabel(key) && value == lenient && operators != lenient) {
            refuse(section, key, Boolean.toString(value), Boolean.toString(operators));
            return operators;
        }
        return value;
    }

    /** @param allowed what the label may say instead */
    static void refuse(ConfigSection section, String key, String value, String allowed) {
        section.fault(
                key, UnknownKeyMessage.quote(value) + " exceeds the limit set by the operator; allowed: " + allowed);
    }

    /** Reports two contradicting durations at the one that is written. */
    static void inOrder(ConfigSection section, String shorterKey, Duration shorter, String longerKey, Duration longer) {
        if (shorter.compareTo(longer) > 0) {
            boolean isShorterWritten = section.has(shorterKey);
            section.fault(
                    isShorterWritten ? shorterKey : longerKey,
                    isShorterWritten
                            ? "must not exceed " + longerKey + " (" + DurationText.text(longer) + "), but is "
                                    + DurationText.text(shorter)
                            : "must be at least " + shorterKey + " (" + DurationText.text(shorter) + "), but is "
                                    + DurationText.text(longer));
        }
    }
}
