package io.dogwatch.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.dogwatch.discover.WatchRules;
import io.dogwatch.model.Check;
import io.dogwatch.model.HttpCheck;
import io.dogwatch.model.LogCheck;
import io.dogwatch.model.Policy.Mode;
import io.dogwatch.model.TcpCheck;
import io.dogwatch.model.Watch;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RuleMatcherTest {

    private static final String OWN_ID = "aaaaaaaaaaaabbbbbbbbbbbbcccccccccccc";

    @ParameterizedTest(name = "rule {0}, label {1}, default {2} give {3}")
    @CsvSource(
            nullValues = "-",
            value = {
                "-, -, -, 30s",
                "-, -, 40s, 40s",
                "-, 1m, -, 1m",
                "-, 1m, 40s, 1m",
                "20s, -, -, 20s",
                "20s, -, 40s, 20s",
                "20s, 1m, -, 20s",
                "20s, 1m, 40s, 20s",
            })
    void aRuleWinsOverALabelAndALabelOverTheDefaults(String rule, String label, String standard, String effective) {
        String yaml = (standard == null ? "" : "defaults: {startPeriod: " + standard + "}\n") + "watch: [{name: web"
                + (rule == null ? "" : ", startPeriod: " + rule) + "}]";

        Watch watch = watch(yaml, label == null ? Map.of() : Map.of("dogwatch.startPeriod", label));

        assertThat(watch.faults()).isEmpty();
        assertThat(Quantities.text(watch.policy().startPeriod())).isEqualTo(effective);
    }

    @Test
    void labelsAloneDescribeATarget() {
        Watch watch = watch(
                "",
                Map.of(
                        "dogwatch.enable", "true",
                        "dogwatch.startPeriod", "1m",
                        "dogwatch.check.site.http.port", "8080",
                        "dogwatch.check.site.http.status", "200",
                        "dogwatch.check.beat.log.heartbeat.pattern", "GET / HTTP",
                        "dogwatch.check.beat.log.heartbeat.interval", "30s",
                        "dogwatch.check.beat.log.failure.0", "FATAL",
                        "dogwatch.check.beat.log.failure.1", "a,b",
                        "dogwatch.check.tcp.port", "25",
                        "dogwatch.check.tcp.steps.0.expect", "^220"));

        assertThat(watch.faults()).isEmpty();
        assertThat(watch.source()).isEqualTo("label");
        assertThat(watch.policy().mode()).isEqualTo(Mode.HEAL);
        assertThat(watch.policy().startPeriod()).isEqualTo(Duration.ofMinutes(1));
        assertThat(watch.checks().stream().map(Check::name))
                .containsExactlyInAnyOrder("state", "health", "site", "beat", "tcp");
        assertThat((HttpCheck) watch.check("site").orElseThrow()).satisfies(site -> {
            assertThat(site.port()).isEqualTo(8080);
            assertThat(site.expected().statuses().toString()).isEqualTo("200");
        });
        assertThat(((LogCheck) watch.check("beat").orElseThrow())
                        .markers().stream().map(LogCheck.Marker::pattern))
                .containsExactly("FATAL", "a,b", "GET / HTTP");
        assertThat(((TcpCheck) watch.check("tcp").orElseThrow()).steps())
                .containsExactly(new TcpCheck.Step.Expect("^220"));
    }

    @Test
    void aRulesCheckTakesFromALabelOnlyWhatItDoesNotSayItself() {
        Watch watch = watch(
                "watch: [{name: web, checks: {site: {kind: http, port: 80}}}]",
                Map.of(
                        "dogwatch.check.site.http.port", "81",
                        "dogwatch.check.site.http.path", "/ready",
                        "dogwatch.check.extra.tcp.port", "82"));

        HttpCheck site = (HttpCheck) watch.check("site").orElseThrow();
        assertThat(site.port()).isEqualTo(80);
        assertThat(site.request().path()).isEqualTo("/ready");
        assertThat(watch.check("extra")).isPresent();
        assertThat(watch.source()).isEqualTo("rule 1 and labels");
    }

    @Test
    void theFirstRuleThatMatchesCounts() {
        WatchRules rules = rules("watch: [{name: 'web-*', mode: observe}, {image: '*nginx*'}, {name: 'w*'}]");

        assertThat(rules.watch("local", "1", "web-1", "nginx", Map.of()).source())
                .isEqualTo("rule 1");
        assertThat(rules.watch("local", "1", "x", "library/nginx:1", Map.of()).source())
                .isEqualTo("rule 2");
        assertThat(rules.watch("local", "1", "web", "httpd", Map.of()).source()).isEqualTo("rule 3");
        assertThat(rules.watch("local", "1", "db", "pg", Map.of()).source()).isEqualTo("found");
    }

    @Test
    void discoveredContainersAreObservedWithTheDefaults() {
        WatchRules rules = rules("defaults: {startPeriod: 3s, mode: heal}");

        Watch watch = rules.watch("local", "1", "db", "pg", Map.of());

        assertThat(watch.policy().mode()).isEqualTo(Mode.OBSERVE);
        assertThat(watch.policy().announce()).isFalse();
        assertThat(watch.policy().startPeriod()).isEqualTo(Duration.ofSeconds(3));
        assertThat(watch.sources()).containsEntry("policy.mode", "neither a rule nor a label");
        assertThat(watch.sources().get("policy.startPeriod")).contains("defaults");
    }

    @Test
    void allThatARuleAsksMustFit() {
        WatchRules rules = rules("watch: [{project: shop, service: 'web*', label: 'team=a?'}]");
        Map<String, String> fitting =
                Map.of("com.docker.compose.project", "shop", "com.docker.compose.service", "web1", "team", "a1");

        assertThat(rules.watch("local", "1", "x", "y", fitting).source()).isEqualTo("rule 1");
        assertThat(rules.watch("local", "1", "x", "y", Map.of("com.docker.compose.project", "shop"))
                        .source())
                .isEqualTo("found");
    }

    @Test
    void aBadLabelMakesTheTargetObservedAndSaysWhy() {
        Watch watch = watch(
                "watch: [{name: web, checks: {http: {port: 80}}}]",
                Map.of("dogwatch.check.site.http.prot", "80", "dogwatch.enabel", "true"));

        assertThat(watch.policy().mode()).isEqualTo(Mode.OBSERVE);
        assertThat(watch.policy().announce()).isTrue();
        assertThat(watch.check("http")).isPresent();
        assertThat(watch.faults()).contains("dogwatch.enabel: unknown key; did you mean \"enable\"?");
    }

    @ParameterizedTest(name = "{0}={1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "dogwatch.check.site.http.prot|80|dogwatch.check.site.http.prot: unknown key; did you mean \"port\"?",
                "dogwatch.check.site.http.path|/|dogwatch.check.site.http.port: is required; allowed: 1 to 65535, a port inside the container",
                "dogwatch.check.site.htp.port|80|dogwatch.check.site.htp.port: unknown kind \"htp\"; did you mean \"http\"?",
                "dogwatch.check.site|80|dogwatch.check.site: invalid check key; allowed: dogwatch.check.<name>.<kind>.<key>, such as dogwatch.check.site.http.port",
                "dogwatch.startPeriod|soon|dogwatch.startPeriod: must be a duration such as 250ms, 10s, 5m, 1h30m or 2d, not \"soon\"; allowed: 30s to 1d",
                "dogwatch.enable|yes|dogwatch.enable: must be true or false, not \"yes\"",
                "dogwatch.required|true|dogwatch.required: unknown key; allowed: backoff, budget, check, crashLoop, dependsOn, enable, failWhen, flapping, giveUpAfter, maintenance, mode, recoveryTimeout, remedy, restartDelay, self, startPeriod, team",
                "dogwatch.check..http.port|80|dogwatch.check..http.port: invalid label name; allowed: at most 200 characters and 8 words, separated by single dots",
                "autoheal.stop.timeout|now|autoheal.stop.timeout: must be a number of seconds, not \"now\"",
            })
    void faultsOfLabelsNameTheLabel(String label, String value, String fault) {
        assertThat(watch("watch: [{name: web}]", Map.of(label, value)).faults()).contains(fault);
    }

    @ParameterizedTest(name = "{0}={1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "dogwatch.budget.restarts|6|6 is out of range; allowed: 1 to 5",
                "dogwatch.budget.window|29m|29m is out of range; allowed: 30m to 7d",
                "dogwatch.backoff.initial|9s|9s is out of range; allowed: 10s to 1d",
                "dogwatch.backoff.factor|1.5|1.5 is out of range; allowed: 2 to 10",
                "dogwatch.check.http.interval|999ms|999ms is out of range; allowed: 1s to 1d",
                "dogwatch.check.http.timeout|61s|61s is out of range; allowed: 1ms to 1m",
                "dogwatch.check.http.method|POST|invalid method \"POST\"; allowed: GET, HEAD, OPTIONS",
            })
    void aLabelMayOnlyAskForLessThanTheOperatorAllows(String label, String value, String fault) {
        Map<String, String> labels = new HashMap<>();
        if (label.contains(".check.")) {
            labels.put("dogwatch.check.http.port", "80");
            labels.put("dogwatch.check.http.interval", "2m");
        }
        labels.put(label, value);

        Watch watch = watch("", labels);

        assertThat(watch.faults()).anyMatch(text -> text.equals(label + ": " + fault));
        assertThat(watch.policy().mode()).isEqualTo(Mode.OBSERVE);
    }

    @Test
    void whatTheOperatorAllowsIsAllowedAtTheLimit() {
        Watch watch = watch(
                "defaults: {budget: {restarts: 3}}",
                Map.of(
                        "dogwatch.budget.restarts",
                        "3",
                        "dogwatch.budget.window",
                        "30m",
                        "dogwatch.backoff.initial",
                        "10s"));

        assertThat(watch.faults()).isEmpty();
        assertThat(watch.policy().budget().restarts()).isEqualTo(3);
    }

    @Test
    void aLabelCannotTurnHealingOnWhereTheOperatorOnlyObserves() {
        Watch watch = watch("defaults: {mode: observe}", Map.of("dogwatch.mode", "heal"));

        assertThat(watch.policy().mode()).isEqualTo(Mode.OBSERVE);
        assertThat(watch.faults())
                .containsExactly("dogwatch.mode: \"heal\" exceeds the limit set by the operator; allowed: observe");
    }

    @Test
    void aLabelOptsOutOfARuleButNotOfARequiredOne() {
        String glob = "watch: [{name: 'w*'}]";
        String required = "watch: [{name: web, required: true}]";

        assertThat(watch(glob, Map.of("dogwatch.enable", "false")).source()).isEqualTo("found");
        assertThat(watch(required, Map.of("dogwatch.enable", "false"))).satisfies(watch -> {
            assertThat(watch.source()).isEqualTo("rule 1");
            assertThat(watch.policy().mode()).isEqualTo(Mode.HEAL);
            assertThat(watch.required()).isTrue();
        });
    }

    @ParameterizedTest
    @CsvSource({
        "autoheal, true, label",
        "autoheal, True, label",
        "autoheal, false, found",
        "deunhealth.restart.on.unhealthy, true, label",
        "autoheal.stop.timeout, 20, found"
    })
    void labelsOfTheToolsOneComesFromAreUnderstood(String label, String value, String source) {
        Watch watch = watch("", Map.of(label, value));

        assertThat(watch.source()).isEqualTo(source);
        assertThat(watch.policy().mode()).isEqualTo(source.equals("label") ? Mode.HEAL : Mode.OBSERVE);
    }

    @ParameterizedTest(name = "{0}={1}")
    @CsvSource({
        "com.docker.compose.oneoff, True",
        "com.docker.swarm.task.id, j8kl2m",
        "autoheal, false",
        "autoheal, False",
        "deunhealth.restart.on.unhealthy, false",
        "dogwatch.enable, false"
    })
    void aRuleForManyContainersOnlyObservesOneOffsSwarmTasksAndOptOuts(String label, String value) {
        Watch watch = watch("watch: [{name: '*'}]", Map.of(label, value));

        assertThat(watch.policy().mode()).isEqualTo(Mode.OBSERVE);
        assertThat(watch.faults()).isEmpty();
    }

    @ParameterizedTest(name = "{0}={1}")
    @CsvSource({
        "com.docker.compose.oneoff, True, HEAL",
        "autoheal, false, HEAL",
        "deunhealth.restart.on.unhealthy, false, HEAL",
        "com.docker.swarm.task.id, j8kl2m, OBSERVE",
        "dogwatch.enable, false, OBSERVE"
    })
    void aRuleThatNamesTheContainerTakesPrecedenceOverOtherTools(String label, String value, Mode mode) {
        assertThat(watch("watch: [{name: web}]", Map.of(label, value)).policy().mode())
                .isEqualTo(mode);
    }

    @ParameterizedTest
    @CsvSource({"autoheal, ture", "autoheal, yes", "deunhealth.restart.on.unhealthy, 0"})
    void aLabelOfAnotherToolThatIsNeitherTrueNorFalseIsAFault(String label, String value) {
        Watch watch = watch("watch: [{name: '*'}]", Map.of(label, value));

        assertThat(watch.faults()).containsExactly(label + ": unknown value \"" + value + "\"; allowed: true, false");
        assertThat(watch.policy().mode()).isEqualTo(Mode.OBSERVE);
    }

    @Test
    void dogwatchItselfIsNeverHealed() {
        WatchRules rules = Texts.settings("watch: [{name: '*'}]").watchRules(Optional.of(OWN_ID.substring(0, 12)));

        assertThat(rules.watch("local", OWN_ID, "dogwatch", "x", Map.of())
                        .policy()
                        .mode())
                .isEqualTo(Mode.OBSERVE);
        assertThat(rules.watch("local", "dddddddddddd", "web", "x", Map.of())
                        .policy()
                        .mode())
                .isEqualTo(Mode.HEAL);
        assertThat(rules.watch("local", "dddddddddddd", "web", "x", Map.of("dogwatch.self", "true"))
                        .policy()
                        .mode())
                .isEqualTo(Mode.OBSERVE);
    }

    @Test
    void requiredTargetsAreKnownBeforeTheyExist() {
        WatchRules rules = rules("""
                hosts: {a: {endpoint: unix:///a}, b: {endpoint: unix:///b}}
                watch:
                  - {name: web, required: true, host: a, checks: {http: {port: 80}}}
                  - {name: mailer, required: true, host: b}
                  - {name: other}
                """);

        List<Watch> required = rules.requiredTargets("a");

        assertThat(required).singleElement().satisfies(watch -> {
            assertThat(watch.target().toString()).isEqualTo("a/web");
            assertThat(watch.required()).isTrue();
            assertThat(watch.check("http")).isPresent();
        });
        assertThat(rules.watch("b", "1", "web", "x", Map.of()).source()).isEqualTo("found");
    }

    private static Watch watch(String yaml, Map<String, String> labels) {
        return rules(yaml).watch("local", "0123456789abcdef", "web", "nginx", labels);
    }

    private static WatchRules rules(String yaml) {
        return Texts.settings(yaml).watchRules(Optional.of(OWN_ID));
    }

    @Test
    void whatDogwatchNeedsIsNeverHealed() {
        WatchRules rules = rules("self: {dependsOn: [docker-proxy, 'mail*']}\nwatch: [{name: '*'}]");

        Watch proxy = rules.watch("local", "dddddddddddd", "docker-proxy", "x", Map.of());
        Watch mailer = rules.watch("local", "dddddddddddd", "mailer", "x", Map.of("dogwatch.mode", "heal"));

        assertThat(proxy.policy().mode()).isEqualTo(Mode.OBSERVE);
        assertThat(proxy.policy().announce()).isTrue();
        assertThat(proxy.sources()).containsEntry("policy.mode", "self.dependsOn");
        assertThat(mailer.policy().mode()).isEqualTo(Mode.OBSERVE);
        assertThat(rules.watch("local", "dddddddddddd", "web", "x", Map.of())
                        .policy()
                        .mode())
                .isEqualTo(Mode.HEAL);
    }

    @Test
    void whoAsksToBeLeftAloneForAWhileIsNotHealedAtAllOtherTimes() {
        Map<String, String> maintenance = Map.of("dogwatch.maintenance", "0 3 * * SUN for 2h");

        assertThat(watch("", maintenance).source()).isEqualTo("found");
        assertThat(watch("", maintenance).policy().mode()).isEqualTo(Mode.OBSERVE);
        assertThat(watch("watch: [{name: web}]", maintenance).policy().mode()).isEqualTo(Mode.HEAL);
    }

    @ParameterizedTest(name = "{0}, label failWhen {1}: {2}")
    @CsvSource(
            nullValues = "-",
            delimiter = '|',
            value = {
                "{name: web, required: true}|2|\"2\" exceeds the limit set by the operator; allowed: any, because the rule says required: true",
                "{name: web, required: true}|all|\"all\" exceeds the limit set by the operator; allowed: any, because the rule says required: true",
                "{name: web, required: true}|any|-",
                "{name: web, required: true, failWhen: all}|2|-",
                "{name: web}|2|-",
            })
    void aContainerThatMustWorkDoesNotSayThatMoreOfItMayFail(String rule, String label, String fault) {
        Watch watch = watch("watch: [" + rule + "]", Map.of("dogwatch.failWhen", label));

        assertThat(watch.faults()).isEqualTo(fault == null ? List.of() : List.of("dogwatch.failWhen: " + fault));
    }
}
