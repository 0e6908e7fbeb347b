package io.dogwatch.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The tables of docs/configuration.md say exactly what the reader does: every key, default and range. */
class DocumentationTest {

    private static final Path PAGE = Path.of("docs/configuration.md");
    private static final Pattern HEADING = Pattern.compile("#+ .*\\(`([^`]+)`\\)");
    private static final Pattern ROW = Pattern.compile("\\| `([^`]+)` \\| ([^|]*) \\| ([^|]*) \\|.*");

    /** Names something of everything, so that the reader asks for every key. */
    private static final String EVERYTHING = """
            hosts: {local: {endpoint: unix:///a}}
            defaults: {checks: {interval: 10s}}
            watch:
              - name: web
                remedy: {before: {command: /opt/drain}}
                checks:
                  state: {}
                  health: {}
                  http: {port: 80}
                  tcp: {port: 80, steps: [{send: a}]}
                  log: {failure: a, heartbeat: {pattern: a, every: 1m}}
            maintenance: {name: web, cron: "@daily", for: 1h}
            mail: {from: a@example.org, to: b@example.org, servers: [{host: h}]}
            """;

    @Test
    void thePageListsEveryKeyWithItsDefaultAndRange() throws IOException {
        Reading reading = new Reading();
        SettingsReader.read(YamlTree.read(EVERYTHING, Map.of(), reading), reading);
        Set<String> read = new TreeSet<>();
        reading.knownKeys().stream()
                .filter(key -> !key.shape().equals("check") && !key.range().equals("Dropwizard's own keys"))
                .forEach(key -> read.add(row(key.shape(), key.key(), key.standard(), key.range())));

        assertThat(reading.faults()).isEmpty();
        assertThat(documented()).containsExactlyInAnyOrderElementsOf(read);
    }

    @Test
    void everyExampleOnThePageIsValid() throws IOException {
        Matcher example = Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL).matcher(Files.readString(PAGE));
        int examples = 0;
        while (example.find()) {
            assertThat(Texts.faults(example.group(1), Map.of("SMTP_PASSWORD", "x")))
                    .as(example.group(1))
                    .isEmpty();
            examples++;
        }
        assertThat(examples).isGreaterThanOrEqualTo(3);
    }

    private static Set<String> documented() throws IOException {
        Set<String> rows = new TreeSet<>();
        String shape = "";
        for (String line : Files.readAllLines(PAGE)) {
            Matcher heading = HEADING.matcher(line);
            Matcher row = ROW.matcher(line);
            if (heading.matches()) {
                shape = heading.group(1);
            } else if (row.matches() && !shape.isEmpty()) {
                rows.add(row(shape, row.group(1), row.group(2), row.group(3)));
            }
        }
        return rows;
    }

    private static String row(String shape, String key, String standard, String range) {
        return shape + " | " + key + " | " + standard + " | " + range;
    }
}
