package io.dogwatch.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.dogwatch.model.EffectiveValues.Row;
import io.dogwatch.model.Policy.Hook;
import io.dogwatch.model.Policy.Quorum;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class EffectiveValuesTest {

    private static final TargetId WEB = new TargetId("local", "web");

    @Test
    void everyPolicyValueIsListedInConfigurationFormat() {
        Watch watch = watch(List.of(), Policy.HEAL, Map.of());

        assertThat(EffectiveValues.of(watch).stream().map(row -> row.key() + " = " + row.value()))
                .containsExactly(
                        "required = false",
                        "policy.mode = heal",
                        "policy.announce = true",
                        "policy.team = none",
                        "policy.startPeriod = 30s",
                        "policy.restartDelay = 0s",
                        "policy.recoveryTimeout = 2m",
                        "policy.failWhen = any",
                        "policy.remedy.timeout = the container's stop timeout and 15s",
                        "policy.remedy.kill = true",
                        "policy.remedy.before = none",
                        "policy.remedy.after = none",
                        "policy.backoff.initial = 10s",
                        "policy.backoff.factor = 2",
                        "policy.backoff.cap = 5m",
                        "policy.backoff.jitter = 20%",
                        "policy.backoff.resetAfter = 10m",
                        "policy.budget.restarts = 5",
                        "policy.budget.window = 30m",
                        "policy.budget.quarantine = 1h",
                        "policy.giveUpAfter = 3",
                        "policy.crashLoop.crashes = 5",
                        "policy.crashLoop.window = 30m",
                        "policy.crashLoop.stop = false",
                        "policy.flapping.changes = 20",
                        "policy.flapping.low = 20%",
                        "policy.flapping.high = 40%",
                        "dependsOn = none");
        assertThat(EffectiveValues.of(watch)).allMatch(row -> row.source().equals(EffectiveValues.DEFAULT));
    }

    @Test
    void everyValueOfEveryKindOfCheckIsListed() {
        List<Check> checks = List.of(
                new Check.StateCheck("state", Thresholds.CERTAIN),
                new Check.HealthCheck("health", new Thresholds(1, 1, 1, Severity.WARN)),
                HttpCheck.ofPort("site", 80),
                TcpCheck.ofPort("smtp", 25)
                        .with(Check.Terms.of("smtp").with(new Thresholds(3, 2, 5, Severity.CRITICAL)))
                        .with(List.of(new TcpCheck.Step.Expect("^220"), new TcpCheck.Step.Send("AUTH geheim"))),
                new LogCheck(
                        "beat",
                        Thresholds.CERTAIN,
                        List.of(
                                new LogCheck.Marker.Failure("FATAL", LogCheck.Stream.STDERR, 2, Duration.ofSeconds(90)),
                                new LogCheck.Marker.Heartbeat("GET", LogCheck.Stream.BOTH, Duration.ofMinutes(1))),
                        Duration.ofMinutes(5)));

        assertThat(checkRows(watch(checks, Policy.HEAL, Map.of())))
                .containsExactly(
                        "checks.state.kind = state",
                        "checks.state.successExitCodes = none",
                        "checks.state.severity = critical",
                        "checks.state.failureThreshold = 1",
                        "checks.state.successThreshold = 1",
                        "checks.health.kind = health",
                        "checks.health.severity = warn",
                        "checks.health.failureThreshold = 1",
                        "checks.health.successThreshold = 1",
                        "checks.site.kind = http",
                        "checks.site.port = 80",
                        "checks.site.interval = 10s",
                        "checks.site.timeout = 3s",
                        "checks.site.startInterval = 2s",
                        "checks.site.scheme = http",
                        "checks.site.version = 1.1",
                        "checks.site.keepAlive = false",
                        "checks.site.method = GET",
                        "checks.site.path = /",
                        "checks.site.headers = none",
                        "checks.site.body = none",
                        "checks.site.credentials = none",
                        "checks.site.redirects = same",
                        "checks.site.status = 200-399",
                        "checks.site.bodyMatches = none",
                        "checks.site.bodyMustNotMatch = none",
                        "checks.site.json = none",
                        "checks.site.maxLatency = none",
                        "checks.site.bodyLimit = 64KiB",
                        "checks.site.severity = critical",
                        "checks.site.failureThreshold = 3",
                        "checks.site.successThreshold = 1",
                        "checks.smtp.kind = tcp",
                        "checks.smtp.port = 25",
                        "checks.smtp.interval = 10s",
                        "checks.smtp.timeout = 3s",
                        "checks.smtp.startInterval = 2s",
                        "checks.smtp.tls = false",
                        "checks.smtp.startTls = none",
                        "checks.smtp.preset = none",
                        "checks.smtp.steps[0] = expect ^220",
                        "checks.smtp.steps[1] = send 11 characters",
                        "checks.smtp.severity = critical",
                        "checks.smtp.failureThreshold = 3 of 5",
                        "checks.smtp.successThreshold = 2",
                        "checks.beat.kind = log",
                        "checks.beat.source = auto",
                        "checks.beat.failure[0] = FATAL (2 within 1m30s, stderr)",
                        "checks.beat.heartbeat[0] = GET (every 1m, both)",
                        "checks.beat.ready = none",
                        "checks.beat.recovery = none",
                        "checks.beat.eventStart = none",
                        "checks.beat.clearAfter = 5m",
                        "checks.beat.severity = critical",
                        "checks.beat.failureThreshold = 1",
                        "checks.beat.successThreshold = 1");
    }

    @Test
    void aGroupsSourceAppliesToItsParts() {
        Watch watch = watch(
                List.of(TcpCheck.ofPort("smtp", 25)
                        .with(List.of(new TcpCheck.Step.Send("a"), new TcpCheck.Step.Expect("b")))),
                Policy.HEAL,
                Map.of(
                        "policy.budget.restarts", "rule 1 (line 3)",
                        "policy.flapping", "defaults (line 9)",
                        "checks.smtp.steps", "label dogwatch.check.smtp.tcp.steps"));

        assertThat(source(watch, "policy.budget.restarts")).isEqualTo("rule 1 (line 3)");
        assertThat(source(watch, "policy.budget.window")).isEqualTo("default");
        assertThat(source(watch, "policy.flapping.low")).isEqualTo("defaults (line 9)");
        assertThat(source(watch, "checks.smtp.steps[1]")).isEqualTo("label dogwatch.check.smtp.tcp.steps");
        assertThat(source(watch, "checks.smtp.port")).isEqualTo("default");
    }

    @Test
    void possibleSecretsAreNotShown() {
        Policy policy = Policy.HEAL.toBuilder()
                .restart(new Policy.Remedy(
                        Optional.of(Duration.ofSeconds(90)),
                        false,
                        List.of(new Hook(List.of("/opt/drain", "--token", "geheim"), Duration.ofSeconds(10))),
                        List.of(new Hook(List.of("/opt/undrain"), Duration.ofSeconds(5)))))
                .quorum(new Quorum(2))
                .flapping(new Policy.Flapping(0, 0.2, 0.4))
                .successExitCodes(Set.of(3, 0))
                .build();
        HttpCheck http = HttpCheck.ofPort("site", 80);
        HttpCheck withHeader = http.with(Tls.UNVERIFIED)
                .with(new HttpCheck.Request(
                        "POST",
                        "/a\nb",
                        Map.of("X-Api-Key", "geheim"),
                        "geheim",
                        Optional.of(new HttpCheck.Credentials.Bearer("geheim"))));
        ExecCheck exec = new ExecCheck(
                Check.Terms.of("exec"),
                List.of("/bin/check", "--password", "geheim"),
                "",
                Set.of(0),
                Optional.empty(),
                Optional.empty());
        Watch watch =
                watch(List.of(new Check.StateCheck("state", Thresholds.CERTAIN), withHeader, exec), policy, Map.of());

        assertThat(EffectiveValues.of(watch).toString()).doesNotContain("geheim");
        assertThat(EffectiveValues.of(watch).stream().map(row -> row.key() + " = " + row.value()))
                .contains(
                        "policy.failWhen = 2",
                        "policy.remedy.timeout = 1m30s",
                        "policy.remedy.before = /opt/drain (2 arguments, at most 10s)",
                        "policy.remedy.after = /opt/undrain (at most 5s)",
                        "policy.flapping = off",
                        "checks.state.successExitCodes = 0, 3",
                        "checks.site.headers = X-Api-Key",
                        "checks.site.body = 6 characters",
                        "checks.site.credentials = a token",
                        "checks.exec.command = /bin/check and 2 arguments",
                        "checks.site.path = /a b");
    }

    @Test
    void dependenciesAreListedWithTheirCondition() {
        Watch watch = new Watch(
                WEB,
                List.of(),
                Policy.HEAL,
                true,
                "rule 1",
                List.of(),
                List.of(
                        new Dependency("db", Dependency.Need.HEALTHY, Dependency.Via.CONFIG),
                        new Dependency("cache", Dependency.Need.STARTED, Dependency.Via.CONFIG)),
                Map.of("dependsOn", "rule 1 (line 2)"));

        assertThat(EffectiveValues.of(watch))
                .contains(
                        new Row("required", "true", "default"),
                        new Row("dependsOn", "db (healthy), cache (started)", "rule 1 (line 2)"));
    }

    private static List<String> checkRows(Watch watch) {
        return EffectiveValues.of(watch).stream()
                .filter(row -> row.key().startsWith("checks."))
                .map(row -> row.key() + " = " + row.value())
                .toList();
    }

    private static String source(Watch watch, String key) {
        return EffectiveValues.of(watch).stream()
                .filter(row -> row.key().equals(key))
                .map(Row::source)
                .findFirst()
                .orElseThrow();
    }

    private static Watch watch(List<Check> checks, Policy policy, Map<String, String> sources) {
        return new Watch(WEB, checks, policy, false, "rule 1", List.of(), List.of(), sources);
    }
}
