package io.dogwatch.config;

import io.dogwatch.model.Check;
import io.dogwatch.model.Dependency;
import io.dogwatch.model.Policy;
import io.dogwatch.model.Thresholds;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads what is wanted of a target: its checks and its policy. The same for a rule of the file and for labels. */
final class TargetReader {

    /** The target keys of a rule; a label may set all except the command. */
    static final Set<String> KEYS = keys();

    private static final int MAX_CHECKS = 50;

    private final CheckReader checkReader;

    TargetReader(Defaults defaults) {
        this.checkReader = new CheckReader(defaults);
    }

    /** Those of them that a label writes as they are; it has {@code check} for {@code checks}. */
    static final Set<String> PLAIN_KEYS = plainKeys();

    private static Set<String> plainKeys() {
        Set<String> keys = new HashSet<>(PolicyReader.KEYS);
        keys.add(DependenciesReader.KEY);
        return Set.copyOf(keys);
    }

    private static Set<String> keys() {
        Set<String> keys = new HashSet<>(plainKeys());
        keys.add("checks");
        keys.add(DiagnosticReader.KEY);
        return Set.copyOf(keys);
    }

    /** What was read. */
    record Wishes(List<Check> checks, Policy policy, List<Dependency> dependsOn) {}

    /** Reads the target keys; the caller rejects all others. */
    Wishes read(ConfigSection section, Policy fallback) {
        Policy policy = PolicyReader.read(section, fallback);
        List<Dependency> dependsOn = DependenciesReader.read(section);
        List<Check> checks = new ArrayList<>();
        Set<Integer> successExitCodes = new HashSet<>(policy.successExitCodes());
        Map<String, ConfigSection> named = section.named("checks", "check");
        if (named.size() > MAX_CHECKS) {
            section.fault("checks", "must not exceed " + MAX_CHECKS + " checks, but has " + named.size());
            return new Wishes(implicit(List.of()), policy, dependsOn);
        }
        named.forEach((name, check) -> {
            kind(name, check)
                    .flatMap(kind -> checkReader.read(name, kind, check))
                    .ifPresent(checks::add);
            if (name.equals(CheckKind.STATE.wireName())) {
                successExitCodes.addAll(successExitCodes(check));
            }
        });
        return new Wishes(
                implicit(checks),
                policy.toBuilder().successExitCodes(successExitCodes).build(),
                dependsOn);
    }

    private static Optional<CheckKind> kind(String name, ConfigSection section) {
        if (!name.matches("[A-Za-z0-9_-]{1,40}")) {
            section.faultHere("invalid check name; allowed: 1 to 40 letters, digits, - and _");
            return Optional.empty();
        }
        Optional<CheckKind> byName = CheckKind.of(name);
        Optional<String> word = section.text("kind");
        if (word.isEmpty()) {
            if (byName.isEmpty()) {
                section.missing(
                        "kind",
                        "allowed: " + String.join(", ", CheckKind.words())
                                + " (or use a kind as the name of the check)");
            }
            return byName;
        }
        Optional<CheckKind> kind = CheckKind.of(word.get());
        if (kind.isEmpty()) {
            section.fault(
                    "kind",
                    "unknown kind " + UnknownKeyMessage.quote(word.get())
                            + UnknownKeyMessage.hint(word.get(), CheckKind.words()));
        } else if (isImplicit(kind) != isImplicit(byName) || (isImplicit(kind) && !kind.equals(byName))) {
            section.fault("kind", "the names state and health are reserved for checks of these kinds");
            return Optional.empty();
        }
        return kind;
    }

    private static boolean isImplicit(Optional<CheckKind> kind) {
        return kind.equals(Optional.of(CheckKind.STATE)) || kind.equals(Optional.of(CheckKind.HEALTH));
    }

    /** With the checks that every target has, first, unless they are there. */
    static List<Check> implicit(List<Check> written) {
        List<Check> checks = new ArrayList<>(written);
        if (written.stream().noneMatch(check -> check instanceof Check.HealthCheck)) {
            checks.addFirst(new Check.HealthCheck(CheckKind.HEALTH.wireName(), Thresholds.CERTAIN));
        }
        if (written.stream().noneMatch(check -> check instanceof Check.StateCheck)) {
            checks.addFirst(new Check.StateCheck(CheckKind.STATE.wireName(), Thresholds.CERTAIN));
        }
        return checks;
    }

    /** Codes as a list, or as one text with commas. */
    static Set<Integer> successExitCodes(ConfigSection section) {
        return exitCodes(section, "successExitCodes", "none");
    }

    static Set<Integer> exitCodes(ConfigSection section, String key, String standard) {
        Set<Integer> codes = new HashSet<>();
        for (String item : section.list(key, standard, "0 to 255")) {
            for (String part : item.split(",", 300)) {
                String code = part.strip();
                if (code.matches("\\d{1,3}") && Integer.parseInt(code) <= 255) {
                    codes.add(Integer.parseInt(code));
                } else {
                    section.fault(key, "invalid exit code " + UnknownKeyMessage.quote(code) + "; allowed: 0 to 255");
                }
            }
        }
        return codes;
    }
}
