package io.dogwatch.dashboards;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What holds for every dashboard, and for every expression. */
class LintTest {

    private static final Set<String> TYPES =
            Set.of("row", "stat", "bargauge", "timeseries", "state-timeline", "heatmap", "table");

    private final List<Path> boards = Yaml.files("grafana/dashboards", ".json");

    @Test
    void everyBoardHasWhatGrafanaAsksFor() {
        Set<String> uids = new HashSet<>();
        for (Path file : boards) {
            JsonNode board = Yaml.read(file);
            for (String field : List.of(
                    "uid",
                    "title",
                    "description",
                    "tags",
                    "schemaVersion",
                    "time",
                    "refresh",
                    "templating",
                    "annotations",
                    "links",
                    "panels")) {
                assertThat(board.has(field)).as(file + " " + field).isTrue();
            }
            assertThat(board.get("schemaVersion").asInt()).isGreaterThanOrEqualTo(39);
            assertThat(uids.add(board.get("uid").asText())).as("unique uid").isTrue();
            assertThat(board.get("uid").asText()).matches("[a-z-]{1,40}");
            assertThat(board.at("/templating/list").findValuesAsText("name")).contains("datasource", "page", "host");
        }
        assertThat(boards).hasSize(4);
    }

    @Test
    void everyPanelSaysWhatItShowsInWhichUnitAndFromWhichValueOnItIsBad() {
        for (Path file : boards) {
            Set<Integer> ids = new HashSet<>();
            for (JsonNode panel : Yaml.read(file).get("panels")) {
                String name = file + " " + panel.path("title").asText();
                assertThat(ids.add(panel.get("id").asInt())).as(name).isTrue();
                assertThat(TYPES).as(name).contains(panel.get("type").asText());
                if (panel.get("type").asText().equals("row")) {
                    continue;
                }
                JsonNode defaults = panel.at("/fieldConfig/defaults");
                assertThat(panel.path("description").asText()).as(name).endsWith(".");
                assertThat(defaults.path("unit").asText()).as(name).isNotBlank();
                assertThat(defaults.at("/thresholds/steps")).as(name).isNotEmpty();
                assertThat(defaults.at("/thresholds/steps/0/value").isNull())
                        .as(name + ": the first step has no lower bound")
                        .isTrue();
                assertThat(panel.get("targets")).as(name).isNotEmpty();
                for (JsonNode target : panel.get("targets")) {
                    assertThat(target.path("legendFormat").asText()).as(name).isNotBlank();
                }
            }
        }
    }

    @Test
    void noPanelOverlapsAnother() {
        for (Path file : boards) {
            Set<String> taken = new HashSet<>();
            for (JsonNode panel : Yaml.read(file).get("panels")) {
                JsonNode place = panel.get("gridPos");
                for (int x = 0; x < place.get("w").asInt(); x++) {
                    for (int y = 0; y < place.get("h").asInt(); y++) {
                        int column = place.get("x").asInt() + x;
                        assertThat(column).isLessThan(24);
                        assertThat(taken.add(column + ":" + (place.get("y").asInt() + y)))
                                .as(file + " " + panel.get("title"))
                                .isTrue();
                    }
                }
            }
        }
    }

    @Test
    void noDataSourceIsHardCoded() {
        for (Path file : boards) {
            List<String> uids = new ArrayList<>();
            Yaml.read(file)
                    .findValues("datasource")
                    .forEach(source -> uids.add(source.path("uid").asText()));

            assertThat(uids).as(file.toString()).isNotEmpty().isSubsetOf("${datasource}", "-- Grafana --");
        }
    }

    @Test
    void everyMetricAndLabelThatIsUsedIsDocumented() throws IOException {
        DocumentedMetrics documented = DocumentedMetrics.read();
        Set<String> records = Yaml.files("alerts", ".yml").stream()
                .flatMap(file -> Yaml.read(file).findValuesAsText("record").stream())
                .collect(Collectors.toSet());

        List<String> unknown = Expression.all().stream()
                .flatMap(expression -> documented.unknownIn(expression, records).stream())
                .toList();

        assertThat(unknown).isEmpty();
    }
}
