package io.dogwatch.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.dogwatch.discover.WatchRules;
import io.dogwatch.model.Policy;
import io.dogwatch.model.Policy.Mode;
import io.dogwatch.model.Watch;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Whatever bytes a container's labels hold: nothing is thrown, and nothing more is allowed than by the operator. */
class LabelFuzzTest {

    private static final List<String> WORDS = List.of(
            "dogwatch",
            "enable",
            "mode",
            "self",
            "check",
            "site",
            "http",
            "tcp",
            "log",
            "exec",
            "state",
            "health",
            "port",
            "path",
            "status",
            "steps",
            "0",
            "1",
            "send",
            "expect",
            "failure",
            "heartbeat",
            "pattern",
            "every",
            "budget",
            "restarts",
            "backoff",
            "initial",
            "interval",
            "timeout",
            "command",
            "mail",
            "to",
            "kind",
            "headers",
            "Host",
            "bodyMatches",
            "successExitCodes",
            "startPeriod",
            "remedy",
            "before",
            "kill",
            "flapping",
            "dependsOn",
            "failWhen",
            "",
            "\u0000",
            "\r\nX: y",
            "${jndi:ldap://x}",
            "../..",
            "<script>",
            "\uD800",
            "\u202E");
    private static final List<String> VALUES = List.of(
            "true",
            "false",
            "heal",
            "observe",
            "80",
            "0",
            "65536",
            "-1",
            "1s",
            "100ms",
            "9999999999999s",
            "2d",
            "^220",
            "((((a{0,20}){0,20}){0,20}){0,20}){0,20}",
            "(",
            "[",
            "\\",
            "a{1001}",
            "200-399",
            "/",
            "GET",
            "99",
            "",
            "null",
            "a\r\nb",
            "\u0000",
            "${HOME}",
            "`id`",
            "$(id)",
            "1,2,3",
            "\uDFFF",
            "x".repeat(5000),
            "(".repeat(900));

    private static final List<List<String>> SOUND = List.of(
            List.of("dogwatch.enable", "true"),
            List.of("dogwatch.mode", "observe"),
            List.of("dogwatch.check.http.port", "80"),
            List.of("dogwatch.check.site.http.port", "81"),
            List.of("dogwatch.check.beat.log.failure.0", "FATAL"),
            List.of("dogwatch.budget.restarts", "2"),
            List.of("dogwatch.budget.window", "1h"),
            List.of("dogwatch.check.state.successExitCodes", "0, 3"));

    @Test
    void anyLabelsGiveAWatchAndAtMostFaults() {
        long seed = Long.getLong("dogwatch.seed", System.nanoTime());
        System.out.println("LabelFuzzTest seed=" + seed);
        Random random = new Random(seed);
        WatchRules rules = Texts.settings("watch: [{name: web, checks: {site: {kind: http, port: 80}}}, {name: 'm*'}]")
                .watchRules(Optional.empty());
        int accepted = 0;
        for (int i = 0; i < Integer.getInteger("dogwatch.fuzz", 10_000); i++) {
            Map<String, String> labels = labels(random);
            String name = random.nextInt(3) == 0 ? "web" : random.nextBoolean() ? "m" : "other";

            Watch watch = rules.watch("local", "0123456789abcdef", name, "image", labels);

            assertThat(watch.check("state")).as("%s", labels).isPresent();
            assertThat(watch.check("health")).as("%s", labels).isPresent();
            assertThat(watch.checks().stream().map(check -> check.kind()))
                    .isSubsetOf("state", "health", "http", "tcp", "log");
            assertThat(watch.policy().budget().restarts()).isLessThanOrEqualTo(5);
            assertThat(watch.policy().budget().window())
                    .isGreaterThanOrEqualTo(Policy.HEAL.budget().window());
            if (!watch.faults().isEmpty()) {
                assertThat(watch.policy().mode()).isEqualTo(Mode.OBSERVE);
                assertThat(watch.faults())
                        .allMatch(fault -> fault.length() < 700)
                        .noneMatch(fault -> fault.chars().anyMatch(c -> c < ' '));
            } else if (watch.source().contains("label")) {
                accepted++;
            }
        }
        assertThat(accepted)
                .as("fuzzing that only ever fails would show little")
                .isGreaterThan(500);
    }

    private static Map<String, String> labels(Random random) {
        Map<String, String> labels = new HashMap<>();
        int sound = random.nextInt(4);
        for (int i = 0; i < sound; i++) {
            List<String> pair = SOUND.get(random.nextInt(SOUND.size()));
            labels.put(pair.getFirst(), pair.getLast());
        }
        int count = random.nextBoolean() ? 0 : random.nextInt(6);
        for (int i = 0; i < count; i++) {
            StringBuilder name = new StringBuilder(random.nextInt(10) == 0 ? "autoheal" : "dogwatch");
            int depth = random.nextInt(6);
            if (random.nextInt(3) == 0) {
                name.append(".check.site.").append(random.nextBoolean() ? "http" : "log");
            }
            for (int d = 0; d < depth; d++) {
                name.append('.').append(WORDS.get(random.nextInt(WORDS.size())));
            }
            labels.put(name.toString(), value(random));
        }
        return labels;
    }

    private static String value(Random random) {
        if (random.nextInt(4) > 0) {
            return VALUES.get(random.nextInt(VALUES.size()));
        }
        StringBuilder value = new StringBuilder();
        random.ints(random.nextInt(40), 0, 0x3000).forEach(c -> value.append((char) c));
        return value.toString();
    }
}
