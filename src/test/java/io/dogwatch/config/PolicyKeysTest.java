package io.dogwatch.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.dogwatch.discover.WatchRules;
import io.dogwatch.model.Dependency;
import io.dogwatch.model.Dependency.Need;
import io.dogwatch.model.Dependency.Via;
import io.dogwatch.model.Policy;
import io.dogwatch.model.Policy.CrashLoop;
import io.dogwatch.model.Policy.Flapping;
import io.dogwatch.model.Policy.Hook;
import io.dogwatch.model.Policy.Mode;
import io.dogwatch.model.Policy.Quorum;
import io.dogwatch.model.Policy.Remedy;
import io.dogwatch.model.Severity;
import io.dogwatch.model.Thresholds;
import io.dogwatch.model.Watch;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The policy in full, as a rule, the defaults and a label write it. */
class PolicyKeysTest {

    private static final String POLICY = """
            failWhen: 2
            giveUpAfter: 2
            remedy:
              timeout: 45s
              kill: false
              before: [{command: [/opt/drain, web, ""], timeout: 20s}]
              after: {command: /opt/undrain}
            crashLoop: {crashes: 3, window: 10m, stop: true}
            flapping: {changes: 10, low: 0.1, high: 30%}
            """;

    @Test
    void aRuleAndTheDefaultsSayTheSameInTheSameWords() {
        Policy byRule = Texts.settings("watch:\n- name: web\n" + POLICY.indent(2))
                .watch()
                .getFirst()
                .policy();
        Policy byDefaults = Texts.settings("defaults:\n" + POLICY.indent(2) + "watch: [{name: web}]")
                .watch()
                .getFirst()
                .policy();

        assertThat(byRule.quorum()).isEqualTo(new Quorum(2));
        assertThat(byRule.giveUpAfter()).isEqualTo(2);
        assertThat(byRule.restart())
                .isEqualTo(new Remedy(
                        Optional.of(Duration.ofSeconds(45)),
                        false,
                        List.of(new Hook(List.of("/opt/drain", "web", ""), Duration.ofSeconds(20))),
                        List.of(new Hook(List.of("/opt/undrain"), Duration.ofSeconds(10)))));
        assertThat(byRule.crashLoop()).isEqualTo(new CrashLoop(3, Duration.ofMinutes(10), true));
        assertThat(byRule.flapping()).isEqualTo(new Flapping(10, 0.1, 0.3));
        assertThat(byDefaults).isEqualTo(byRule);
    }

    @Test
    void aLabelSaysTheSameWithDots() {
        Watch watch = watch(
                "defaults: {remedy: {timeout: 30s}}",
                Map.of(
                        "dogwatch.failWhen", "all",
                        "dogwatch.giveUpAfter", "1",
                        "dogwatch.remedy.timeout", "45s",
                        "dogwatch.remedy.kill", "false",
                        "dogwatch.crashLoop.crashes", "3",
                        "dogwatch.crashLoop.stop", "true",
                        "dogwatch.flapping.low", "10%",
                        "dogwatch.flapping.high", "0.3"));

        assertThat(watch.faults()).isEmpty();
        assertThat(watch.policy())
                .isEqualTo(Policy.HEAL.toBuilder()
                        .quorum(Quorum.ALL)
                        .giveUpAfter(1)
                        .restart(new Remedy(Optional.of(Duration.ofSeconds(45)), false, List.of(), List.of()))
                        .crashLoop(new CrashLoop(3, Duration.ofMinutes(30), true))
                        .flapping(new Flapping(20, 0.1, 0.3))
                        .build());
    }

    @ParameterizedTest
    @CsvSource({"any, 1", "all, 2147483647", "1, 1", "2, 2", "50, 50"})
    void soManyChecksMustFailTogether(String text, int checks) {
        assertThat(policy("failWhen: " + text).quorum().checks()).isEqualTo(checks);
    }

    @ParameterizedTest
    @CsvSource({"3, 3, 3", "1000, 1000, 1000", "3 of 5, 3, 5", "30 of 30, 30, 30", "1  of  2, 1, 2"})
    void failuresInARowOrAmongTheLast(String text, int failure, int window) {
        Thresholds thresholds = thresholds("failureThreshold: " + text);

        assertThat(thresholds.failure()).isEqualTo(failure);
        assertThat(thresholds.window()).isEqualTo(window);
    }

    @ParameterizedTest
    @CsvSource({"0", "1001", "0 of 3", "4 of 3", "3 of 31", "3 off 5", "-1"})
    void anythingElseIsNoThreshold(String text) {
        assertThat(Texts.faults("watch: [{name: web, checks: {http: {port: 80, failureThreshold: '" + text + "'}}}]"))
                .containsExactly("watch[0].checks.http.failureThreshold: invalid number of failures \"" + text
                        + "\"; allowed: 1 to 1000 in a row, or x of y up to 30 (line 1)");
    }

