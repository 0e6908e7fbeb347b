package io.dogwatch.dashboards;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Every alert has a runbook, and tests in which it fires and in which it does not; every record has a test. */
class RunbooksTest {

    private static final List<String> SECTIONS =
            List.of("## Meaning\n", "## Impact\n", "## Diagnosis\n", "## Mitigation\n");

    @Test
    void everyAlertSaysWhereItsRunbookIs() {
        for (JsonNode rule : rules("alert")) {
            String name = rule.get("alert").asText();
            JsonNode annotations = rule.get("annotations");

            assertThat(annotations.path("runbook_url").asText()).isEqualTo("docs/runbooks/" + name + ".md");
            assertThat(annotations.path("summary").asText()).as(name).isNotBlank();
            assertThat(annotations.path("description").asText()).as(name).endsWith(".");
            assertThat(rule.at("/labels/severity").asText()).as(name).isIn("critical", "warning");
        }
    }

    @Test
    void everyAlertHasARunbookThatAnswersTheFourQuestionsAndNoRunbookIsLeftOver() throws IOException {
        Set<String> alerts = names("alert");
        Set<String> runbooks = new TreeSet<>();
        for (Path file : Yaml.files("docs/runbooks", ".md")) {
            String name = file.getFileName().toString().replace(".md", "");
            String text = Files.readString(file);
            if (!name.equals("README")) {
                runbooks.add(name);
                assertThat(text).as(name).startsWith("# " + name + "\n").contains(SECTIONS);
            }
        }

        assertThat(runbooks).isEqualTo(alerts);
        assertThat(Files.readString(Path.of("docs/runbooks/README.md"))).contains(alerts);
    }

    @Test
    void everyAlertIsTestedToFireAndNotToFire() {
        Set<String> fires = new TreeSet<>();
        Set<String> isQuiet = new TreeSet<>();
        for (Path file : Yaml.files("alerts/tests", ".yml")) {
            for (JsonNode test : Yaml.read(file).findValues("promql_expr_test")) {
                for (JsonNode check : test) {
                    String name = check.get("expr").asText().replaceFirst(".*alertname=\"(\\w+)\".*", "$1");
                    (check.get("exp_samples").isEmpty() ? isQuiet : fires).add(name);
                }
            }
        }

        assertThat(fires).containsAll(names("alert"));
        assertThat(isQuiet).isEqualTo(names("alert"));
    }

    @Test
    void everyRecordIsTested() throws IOException {
        String tests = Files.readString(Path.of("alerts/tests/records.yml"));

        assertThat(tests).contains(names("record"));
    }

    private static Set<String> names(String kind) {
        Set<String> names = new TreeSet<>();
        rules(kind).forEach(rule -> names.add(rule.get(kind).asText()));
        return names;
    }

    private static List<JsonNode> rules(String kind) {
        List<JsonNode> rules = new ArrayList<>();
        for (Path file : Yaml.files("alerts", ".yml")) {
            Yaml.read(file).get("groups").forEach(group -> group.get("rules").forEach(rules::add));
        }
        return rules.stream().filter(rule -> rule.has(kind)).toList();
    }
}
