package io.dogwatch.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** docs/metrics.md, alerts/ and grafana/ say what is really exported. */
class DocumentedMetricsTest {

    private static final Pattern ROW =
            Pattern.compile("^\\| `([a-z_]+)` \\| (\\w+) \\| ([^|]*) \\| ([^|]*) \\| (.+) \\|$");
    private static final Pattern NAME = Pattern.compile("\\b(?:dogwatch|jvm|process)_[a-z_]+[a-z]\\b");
    private static final Pattern LABEL = Pattern.compile("([a-z_]+)=\"");

    /** Collectors of the JVM have pools and pauses of their own, so these appear only on some machines, or later. */
    private static final Set<String> SOMETIMES = Set.of(
            "jvm_gc_pause_seconds",
            "jvm_gc_pause_seconds_max",
            "jvm_gc_concurrent_phase_time_seconds",
            "jvm_gc_concurrent_phase_time_seconds_max");

    private record Row(String type, Set<String> labels) {}

    @Test
    void everyMetricIsDocumentedWithItsTypeAndNoOther() throws IOException {
        Map<String, String> documented = documented().entrySet().stream()
                .filter(row -> !SOMETIMES.contains(row.getKey()))
                .collect(Collectors.toMap(
                        Map.Entry::getKey, row -> row.getValue().type()));
        Map<String, String> exported = Scrapes.types(Scrapes.ofEverything());
        exported.keySet().removeAll(SOMETIMES);

        assertThat(exported).containsExactlyInAnyOrderEntriesOf(documented);
    }

    @Test
    void everyMetricHasTheLabelsThatAreDocumented() throws IOException {
        Map<String, Row> documented = documented();
        String scrape = Scrapes.ofEverything();

        Map<String, Set<String>> exported = new TreeMap<>();
        scrape.lines().filter(line -> !line.startsWith("#")).forEach(line -> {
            String family = familyOf(line.split("[{ ]")[0], documented.keySet());
            Set<String> labels = exported.computeIfAbsent(family, any -> new TreeSet<>());
            Matcher label = LABEL.matcher(line);
            while (label.find()) {
                if (!label.group(1).equals("le")) {
                    labels.add(label.group(1));
                }
            }
        });

        Map<String, Set<String>> promised = documented.entrySet().stream()
                .filter(row -> exported.containsKey(row.getKey()))
                .collect(Collectors.toMap(
                        Map.Entry::getKey, row -> row.getValue().labels()));
        assertThat(exported).containsExactlyInAnyOrderEntriesOf(promised);
    }

    @Test
    void alertsAndDashboardsUseOnlyMetricsThatExist() throws IOException {
        Set<String> documented = documented().keySet();
        for (String file : Set.of("alerts/dogwatch.yml", "grafana/dogwatch-overview.json")) {
            Set<String> used = expressions(file);

            assertThat(used).as(file).isNotEmpty();
            assertThat(used).as(file).allSatisfy(name -> assertThat(documented).contains(familyOf(name, documented)));
        }
    }

    @Test
    void everyPanelHasAUnitADescriptionAndALegend() throws IOException {
        JsonNode board = new ObjectMapper()
                .readTree(Path.of("grafana/dogwatch-overview.json").toFile());

        assertThat(board.get("schemaVersion").asInt()).isGreaterThanOrEqualTo(39);
        for (JsonNode panel : board.get("panels")) {
            if (panel.get("type").asText().equals("row")) {
                continue;
            }
            assertThat(panel.at("/description").asText())
                    .as(panel.get("title").asText())
                    .isNotBlank();
            assertThat(panel.at("/fieldConfig/defaults/unit").asText()).isNotBlank();
            assertThat(panel.at("/datasource/uid").asText()).isEqualTo("${datasource}");
            for (JsonNode target : panel.get("targets")) {
                assertThat(target.at("/legendFormat").asText()).isNotBlank();
            }
        }
    }

    private static Map<String, Row> documented() throws IOException {
        Map<String, Row> rows = new TreeMap<>();
        for (String line : Files.readAllLines(Path.of("docs/metrics.md"))) {
            Matcher row = ROW.matcher(line);
            if (row.matches()) {
                Set<String> labels =
                        row.group(4).isBlank() || row.group(4).strip().equals("none")
                                ? Set.of()
                                : Set.of(row.group(4).strip().split(", "));
                assertThat(rows.put(row.group(1), new Row(row.group(2), labels)))
                        .as(row.group(1))
                        .isNull();
            }
        }
        return rows;
    }

    /** Names in expressions only, so that prose may speak of {@code dogwatch_} as it likes. */
    private static Set<String> expressions(String file) throws IOException {
        Set<String> names = new TreeSet<>();
        for (String line : Files.readAllLines(Path.of(file))) {
            if (line.contains("expr") || line.contains("query")) {
                Matcher name = NAME.matcher(line.replaceAll("\\\\?\"[^\"]*\\\\?\"\\s*:", ""));
                while (name.find()) {
                    names.add(name.group());
                }
            }
        }
        return names;
    }

    private static String familyOf(String name, Set<String> known) {
        return known.contains(name) ? name : name.replaceFirst("_(bucket|count|sum|created)$", "");
    }
}
