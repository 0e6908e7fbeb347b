package io.dogwatch.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.dogwatch.LocalCommand;
import io.dogwatch.TestEngine;
import io.dogwatch.dashboards.Expression;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
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

    private static final String SHOP = TestEngine.unique("prom-shop");
    private static final List<String> TARGETS = List.of(WEB, SEEN, SHOP);

    private static final TestEngine ENGINE = TestEngine.connect();
    private static final Map<Moment, Instant> STORY = new EnumMap<>(Moment.class);
    private static final Deque<AutoCloseable> OPEN = new ArrayDeque<>();

    /** Names of metrics, ours and the JVM's. */
    private static final Pattern METRIC = Pattern.compile("(?<![\\w:$])(?:dogwatch|jvm|process)_\\w+");

    @TempDir
    static Path folder;

    private static RunningDogwatch dogwatch;
    private static PrometheusServer prometheus;
    private static PrometheusServer sample;

    @BeforeAll
    static void tellTheStory() throws Exception {
        Outside outside = opened(Outside.open(folder));
        dogwatch = opened(RunningDogwatch.configured(ENGINE.endpoint(), rules(outside)));
        dogwatch.startConnected();
        prometheus = opened(PrometheusServer.start(folder.resolve("story"), dogwatch.port()));
        sample = opened(PrometheusServer.start(folder.resolve("sample"), outside.port()));
        Patient web = Patient.admit(ENGINE, "prom-web");
        Patient seen = Patient.admit(ENGINE, "prom-seen");
        comesTo(
                Moment.HEALTHY,
                "count_over_time(dogwatch:target_error:ratio_rate5m{target=\"%1$s\"}[1m]) > 3"
                        + " and on () dogwatch_target_log_size_bytes{target=\"%1$s\"}"
                        + " and on () dogwatch_target_log_bounded{target=\"%1$s\"}"
                        + " and on () dogwatch_heartbeat_last_success_timestamp_seconds");
        ENGINE.run("prom-shop", List.of("--network", "host"), "sleep", "1000");
        seen.crash();
        web.loseItsPage();
        comesTo(
                Moment.FAILING,
                "dogwatch_target_phase{target=\"%s\", phase=\"failing\"} == 1"
                        + " and on () dogwatch_check_certificate_expiry_timestamp_seconds");
        comesTo(Moment.RESTARTED, "dogwatch_restarts_total{target=\"%s\", result=\"restarted\"} == 1");
        // What grows is known from the second scrape on.
        comesTo(
                Moment.RECOVERED,
                "dogwatch_target_incident_open{target=\"%s\"} == 0"
                        + " and on () count_over_time(dogwatch_restart_actions_total[1m]) > 2");
        Files.writeString(folder.resolve("metrics.txt"), dogwatch.metrics());
        web.doom();
        web.crash();
        comesTo(Moment.QUARANTINED, "dogwatch_target_phase{target=\"%s\", phase=\"quarantined\"} == 1");
        Files.createFile(dogwatch.data().resolve("RESTARTS_DISABLED"));
        comesTo(Moment.STOPPED, "dogwatch_restarts_disabled == 1");
        dogwatch.kill();
        comesTo(Moment.GONE, "up{job=\"dogwatch\"} == 0");
        dogwatch.startConnected();
        comesTo(Moment.BACK, "changes(process_start_time_seconds[1m]) > 0");
    }

    private static String rules(Outside outside) {
        return """
            defaults: {startPeriod: 2s, backoff: {initial: 1s, cap: 2s}, giveUpAfter: 10}
            heartbeat: {url: "http://127.0.0.1:%d/beat", interval: 10s}
            watch:
              - name: "%s"
                restartDelay: 8s
                budget: {restarts: 3}
                checks:
                  site: {kind: http, port: 80, interval: 1s, timeout: 500ms, failureThreshold: 2}
                  log: {kind: log, failure: [FATAL], heartbeat: {pattern: started, interval: 1h}}
              - name: "%s"
                mode: observe
                checks:
                  site: {kind: http, port: %d, scheme: https, verifyCertificate: false, interval: 1s, timeout: 500ms}
              - {name: "%s", mode: observe}
            """.formatted(outside.port(), WEB, SHOP, outside.securePort(), SEEN);
    }

    private static <T extends AutoCloseable> T opened(T one) {
        OPEN.push(one);
        return one;
    }

    @AfterAll
    static void stop() throws Exception {
        for (AutoCloseable one : OPEN) {
            one.close();
        }
        ENGINE.close();
    }

    private static void comesTo(Moment moment, String promql) {
        String asked = promql.formatted(WEB);
        dogwatch.await(
                moment + ": " + asked, () -> prometheus.finds(asked), () -> ", its scrapes: " + prometheus.scrapes());
        STORY.put(moment, Instant.now());
    }

    @Test
    void everyExpressionReturnsDataWhenTheStorySaysSo() {
        List<String> faults = new ArrayList<>();
        for (Expression expression : Expression.all()) {
            List<Moment> found = Stream.of(Moment.values())
                    .filter(moment -> isFound(prometheus, expression, TARGETS, STORY.get(moment)))
                    .toList();
            StoryBook.fault(expression, found).ifPresent(faults::add);
        }

        System.out.println("expressions: " + Expression.all().size() + ", each at " + STORY.size() + " moments");
        assertThat(String.join("\n", faults)).isEmpty();
        assertThat(StoryBook.leftOver()).isEmpty();
    }

    @Test
    void whatTakesTooLongForAStoryReturnsDataForAScrapeInWhichItHasHappened() {
        dogwatch.await("the sample is scraped", () -> sample.finds("dogwatch_target_up"));
        Instant now = Instant.now();
        List<String> targets = new ArrayList<>();
        sample.query("group by (target) (dogwatch_target_up)", now)
                .forEach(series -> targets.add(series.at("/metric/target").asText()));

        List<String> empty = Expression.all().stream()
                .filter(StoryBook::isInSample)
                .filter(expression -> !isFound(sample, expression, targets, now))
                .map(Expression::where)
                .toList();

        assertThat(targets).isNotEmpty();
        assertThat(empty).isEmpty();
    }

    /** So an alert that did not fire was at least asked of series that are there. */
    @Test
    void everyMetricThatAnAlertAsksForWasThereInTheStoryOrInTheSample() {
        List<String> missing = Expression.all().stream()
                .filter(StoryBook::isElsewhere)
                .flatMap(expression -> METRIC.matcher(expression.promql()).results())
                .map(MatchResult::group)
                .distinct()
                .filter(metric -> !sample.finds(metric)
                        && Stream.of(Moment.values())
                                .allMatch(moment -> prometheus
                                        .query(metric, Objects.requireNonNull(STORY.get(moment)))
                                        .isEmpty()))
                .toList();

        assertThat(missing).isEmpty();
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

    private static boolean isFound(
            PrometheusServer server, Expression expression, List<String> targets, @Nullable Instant at) {
        return targets.stream()
                .map(target -> filled(expression.promql(), target))
                .distinct()
                .anyMatch(promql ->
                        !server.query(promql, Objects.requireNonNull(at)).isEmpty());
    }

    /** As Grafana would fill it in for this host and this target. */
    private static String filled(String promql, String target) {
        return promql.replace("$__rate_interval", "10s")
                .replace("$__range", "5m")
                .replace("$host", "local")
                .replace("$target", target)
                .replace("$project", ".*");
    }
}
