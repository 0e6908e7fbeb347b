package io.dogwatch.config;

import io.dogwatch.config.ValueParser.Answer.Meaning;
import io.dogwatch.config.ValueParser.Answer.Refusal;
import io.dogwatch.model.Severity;
import io.dogwatch.model.Thresholds;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads what it takes to believe a check, and how much it matters then. */
final class ThresholdsReader {

    private static final int MAX = 1000;
    private static final int MAX_WINDOW = 30;
    private static final Pattern FAILURES = Pattern.compile("(\\d{1,4})(?: +of +(\\d{1,4}))?");
    private static final String RANGE = "1 to 1000 in a row, or x of y up to 30";

    /** So many unhealthy outcomes among the last {@code window}. */
    private record Failures(int count, int window) {}

    private static final ValueParser<Failures> NOTATION = new ValueParser<>(RANGE, text -> {
        Matcher parts = FAILURES.matcher(text.strip());
        if (parts.matches()) {
            int count = Integer.parseInt(parts.group(1));
            boolean isInARow = parts.group(2) == null;
            int window = isInARow ? count : Integer.parseInt(parts.group(2));
            if (1 <= count && count <= window && window <= (isInARow ? MAX : MAX_WINDOW)) {
                return new Meaning<>(new Failures(count, window));
            }
        }
        return new Refusal<>("invalid number of failures " + UnknownKeyMessage.quote(text) + "; allowed: " + RANGE);
    });

    private ThresholdsReader() {}

    /** @param fallback the operator's, which no label may loosen */
    static Thresholds read(ConfigSection section, Thresholds fallback) {
        Failures failures = failures(section, fallback);
        // A check that takes long to pass again is failing for longer, and may be restarted for it.
        int success = LabelLimits.atMost(section, "successThreshold", fallback.success(), 1, MAX);
        return new Thresholds(failures.count(), success, failures.window(), severity(section, fallback.severity()));
    }

    private static Failures failures(ConfigSection section, Thresholds fallback) {
        Failures operators = new Failures(fallback.failure(), fallback.window());
        Failures failures = section.read("failureThreshold", fallback.failureText(), NOTATION)
                .orElse(operators);
        if (section.isLabel("failureThreshold") && !isAtLeastAsStrict(failures, operators)) {
            int healthy = operators.window() - operators.count();
            LabelLimits.refuse(
                    section,
                    "failureThreshold",
                    failures.window() == failures.count()
                            ? Integer.toString(failures.count())
                            : failures.count() + " of " + failures.window(),
                    operators.count() + " or more"
                            + (healthy == 0 ? " in a row" : ", with at most " + healthy + " healthy among them"));
            return operators;
        }
        return failures;
    }

    /**
     * Whether outcomes that make a check fail by the one would do so by the other too: there must be as many unhealthy ones,
     * and no more healthy ones among them.
     */
    private static boolean isAtLeastAsStrict(Failures one, Failures other) {
        return one.count() >= other.count() && one.window() - one.count() <= other.window() - other.count();
    }

    private static Severity severity(ConfigSection section, Severity fallback) {
        Severity severity = section.choice("severity", fallback);
        if (severity == Severity.CRITICAL && fallback == Severity.WARN && section.isLabel("severity")) {
            LabelLimits.refuse(section, "severity", severity.wireName(), fallback.wireName());
            return fallback;
        }
        return severity;
    }
}
