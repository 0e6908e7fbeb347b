package io.dogwatch.metrics;

import static org.assertj.core.api.Assertions.assertThat;

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

/** docs/metrics.md says what is really exported. */
class DocumentedMetricsTest {

    private static final Pattern ROW =
            Pattern.compile("^\\| `([a-z_]+)` \\| (\\w+) \\| ([^|]*) \\| ([^|]*) \\| (.+) \\|$");
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

    private static String familyOf(String name, Set<String> known) {
        return known.contains(name) ? name : name.replaceFirst("_(bucket|count|sum|created)$", "");
    }
}
