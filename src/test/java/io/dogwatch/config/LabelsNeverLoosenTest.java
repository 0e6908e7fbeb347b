package io.dogwatch.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.dogwatch.discover.WatchRules;
import io.dogwatch.model.Check;
import io.dogwatch.model.Dependency;
import io.dogwatch.model.Policy;
import io.dogwatch.model.Policy.Mode;
import io.dogwatch.model.Severity;
import io.dogwatch.model.Thresholds;
import io.dogwatch.model.Watch;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Whatever the operator wrote and whatever the labels ask for: the result is at least as strict, value by value. */
class LabelsNeverLoosenTest {

    private static final List<String> DURATIONS =
            List.of("0s", "100ms", "1s", "2s", "5s", "10s", "30s", "1m", "2m", "5m", "10m", "30m", "1h", "1d", "7d");
    private static final List<String> SHARES = List.of("0", "5%", "0.1", "20%", "0.3", "40%", "60%", "1");
    private static final List<String> NUMBERS = List.of("1", "2", "3", "4", "5", "6", "10", "20", "25", "30", "100");
    private static final List<String> FLAGS = List.of("true", "false");

    /** Every key of the policy and of a check that has an order, with values that are mostly in range. */
    private static final Map<String, List<String>> KEYS = keys();

    private static Map<String, List<String>> keys() {
        Map<String, List<String>> keys = new LinkedHashMap<>();
        keys.put("mode", List.of("heal", "observe"));
        for (String key : List.of("startPeriod", "restartDelay", "recoveryTimeout", "remedy.timeout")) {
            keys.put(key, DURATIONS);
        }
        keys.put("failWhen", List.of("any", "all", "1", "2", "3", "50"));
        keys.put("remedy.kill", FLAGS);
        for (String key : List.of("backoff.initial", "backoff.cap", "backoff.resetAfter")) {
            keys.put(key, DURATIONS);
        }
        keys.put("backoff.factor", List.of("1", "1.5", "2", "2.5", "10"));
        keys.put("backoff.jitter", SHARES);
        keys.put("budget.restarts", NUMBERS);
        keys.put("budget.window", DURATIONS);
        keys.put("budget.quarantine", DURATIONS);
        keys.put("giveUpAfter", NUMBERS);
        keys.put("crashLoop.crashes", NUMBERS);
        keys.put("crashLoop.window", DURATIONS);
        keys.put("crashLoop.stop", FLAGS);
        keys.put("flapping", List.of("off"));
        keys.put("flapping.changes", NUMBERS);
        keys.put("flapping.low", SHARES);
        keys.put("flapping.high", SHARES);
        keys.put("dependsOn", List.of("db", "db,cache", "cache"));
        keys.put("check.site.http.failureThreshold", List.of("1", "2", "3", "5", "2 of 3", "3 of 5", "4 of 5"));
        keys.put("check.site.http.successThreshold", NUMBERS);
        keys.put("check.site.http.severity", List.of("warn", "critical"));
        keys.put("check.site.http.interval", DURATIONS);
        keys.put("check.site.http.timeout", DURATIONS);
        keys.put("check.site.http.startInterval", DURATIONS);
        keys.put("check.state.severity", List.of("warn", "critical"));
        keys.put("check.state.failureThreshold", NUMBERS);
        keys.put("check.state.successExitCodes", List.of("0", "0,3"));
        return keys;
    }

