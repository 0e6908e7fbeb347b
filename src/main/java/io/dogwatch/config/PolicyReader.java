package io.dogwatch.config;

import io.dogwatch.config.Notation.Answer.Meaning;
import io.dogwatch.config.Notation.Answer.Refusal;
import io.dogwatch.target.Policy;
import io.dogwatch.target.Policy.Backoff;
import io.dogwatch.target.Policy.Budget;
import io.dogwatch.target.Policy.CrashLoop;
import io.dogwatch.target.Policy.Mode;
import io.dogwatch.target.Policy.Quorum;
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
            "restart",
            "backoff",
            "budget",
            "giveUpAfter",
            "crashLoop",
            "flapping");

    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration DAY = Duration.ofDays(1);
    private static final Duration WEEK = Duration.ofDays(7);

    private static final String QUORUM_RANGE = "any, all, or 1 to 50";
    private static final Notation<Quorum> QUORUM = new Notation<>(QUORUM_RANGE, text -> switch (text) {
        case "any" -> new Meaning<>(Quorum.ANY);
        case "all" -> new Meaning<>(Quorum.ALL);
        default ->
            text.matches("[1-9]|[1-4][0-9]|50")
                    ? new Meaning<>(new Quorum(Integer.parseInt(text)))
                    : new Refusal<>("invalid number of checks " + Words.quote(text) + "; allowed: " + QUORUM_RANGE);
    });

    private static final Notation<String> TEAM = new Notation<>(
            "a name",
            text -> text.matches("[A-Za-z0-9][A-Za-z0-9._-]{0,63}")
                    ? new Meaning<>(text)
                    : new Refusal<>("invalid name " + Words.quote(text)
                            + "; allowed: up to 64 letters, digits, dots, dashes and underscores"));

    private PolicyReader() {}

    /** @param fallback the operator's values, which hold where nothing is written */
    static Policy read(Section section, Policy fallback) {
        return fallback.toBuilder()
                .mode(mode(section, fallback.mode()))
                .team(team(section, fallback.team()))
                .startPeriod(Ceiling.atLeast(section, "startPeriod", fallback.startPeriod(), Duration.ZERO, DAY))
                .restartDelay(Ceiling.atLeast(section, "restartDelay", fallback.restartDelay(), Duration.ZERO, DAY))
                .recoveryTimeout(Ceiling.atLeast(section, "recoveryTimeout", fallback.recoveryTimeout(), SECOND, DAY))
                .quorum(quorum(section, fallback.quorum()))
                .restart(RemedyReader.read(section.section("restart", "restart"), fallback.restart()))
                .backoff(backoff(section.section("backoff", "backoff"), fallback.backoff()))
                .budget(budget(section.section("budget", "budget"), fallback.budget()))
                .giveUpAfter(Ceiling.atMost(section, "giveUpAfter", fallback.giveUpAfter(), 1, 100))
                .crashLoop(crashLoop(section.section("crashLoop", "crashLoop"), fallback.crashLoop()))
                .flapping(FlappingReader.read(section, fallback.flapping()))
                .diagnostic(DiagnosticReader.read(
                        section.section(DiagnosticReader.KEY, "diagnosis"), fallback.diagnostic()))
                .build();
    }

    private static Mode mode(Section section, Mode fallback) {
        Mode mode = section.choice("mode", fallback);
        if (mode == Mode.HEAL && fallback == Mode.OBSERVE && section.isLabel("mode")) {
            Ceiling.refuse(section, "mode", mode.word(), fallback.word());
            return fallback;
        }
        return mode;
    }

    private static Optional<String> team(Section section, Optional<String> fallback) {
        return section.read("team", "none", TEAM).or(() -> fallback);
    }

    /** The more checks must fail, the fewer restarts there are. */
    private static Quorum quorum(Section section, Quorum fallback) {
        Quorum quorum = section.read(QUORUM_KEY, fallback.word(), QUORUM).orElse(fallback);
        if (quorum.checks() < fallback.checks() && section.isLabel(QUORUM_KEY)) {
            String allowed = fallback.equals(Quorum.ALL) ? "all" : "all, or " + fallback.checks() + " to 50";
            Ceiling.refuse(section, QUORUM_KEY, quorum.word(), allowed);
            return fallback;
        }
        return quorum;
    }

    private static Backoff backoff(Section section, Backoff fallback) {
        double leastFactor = section.isLabel("factor") ? fallback.factor() : 1;
        Backoff backoff = new Backoff(
                Ceiling.atLeast(section, "initial", fallback.initial(), SECOND, DAY),
                section.decimal("factor", fallback.factor(), leastFactor, 10),
                Ceiling.atLeast(section, "cap", fallback.cap(), SECOND, DAY),
                Ceiling.shareAtMost(section, "jitter", fallback.jitter(), 0, 1),
                Ceiling.atLeast(section, "resetAfter", fallback.resetAfter(), SECOND, WEEK));
        Ceiling.inOrder(section, "initial", backoff.initial(), "cap", backoff.cap());
        section.rejectUnknown();
        return backoff;
    }

    private static Budget budget(Section section, Budget fallback) {
        Budget budget = new Budget(
                Ceiling.atMost(section, "restarts", fallback.restarts(), 1, 1000),
                Ceiling.atLeast(section, "window", fallback.window(), SECOND, WEEK),
                Ceiling.atLeast(section, "quarantine", fallback.quarantine(), SECOND, DAY.multipliedBy(365)));
        section.rejectUnknown();
        return budget;
    }

    /** A label may have it called a loop sooner, and its own container stopped then; it cannot keep the loop going. */
    private static CrashLoop crashLoop(Section section, CrashLoop fallback) {
        CrashLoop crashLoop = new CrashLoop(
                Ceiling.atMost(section, "crashes", fallback.crashes(), 2, 100),
                Ceiling.atLeast(section, "window", fallback.window(), SECOND, WEEK),
                Ceiling.flag(section, "stop", fallback.stop(), false));
        section.rejectUnknown();
        return crashLoop;
    }
}