    @Test
    void aCheckMattersUnlessItOnlyWarns() {
        assertThat(thresholds("interval: 10s").severity()).isEqualTo(Severity.CRITICAL);
        assertThat(thresholds("severity: warn").severity()).isEqualTo(Severity.WARN);
        assertThat(Texts.settings("""
                                defaults: {checks: {severity: warn, failureThreshold: 2 of 4}}
                                watch: [{name: web, checks: {http: {port: 80}}}]
                                """).watch().getFirst().checks().getLast().thresholds())
                .isEqualTo(new Thresholds(2, 1, 4, Severity.WARN));
    }

    @Test
    void flappingCanBeSwitchedOffAndOnAgain() {
        assertThat(policy("flapping: off").flapping().changes()).isZero();
        assertThat(Texts.settings("defaults: {flapping: off}\nwatch: [{name: a}, {name: b, flapping: {high: 50%}}]")
                        .watch()
                        .stream()
                        .map(rule -> rule.policy().flapping()))
                .containsExactly(new Flapping(0, 0.2, 0.4), new Flapping(20, 0.2, 0.5));
    }

    @Test
    void aRuleCanDoWithoutTheCommandsOfTheDefaults() {
        assertThat(Texts.settings("""
                                defaults: {remedy: {before: {command: /opt/drain}}}
                                watch: [{name: a}, {name: b, remedy: {before: []}}]
                                """).watch().stream()
                        .map(rule -> rule.policy().restart().before().size()))
                .containsExactly(1, 0);
    }

    @Test
    void parentsAreNamedInAListOrWithWhatTheyMustBe() {
        Dependency db = new Dependency("db", Need.STARTED, Via.CONFIG);
        Dependency cache = new Dependency("cache", Need.STARTED, Via.CONFIG);

        assertThat(watch("watch: [{name: web, dependsOn: [db, cache]}]", Map.of())
                        .dependsOn())
                .containsExactly(db, cache);
        assertThat(watch("watch: [{name: web, dependsOn: db}]", Map.of()).dependsOn())
                .containsExactly(db);
        assertThat(watch("watch: [{name: web, dependsOn: {db: healthy, job: completed, cache: started}}]", Map.of())
                        .dependsOn())
                .containsExactly(
                        new Dependency("db", Need.HEALTHY, Via.CONFIG),
                        new Dependency("job", Need.COMPLETED, Via.CONFIG),
                        cache);
        assertThat(watch("", Map.of("dogwatch.dependsOn", "db, cache")).dependsOn())
                .containsExactly(db, cache);
        assertThat(watch("", Map.of("dogwatch.dependsOn.db", "healthy")).dependsOn())
                .containsExactly(new Dependency("db", Need.HEALTHY, Via.CONFIG));
    }

    @Test
    void aRuleAboutManyMayNameOneOfThem() {
        WatchRules rules =
                Texts.settings("watch: [{name: '*', dependsOn: [vpn]}]").watchRules(Optional.empty());

        assertThat(rules.watch("local", "1", "vpn", "x", Map.of()).dependsOn()).isEmpty();
        assertThat(rules.watch("local", "1", "web", "x", Map.of()).dependsOn()).hasSize(1);
    }