    @Test
    void theResultIsAtLeastAsStrictAsTheOperator() {
        long seed = Long.getLong("dogwatch.seed", System.nanoTime());
        System.out.println("LabelsNeverLoosenTest seed=" + seed);
        Random random = new Random(seed);
        int accepted = 0;
        Map<String, Integer> effects = new TreeMap<>();
        for (int i = 0; i < 2_000; i++) {
            String yaml = operator(random);
            if (!Texts.faults(yaml).isEmpty()) {
                continue;
            }
            WatchRules rules = Texts.settings(yaml).watchRules(Optional.empty());
            Watch operators = watch(rules, Map.of("dogwatch.enable", "true"));
            for (int j = 0; j < 10; j++) {
                Map<String, String> labels = labels(random);

                Watch labelled = watch(rules, labels);

                assertThat(complaints(operators, labelled))
                        .as("%s%n with %s", yaml, labels)
                        .isEmpty();
                if (labelled.faults().isEmpty()) {
                    accepted++;
                    labelled.sources().values().stream()
                            .filter(source -> source.startsWith("label "))
                            .forEach(source -> effects.merge(source, 1, Integer::sum));
                } else {
                    assertThat(labelled.policy().mode()).isEqualTo(Mode.OBSERVE);
                }
            }
        }
        assertThat(accepted)
                .as("labels that are always refused would show little")
                .isGreaterThan(1000);
        assertThat(effects.keySet())
                .as("each key of a label had an effect at least once")
                .containsAll(KEYS.keySet().stream()
                        .filter(key -> !key.equals("flapping"))
                        .map(key -> "label dogwatch." + key)
                        .toList());
    }

    /** Some keys in the defaults, some in a rule, and sometimes no rule at all. */
    private static String operator(Random random) {
        StringBuilder yaml = new StringBuilder();
        yaml.append("defaults: ").append(flow(policy(random))).append('\n');
        if (random.nextInt(4) > 0) {
            Map<String, Object> rule = policy(random);
            rule.put("name", "web");
            if (random.nextBoolean()) {
                rule.put("dependsOn", "db");
            }
            Map<String, Object> site = new LinkedHashMap<>(Map.of("kind", "http", "port", "80"));
            for (String key : List.of("failureThreshold", "severity", "interval", "successThreshold")) {
                if (random.nextInt(4) == 0) {
                    site.put(key, pick(random, KEYS.getOrDefault("check.site.http." + key, List.of())));
                }
            }
            rule.put("checks", Map.of("site", site));
            yaml.append("watch: [").append(flow(rule)).append("]\n");
        }
        return yaml.toString();
    }

    private static Map<String, Object> policy(Random random) {
        Map<String, Object> policy = new LinkedHashMap<>();
        KEYS.forEach((key, values) -> {
            if (!key.startsWith("check.") && !key.equals("dependsOn") && random.nextInt(8) == 0) {
                put(policy, List.of(key.split("\\.")), pick(random, values));
            }
        });
        return policy;
    }

    @SuppressWarnings("unchecked")
    private static void put(Map<String, Object> policy, List<String> path, String value) {
        if (path.size() == 1) {
            policy.put(path.getFirst(), value);
        } else if (policy.computeIfAbsent(path.getFirst(), absent -> new LinkedHashMap<String, Object>())
                instanceof Map<?, ?> below) {
            put((Map<String, Object>) below, path.subList(1, path.size()), value);
        }
    }

    private static String flow(Map<?, ?> map) {
        List<String> entries = new ArrayList<>();
        map.forEach((key, value) ->
                entries.add(key + ": " + (value instanceof Map<?, ?> below ? flow(below) : "\"" + value + "\"")));
        return "{" + String.join(", ", entries) + "}";
    }

    private static Map<String, String> labels(Random random) {
        Map<String, String> labels = new HashMap<>(Map.of("dogwatch.check.site.http.port", "80"));
        List<String> keys = new ArrayList<>(KEYS.keySet());
        int count = 1 + random.nextInt(4);
        for (int i = 0; i < count; i++) {
            String key = keys.get(random.nextInt(keys.size()));
            labels.put("dogwatch." + key, pick(random, KEYS.getOrDefault(key, List.of())));
        }
        return labels;
    }

    private static String pick(Random random, List<String> values) {
        return values.get(random.nextInt(values.size()));
    }

    private static Watch watch(WatchRules rules, Map<String, String> labels) {
        return rules.watch("local", "0123456789abcdef", "web", "image", labels);
    }

    private static List<String> complaints(Watch operators, Watch labelled) {
        Complaints complaints = new Complaints();
        complaints.policy(operators.policy(), labelled.policy());
        operators
                .checks()
                .forEach(check -> labelled.check(check.name())
                        .ifPresentOrElse(
                                other -> complaints.check(check, other),
                                () -> complaints.require(false, "lost " + check)));
        complaints.require(
                parents(labelled).containsAll(parents(operators))
                        || !labelled.faults().isEmpty(),
                "dependsOn");
        complaints.require(labelled.required() == operators.required(), "required");
        return complaints.list;
    }

