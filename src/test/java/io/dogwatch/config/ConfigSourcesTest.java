package io.dogwatch.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.dogwatch.model.EffectiveValues;
import io.dogwatch.model.EffectiveValues.Row;
import io.dogwatch.model.Watch;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Who says so: of every value, the rule, the label or the defaults, with the line. */
class ConfigSourcesTest {

    private static final String FILE = """
            defaults:
              restartDelay: 5s
              budget: {restarts: 4}
              checks:
                timeout: 1s
            watch:
              - name: other
              - name: web
                required: true
                startPeriod: 1m
                budget:
                  window: 1h
                remedy: {before: [{command: /opt/drain}]}
                dependsOn:
                  db: healthy
                checks:
                  state: {successExitCodes: [0]}
                  site:
                    kind: http
                    port: 80
                    interval: 5s
                  beat: {kind: log, failure: {pattern: FATAL}}
            """;

    @Test
    void everyValueThatIsWrittenHasItsRuleAndLine() {
        Watch watch = watch(FILE, Map.of());

        assertThat(source(watch, "required")).isEqualTo("rule 2");
        assertThat(source(watch, "policy.startPeriod")).isEqualTo("rule 2 (line 10)");
        assertThat(source(watch, "policy.budget.window")).isEqualTo("rule 2 (line 12)");
        assertThat(source(watch, "policy.remedy.before")).isEqualTo("rule 2 (line 13)");
        assertThat(source(watch, "dependsOn")).isEqualTo("rule 2 (line 15)");
        assertThat(source(watch, "checks.state.successExitCodes")).isEqualTo("rule 2 (line 17)");
        assertThat(source(watch, "checks.site.kind")).isEqualTo("rule 2 (line 19)");
        assertThat(source(watch, "checks.site.port")).isEqualTo("rule 2 (line 20)");
        assertThat(source(watch, "checks.beat.failure[0]")).isEqualTo("rule 2 (line 22)");
    }

    @Test
    void whatTheDefaultsSayIsTheirs() {
        Watch watch = watch(FILE, Map.of());

        assertThat(source(watch, "policy.restartDelay")).isEqualTo("defaults (line 2)");
        assertThat(source(watch, "policy.budget.restarts")).isEqualTo("defaults (line 3)");
        assertThat(source(watch, "checks.site.timeout")).isEqualTo("defaults (line 5)");
        assertThat(source(watch, "policy.budget.quarantine")).isEqualTo("default");
        assertThat(source(watch, "checks.beat.clearAfter")).isEqualTo("default");
    }

    @Test
    void aLabelIsNamedInFull() {
        Watch watch = watch(
                FILE,
                Map.of(
                        "dogwatch.startPeriod", "2m",
                        "dogwatch.budget.restarts", "2",
                        "dogwatch.check.site.http.path", "/ready",
                        "dogwatch.check.smtp.tcp.port", "25",
                        "dogwatch.check.smtp.tcp.steps.0.expect", "^220"));

        assertThat(watch.faults()).isEmpty();
        assertThat(source(watch, "policy.startPeriod")).isEqualTo("rule 2 (line 10)");
        assertThat(source(watch, "policy.budget.restarts")).isEqualTo("label dogwatch.budget.restarts");
        assertThat(source(watch, "checks.site.path")).isEqualTo("label dogwatch.check.site.http.path");
        assertThat(source(watch, "checks.site.port")).isEqualTo("rule 2 (line 20)");
        assertThat(source(watch, "checks.smtp.kind")).isEqualTo("label dogwatch.check.smtp.tcp");
        assertThat(source(watch, "checks.smtp.port")).isEqualTo("label dogwatch.check.smtp.tcp.port");
        assertThat(source(watch, "checks.smtp.timeout")).isEqualTo("defaults (line 5)");
        assertThat(source(watch, "checks.smtp.steps[0]")).isEqualTo("label dogwatch.check.smtp.tcp.steps");
    }

    @Test
    void whatGaveWayToAShortIntervalSaysSo() {
        Watch watch = watch("watch:\n- name: web\n  checks: {http: {port: 80, interval: 1s}}", Map.of());

        assertThat(EffectiveValues.of(watch))
                .contains(
                        new Row("checks.http.timeout", "500ms", "half of interval, rule 1 (line 3)"),
                        new Row("checks.http.startInterval", "1s", "as interval, rule 1 (line 3)"));
    }

    @Test
    void offAppliesToTheWholeSectionByDefault() {
        String off = "defaults:\n  flapping: off\nwatch:\n- name: web\n";

        assertThat(source(watch(off, Map.of()), "policy.flapping")).isEqualTo("defaults (line 2)");
        Watch on = watch(off + "  flapping: {high: 50%}", Map.of());
        assertThat(source(on, "policy.flapping.high")).isEqualTo("rule 1 (line 5)");
        assertThat(source(on, "policy.flapping.changes")).isEqualTo("default");
    }

    @Test
    void whyAContainerIsOnlyObservedIsSaid() {
        assertThat(mode("", Map.of())).isEqualTo("neither a rule nor a label");
        assertThat(mode("watch: [{name: 'w*'}]", Map.of("dogwatch.enable", "false")))
                .isEqualTo("label dogwatch.enable");
        assertThat(mode("watch: [{name: web}]", Map.of("dogwatch.self", "true")))
                .isEqualTo("label dogwatch.self");
        assertThat(mode("watch: [{name: web}]", Map.of("dogwatch.moed", "x"))).isEqualTo("invalid labels");
        assertThat(mode("watch: [{name: web, mode: observe}]", Map.of())).isEqualTo("rule 1 (line 1)");
        assertThat(mode("watch: [{name: web}]", Map.of())).isEqualTo("default");
    }

    /** Whatever is not the default has a source; and a source is never of something that is not there. */
    @Test
    void exactlyWhatIsWrittenHasASource() {
        Watch plain = watch("watch: [{name: web, checks: {site: {kind: http, port: 80}}}]", Map.of());
        Watch watch = watch(FILE, Map.of("dogwatch.flapping.high", "30%", "dogwatch.failWhen", "2"));

        Set<String> standard = new HashSet<>();
        EffectiveValues.of(plain).forEach(row -> standard.add(row.key() + "=" + row.value()));
        assertThat(EffectiveValues.of(watch))
                .filteredOn(row -> row.source().equals("default") && !row.key().startsWith("checks.beat"))
                .allMatch(row -> standard.contains(row.key() + "=" + row.value()));
        List<String> keys = EffectiveValues.of(watch).stream().map(Row::key).toList();
        assertThat(watch.sources().keySet())
                .allMatch(key -> keys.stream().anyMatch(row -> row.equals(key) || row.startsWith(key + "[")));
    }

    private static String mode(String yaml, Map<String, String> labels) {
        return source(watch(yaml, labels), "policy.mode");
    }

    private static String source(Watch watch, String key) {
        return EffectiveValues.of(watch).stream()
                .filter(row -> row.key().equals(key))
                .map(Row::source)
                .findFirst()
                .orElseThrow();
    }

    private static Watch watch(String yaml, Map<String, String> labels) {
        return Texts.settings(yaml).watchRules(Optional.empty()).watch("local", "0123456789abcdef", "web", "x", labels);
    }
}
