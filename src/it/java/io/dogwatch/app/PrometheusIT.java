package io.dogwatch.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.dogwatch.LocalCommand;
import io.dogwatch.TestEngine;
import io.dogwatch.dashboards.Expression;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Prometheus scrapes a running Dogwatch through a story, evaluates our rules, and is then asked every expression of
 * every dashboard and rule as of each moment of it. Needs root, since a container's process is killed.
 */
@Timeout(240)
class PrometheusIT {

    private static final String WEB = TestEngine.unique("prom-web");
    private static final String SEEN = TestEngine.unique("prom-seen");

    private static final String RULES = """
            defaults: {startPeriod: 2s, backoff: {initial: 1s, cap: 2s}, futileAfter: 10}
            watch:
              - name: "%s"
                actAfter: 8s
                budget: {restarts: 3}
                checks:
                  site: {kind: http, port: 80, interval: 1s, timeout: 500ms, failureThreshold: 2}
                  log: {kind: log, failure: [FATAL], heartbeat: {pattern: started, every: 1h}}
              - {name: "%s", mode: observe}
            """.formatted(WEB, SEEN);

    private static final TestEngine ENGINE = TestEngine.connect();
    private static final RunningDogwatch DOGWATCH = RunningDogwatch.configured(ENGINE.endpoint(), RULES);
    private static final Map<Moment, Instant> STORY = new EnumMap<>(Moment.class);

    @TempDir
    static Path folder;

    private static PrometheusServer prometheus;

    @BeforeAll
    static void tellTheStory() throws IOException {
        DOGWATCH.startConnected();
        prometheus = PrometheusServer.start(folder, DOGWATCH.port());
        Patient web = Patient.admit(ENGINE, "prom-web");
        Patient seen = Patient.admit(ENGINE, "prom-seen");
        comesTo(Moment.HEALTHY, "count_over_time(dogwatch:target_error:ratio_rate5m{target=\"%s\"}[1m]) > 3");
        seen.crash();
        web.loseItsPage();
        comesTo(Moment.FAILING, "dogwatch_target_phase{target=\"%s\", phase=\"failing\"} == 1");
        comesTo(Moment.RESTARTED, "dogwatch_restarts_total{target=\"%s\", result=\"restarted\"} == 1");
        comesTo(Moment.RECOVERED, "dogwatch_target_incident_open{target=\"%s\"} == 0");
        Files.writeString(folder.resolve("metrics.txt"), DOGWATCH.metrics());
        web.doom();
        web.crash();
        comesTo(Moment.QUARANTINED, "dogwatch_target_phase{target=\"%s\", phase=\"quarantined\"} == 1");
        Files.createFile(DOGWATCH.data().resolve("STOP"));
        comesTo(Moment.STOPPED, "dogwatch_remedies_stopped == 1");
        DOGWATCH.kill();
        comesTo(Moment.GONE, "up{job=\"dogwatch\"} == 0");
    }

    @AfterAll
    static void stop() {
        if (prometheus != null) {
            prometheus.close();
        }
        ENGINE.close();
        DOGWATCH.close();
    }

    private static void comesTo(Moment moment, String promql) {
        String asked = promql.formatted(WEB, SEEN);
        DOGWATCH.await(
                moment + ": " + asked, () -> prometheus.finds(asked), () -> ", its scrapes: " + prometheus.scrapes());
        STORY.put(moment, Instant.now());
    }

    @Test
    void everyExpressionReturnsDataWhenTheStorySaysSo() {
        List<String> faults = new ArrayList<>();
        int asked = 0;
        for (Expression expression : Expression.all()) {
            List<Moment> found = new ArrayList<>();
            for (Moment moment : Moment.values()) {
                asked++;
                if (!prometheus
                        .query(filled(expression.promql()), Objects.requireNonNull(STORY.get(moment)))
                        .isEmpty()) {
                    found.add(moment);
                }
            }
            StoryBook.fault(expression, found).ifPresent(faults::add);
        }

        System.out.println("expressions: " + Expression.all().size() + ", asked in all moments: " + asked);
        assertThat(String.join("\n", faults)).isEmpty();
    }

    @Test
    void everyRuleIsLoadedAndWell() {
        List<JsonNode> rules = prometheus.rules();

        assertThat(rules).hasSize((int) Expression.all().stream()
                .filter(expression ->
                        expression.kind() == Expression.Kind.ALERT || expression.kind() == Expression.Kind.RECORD)
                .count());
        assertThat(rules).allSatisfy(rule -> {
            assertThat(rule.path("health").asText()).as(rule.toString()).isEqualTo("ok");
            assertThat(rule.path("alerts").toString()).doesNotContain("error expanding");
        });
    }

    @Test
    void promtoolFindsNothingToSayAboutTheMetrics() {
        String said = LocalCommand.run(List.of(
                "sh", "-c", "promtool check metrics <" + folder.resolve("metrics.txt") + " 2>&1 || echo exit $?"));

        assertThat(said).isEmpty();
    }

    /** As Grafana would fill it in for this host and target. */
    private static String filled(String promql) {
        return promql.replace("$__rate_interval", "10s")
                .replace("$__range", "5m")
                .replace("$host", "local")
                .replace("$target", WEB)
                .replace("$project", ".*");
    }
}