    private static List<String> parents(Watch watch) {
        return watch.dependsOn().stream().map(Dependency::parent).toList();
    }

    /** What "stricter" means, key by key, in words of its own. */
    private static final class Complaints {
        private final List<String> list = new ArrayList<>();

        void require(boolean isTrue, String what) {
            if (!isTrue) {
                list.add(what);
            }
        }

        void longer(Duration operators, Duration labelled, String what) {
            require(labelled.compareTo(operators) >= 0, what);
        }

        void policy(Policy operators, Policy labelled) {
            require(operators.mode() == Mode.HEAL || labelled.mode() == Mode.OBSERVE, "mode");
            require(operators.announce() == labelled.announce(), "announce");
            longer(operators.startPeriod(), labelled.startPeriod(), "startPeriod");
            longer(operators.restartDelay(), labelled.restartDelay(), "restartDelay");
            longer(operators.recoveryTimeout(), labelled.recoveryTimeout(), "recoveryTimeout");
            require(labelled.quorum().checks() >= operators.quorum().checks(), "failWhen");
            require(labelled.giveUpAfter() <= operators.giveUpAfter(), "giveUpAfter");
            require(labelled.successExitCodes().containsAll(operators.successExitCodes()), "successExitCodes");
            remedy(operators.restart(), labelled.restart());
            backoff(operators.backoff(), labelled.backoff());
            require(labelled.budget().restarts() <= operators.budget().restarts(), "restarts");
            longer(operators.budget().window(), labelled.budget().window(), "budget.window");
            longer(operators.budget().quarantine(), labelled.budget().quarantine(), "release");
            require(labelled.crashLoop().crashes() <= operators.crashLoop().crashes(), "crashes");
            longer(operators.crashLoop().window(), labelled.crashLoop().window(), "crashLoop.window");
            require(labelled.crashLoop().stop() || !operators.crashLoop().stop(), "stop");
            flapping(operators.flapping(), labelled.flapping());
        }

        private void remedy(Policy.Remedy operators, Policy.Remedy labelled) {
            require(operators.timeout().isPresent() == labelled.timeout().isPresent(), "patience is there");
            operators
                    .timeout()
                    .ifPresent(patience -> labelled.timeout().ifPresent(other -> longer(patience, other, "patience")));
            require(operators.kill() || !labelled.kill(), "kill");
            require(operators.before().equals(labelled.before()), "before");
            require(operators.after().equals(labelled.after()), "after");
        }

        private void backoff(Policy.Backoff operators, Policy.Backoff labelled) {
            longer(operators.initial(), labelled.initial(), "initial");
            require(labelled.factor() >= operators.factor(), "factor");
            longer(operators.cap(), labelled.cap(), "cap");
            require(labelled.jitter() <= operators.jitter(), "jitter");
            longer(operators.resetAfter(), labelled.resetAfter(), "resetAfter");
        }

        private void flapping(Policy.Flapping operators, Policy.Flapping labelled) {
            if (operators.changes() > 0) {
                require(labelled.changes() == operators.changes(), "changes");
                require(labelled.low() <= operators.low(), "low");
                require(labelled.high() <= operators.high(), "high");
            }
        }

        void check(Check operators, Check labelled) {
            require(labelled.kind().equals(operators.kind()), "kind");
            Thresholds one = operators.thresholds();
            Thresholds other = labelled.thresholds();
            require(one.severity() == Severity.CRITICAL || other.severity() == Severity.WARN, "severity");
            require(other.failure() >= one.failure(), "failureThreshold");
            require(other.window() - other.failure() <= one.window() - one.failure(), "x of y");
            require(other.success() <= one.success(), "successThreshold");
            if (operators instanceof Check.Probed probed && labelled instanceof Check.Probed slower) {
                longer(probed.schedule().interval(), slower.schedule().interval(), "interval");
                longer(probed.schedule().timeout(), slower.schedule().timeout(), "timeout");
                longer(probed.schedule().startInterval(), slower.schedule().startInterval(), "startInterval");
            }
        }
    }
}
