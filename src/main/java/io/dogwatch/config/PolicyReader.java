package io.dogwatch.config;

import io.dogwatch.target.Policy;
import io.dogwatch.target.Policy.Backoff;
import io.dogwatch.target.Policy.Budget;
import io.dogwatch.target.Policy.Mode;
import java.time.Duration;
import java.util.Set;

/**
 * Reads what may be done about a target. A container's label may only ask for less than the operator allows: fewer or
 * later restarts, longer waits, observing instead of healing; for a label, the fallback is the limit.
 */
final class PolicyReader {

    static final Set<String> KEYS = Set.of("mode", "startPeriod", "actAfter", "verifyWithin", "backoff", "budget");

    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration DAY = Duration.ofDays(1);

    private PolicyReader() {}

    /** @param fallback the operator's values, which hold where nothing is written */
    static Policy read(Section section, Policy fallback) {
        return fallback.toBuilder()
                .mode(mode(section, fallback.mode()))
                .startPeriod(section.duration("startPeriod", fallback.startPeriod(), Duration.ZERO, DAY))
                .actAfter(atLeast(section, "actAfter", fallback.actAfter(), Duration.ZERO, DAY))
                .verifyWithin(section.duration("verifyWithin", fallback.verifyWithin(), SECOND, DAY))
                .backoff(backoff(section.section("backoff", "backoff"), fallback.backoff()))
                .budget(budget(section.section("budget", "budget"), fallback.budget()))
                .build();
    }

    private static Mode mode(Section section, Mode fallback) {
        Mode mode = section.choice("mode", fallback);
        if (mode == Mode.HEAL && fallback == Mode.OBSERVE && section.isLabel("mode")) {
            section.fault("mode", "\"heal\" is more than the operator allows; allowed: observe");
            return fallback;
        }
        return mode;
    }

    private static Backoff backoff(Section section, Backoff fallback) {
        Backoff backoff = new Backoff(
                atLeast(section, "initial", fallback.initial(), SECOND, DAY),
                section.decimal("factor", fallback.factor(), section.isLabel("factor") ? fallback.factor() : 1, 10),
                atLeast(section, "cap", fallback.cap(), SECOND, DAY),
                section.decimal("jitter", fallback.jitter(), 0, 1),
                atLeast(section, "resetAfter", fallback.resetAfter(), SECOND, DAY.multipliedBy(7)));
        if (backoff.initial().compareTo(backoff.cap()) > 0) {
            section.fault(
                    section.has("initial") ? "initial" : "cap",
                    section.has("initial")
                            ? Quantities.text(backoff.initial()) + " is longer than cap "
                                    + Quantities.text(backoff.cap())
                            : Quantities.text(backoff.cap()) + " is shorter than initial "
                                    + Quantities.text(backoff.initial()));
        }
        section.rejectUnknown();
        return backoff;
    }

    private static Budget budget(Section section, Budget fallback) {
        int most = section.isLabel("restarts") ? fallback.restarts() : 1000;
        Budget budget = new Budget(
                section.number("restarts", fallback.restarts(), 1, most),
                atLeast(section, "window", fallback.window(), SECOND, DAY.multipliedBy(7)),
                atLeast(section, "release", fallback.release(), SECOND, DAY.multipliedBy(365)));
        section.rejectUnknown();
        return budget;
    }

    /** For a label, no shorter than the fallback. */
    private static Duration atLeast(Section section, String key, Duration fallback, Duration min, Duration max) {
        return section.duration(key, fallback, section.isLabel(key) ? fallback : min, max);
    }
}