    @ParameterizedTest(name = "{1}={2} under {0}")
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "-|remedy.before.0.command|/bin/sh|is not allowed in a label; commands come only from the configuration file",
                "-|remedy.after|reboot|is not allowed in a label; commands come only from the configuration file",
                "-|remedy.timeout|5m|is not allowed in a label unless the operator sets it, because a label can only lengthen it",
                "remedy: {timeout: 1m}|remedy.timeout|59s|59s is out of range; allowed: 1m to 10m",
                "remedy: {kill: false}|remedy.kill|true|\"true\" exceeds the limit set by the operator; allowed: false",
                "failWhen: 2|failWhen|any|\"any\" exceeds the limit set by the operator; allowed: all, or 2 to 50",
                "failWhen: all|failWhen|7|\"7\" exceeds the limit set by the operator; allowed: all",
                "-|giveUpAfter|4|4 is out of range; allowed: 1 to 3",
                "-|crashLoop.crashes|6|6 is out of range; allowed: 2 to 5",
                "-|crashLoop.window|29m|29m is out of range; allowed: 30m to 7d",
                "crashLoop: {stop: true}|crashLoop.stop|false|\"false\" exceeds the limit set by the operator; allowed: true",
                "-|flapping|off|\"off\" exceeds the limit set by the operator; allowed: keys: flapping",
                "-|flapping.changes|30|\"30\" exceeds the limit set by the operator; allowed: 20",
                "-|flapping.high|41%|41% is out of range; allowed: 1% to 40%",
                "-|backoff.jitter|0.3|0.3 is out of range; allowed: 0% to 20%",
                "-|startPeriod|29s|29s is out of range; allowed: 30s to 1d",
                "-|recoveryTimeout|1m|1m is out of range; allowed: 2m to 1d",
                "-|dependsOn|web|must not name its own container",
                "-|dependsOn|../db|invalid container name \"../db\"",
                "-|dependsOn.db|healty|unknown value \"healty\"; did you mean \"healthy\"?",
            })
    void aLabelThatAsksForMoreIsAFault(String defaults, String key, String value, String fault) {
        Watch watch = watch(defaults == null ? "" : "defaults: {" + defaults + "}", Map.of("dogwatch." + key, value));

        assertThat(watch.faults()).isNotEmpty().allMatch(text -> text.endsWith(": " + fault));
        assertThat(watch.policy().mode()).isEqualTo(Mode.OBSERVE);
    }

    @ParameterizedTest(name = "{1}={2} under {0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "interval: 10s|failureThreshold|2|\"2\" exceeds the limit set by the operator; allowed: 3 or more in a row",
                "interval: 10s|failureThreshold|3 of 4|\"3 of 4\" exceeds the limit set by the operator; allowed: 3 or more in a row",
                "failureThreshold: 3 of 5|failureThreshold|4 of 7|\"4 of 7\" exceeds the limit set by the operator; allowed: 3 or more, with at most 2 healthy among them",
                "severity: warn|severity|critical|\"critical\" exceeds the limit set by the operator; allowed: warn",
                "interval: 10s|successThreshold|2|2 is out of range; allowed: 1 to 1",
            })
    void aLabelCannotMakeAChecksThresholdsLower(String defaults, String key, String value, String fault) {
        String label = "dogwatch.check.site.http." + key;

        Watch watch = watch(
                "defaults: {checks: {" + defaults + "}}", Map.of("dogwatch.check.site.http.port", "80", label, value));

        assertThat(watch.faults()).containsExactly(label + ": " + fault);
    }

    @Test
    void aLabelMakesItsOwnChecksAsQuickAsItLikesButNotTheRules() {
        Map<String, String> labels =
                Map.of("dogwatch.check.site.http.port", "80", "dogwatch.check.site.http.interval", "1s");

        assertThat(watch("", labels).faults()).isEmpty();
        assertThat(watch("watch: [{name: web, checks: {site: {kind: http, port: 80}}}]", labels)
                        .faults())
                .containsExactly("dogwatch.check.site.http.interval: 1s is out of range; allowed: 10s to 1d");
    }

    /** Tried with every sequence of twelve outcomes: what fails by the label's threshold fails by the operator's. */
    @Test
    void aThresholdThatALabelMayAskForNeverFailsWhereTheOperatorsDoesNot() {
        int accepted = 0;
        for (int window = 1; window <= 5; window++) {
            for (int failure = 1; failure <= window; failure++) {
                WatchRules rules = Texts.settings(
                                "defaults: {checks: {failureThreshold: " + failure + " of " + window + "}}")
                        .watchRules(Optional.empty());
                for (int asked = 1; asked <= 6; asked++) {
                    for (int among = asked; among <= 6; among++) {
                        Watch watch = rules.watch(
                                "local",
                                "0123",
                                "web",
                                "x",
                                Map.of(
                                        "dogwatch.check.http.port",
                                        "80",
                                        "dogwatch.check.http.failureThreshold",
                                        asked + " of " + among));
                        if (watch.faults().isEmpty()) {
                            accepted++;
                            assertNeverFailsAlone(asked, among, failure, window);
                        }
                    }
                }
            }
        }
        assertThat(accepted).isGreaterThan(50);
    }

    private static void assertNeverFailsAlone(int asked, int among, int failure, int window) {
        for (int outcomes = 0; outcomes < 1 << 12; outcomes++) {
            boolean byLabel = Integer.bitCount(outcomes & ((1 << among) - 1)) >= asked;
            boolean byOperator = Integer.bitCount(outcomes & ((1 << window) - 1)) >= failure;
            assertThat(!byLabel || byOperator)
                    .as("%s of %s against %s of %s", asked, among, failure, window)
                    .isTrue();
        }
    }

    private static Policy policy(String keys) {
        return Texts.settings("watch: [{name: web, " + keys + "}]")
                .watch()
                .getFirst()
                .policy();
    }

    private static Thresholds thresholds(String keys) {
        return Texts.settings("watch: [{name: web, checks: {http: {port: 80, " + keys + "}}}]")
                .watch()
                .getFirst()
                .checks()
                .getLast()
                .thresholds();
    }

    private static Watch watch(String yaml, Map<String, String> labels) {
        return Texts.settings(yaml).watchRules(Optional.empty()).watch("local", "0123456789abcdef", "web", "x", labels);
    }
}
