package io.dogwatch.config;

import io.dogwatch.config.ValueParser.Answer.Meaning;
import io.dogwatch.config.ValueParser.Answer.Refusal;
import io.dogwatch.model.Policy;
import io.dogwatch.model.Policy.Backoff;
import io.dogwatch.model.Policy.Budget;
import io.dogwatch.model.Policy.CrashLoop;
import io.dogwatch.model.Policy.Mode;
import io.dogwatch.model.Policy.Quorum;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * Reads what may be done about a target. A container's label may only ask for less than the operator allows: fewer or
 * later restarts, longer waits, observing instead of healing; for a label, the fallback is the limit.
 */
final class PolicyReader {

    static final String QUORUM_KEY = "failWhen";

    static final Set<String> KEYS = Set.of(
            "mode",
            "team",
            "startPeriod",
            "restartDelay",
            "recoveryTimeout",
            QUORUM_KEY,
            "remedy",
            "backoff",
            "budget",
            "giveUpAfter",
            "crashLoop",
            "flapping");

    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration DAY = Duration.ofDays(1);
    private static final Duration WEEK = Duration.ofDays(7);

    private static final String QUORUM_RANGE = "any, all, or 1 to 50";
    private static final ValueParser<Quorum> QUORUM = new ValueParser<>(QUORUM_RANGE, text -> switch (text) {
        case "any" -> new Meaning<>(Quorum.ANY);
        case "all" -> new Meaning<>(Quorum.ALL);
        default ->
            text.matches("[1-9]|[1-4][0-9]|50")
                    ? new Meaning<>(new Quorum(Integer.parseInt(text)))
                    : new Refusal<>(
                            "invalid number of checks " + UnknownKeyMessage.quote(text) + "; allowed: " + QUORUM_RANGE);
    });

    private static final ValueParser<String> TEAM = new ValueParser<>(
            "a name",
            text -> text.matches("[A-Za-z0-9][A-Za-z0-9._-]{0,63}")
                    ? new Meaning<>(text)
                    : new Refusal<>("invalid name " + UnknownKeyMessage.quote(text)
                            + "; allowed: up to 64 letters, digits, dots, dashes and underscores"));

    private PolicyReader() {}

    /** @param fallback the operator's values, used for missing keys */
    static Policy read(ConfigSection section, Policy fallback) {
        return fallback.toBuilder()
                .mode(mode(section, fallback.mode()))
                .team(team(section, fallback.team()))
                .startPeriod(LabelLimits.atLeast(section, "startPeriod", fallback.startPeriod(), Duration.ZERO, DAY))
                .restartDelay(LabelLimits.atLeast(section, "restartDelay", fallback.restartDelay(), Duration.ZERO, DAY))
                .recoveryTimeout(
                        LabelLimits.atLeast(section, "recoveryTimeout", fallback.recoveryTimeout(), SECOND, DAY))
                .quorum(quorum(section, fallback.quorum()))
                .restart(RestartReader.read(section.section("remedy", "remedy"), fallback.restart()))
                .backoff(backoff(section.section("backoff", "backoff"), fallback.backoff()))
                .budget(budget(section.section("budget", "budget"), fallback.budget()))
                .giveUpAfter(LabelLimits.atMost(section, "giveUpAfter", fallback.giveUpAfter(), 1, 100))
                .crashLoop(crashLoop(section.section("crashLoop", "crashLoop"), fallback.crashLoop()))
                .flapping(FlappingReader.read(section, fallback.flapping()))
                .diagnostic(DiagnosticReader.read(
                        section.section(DiagnosticReader.KEY, "diagnosis"), fallback.diagnostic()))
                .build();
    }

    private static Mode mode(ConfigSection section, Mode fallback) {
        Mode mode = section.choice("mode", fallback);
        if (mode == Mode.HEAL && fallback == Mode.OBSERVE && section.isLabel("mode")) {
            LabelLimits.refuse(section, "mode", mode.wireName(), fallback.wireName());
            return fallback;
        }
        return mode;
    }

    private static Optional<String> team(ConfigSection section, Optional<String> fallback) {
        return section.read("team", "none", TEAM).or(() -> fallback);
    }

    /** The more checks must fail, the fewer restarts there are. */
    private static Quorum quorum(ConfigSection section, Quorum fallback) {
        Quorum quorum = section.read(QUORUM_KEY, fallback.wireName(), QUORUM).orElse(fallback);
        if (quorum.checks() < fallback.checks() && section.isLabel(QUORUM_KEY)) {
            String allowed = fallback.equals(Quorum.ALL) ? "all" : "all, or " + fallback.checks() + " to 50";
            LabelLimits.refuse(section, QUORUM_KEY, quorum.wireName(), allowed);
            return fallback;
        }
        return quorum;
    }

    private static Backoff backoff(ConfigSection section, Backoff fallback) {
        double leastFactor = section.isLabel("factor") ? fallback.factor() : 1;
        Backoff backoff = new Backoff(
                LabelLimits.atLeast(section, "initial", fallback.initial(), SECOND, DAY),
                section.decimal("factor", fallback.factor(), leastFactor, 10),
                LabelLimits.atLeast(section, "cap", fallback.cap(), SECOND, DAY),
                LabelLimits.shareAtMost(section, "jitter", fallback.jitter(), 0, 1),
                LabelLimits.atLeast(section, "resetAfter", fallback.resetAfter(), SECOND, WEEK));
        LabelLimits.inOrder(section, "initial", backoff.initial(), "cap", backoff.cap());
        section.rejectUnknown();
        return backoff;
    }

    private static Budget budget(ConfigSection section, Budget fallback) {
        Budget budget = new Budget(
                LabelLimits.atMost(section, "restarts", fallback.restarts(), 1, 1000),
                LabelLimits.atLeast(section, "window", fallback.window(), SECOND, WEEK),
                LabelLimits.atLeast(section, "quarantine", fallback.quarantine(), SECOND, DAY.multipliedBy(365)));
        section.rejectUnknown();
        return budget;
    }

    /** A label may have it called a loop sooner, and its own container stopped then; it cannot keep the loop going. */
    private static CrashLoop crashLoop(ConfigSection section, CrashLoop fallback) {
        CrashLoop crashLoop = new CrashLoop(
                LabelLimits.atMost(section, "crashes", fallback.crashes(), 2, 100),
                LabelLimits.atLeast(section, "window", fallback.window(), SECOND, WEEK),
                LabelLimits.flag(section, "stop", fallback.stop(), false));
        section.rejectUnknown();
        return crashLoop;
    }
}
