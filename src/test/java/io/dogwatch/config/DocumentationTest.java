package io.dogwatch.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The tables of docs/configuration.md and docs/checks.md say exactly what the reader does: every key, default and range. */
class DocumentationTest {

    private static final List<Path> PAGES = List.of(Path.of("docs/configuration.md"), Path.of("docs/checks.md"));
    private static final Path EVIDENCE = Path.of("docs/evidence.md");
    private static final Path ALERTS = Path.of("docs/alerts.md");
    private static final Path AUTH = Path.of("docs/auth.md");
    private static final Map<String, String> ENVIRONMENT = Map.of(
            "SMTP_PASSWORD", "x",
            "STORE_PASSWORD", "x",
            "SLACK_URL", "https://hooks.slack.com/services/T0/B0/X",
            "NTFY_TOKEN", "x",
            "PAGERDUTY_KEY", "x",
            "HOOK_SECRET", "x",
            "ANNAS_HASH", "$2b$10$abcdefghijklmnopqrstuu5l2mO2YzyEsHJLgg3Urz7twlBz7iAAK",
            "OIDC_SECRET", "x",
            "HEARTBEAT_URL", "https://example.org/ping/1");
    private static final String SEPARATOR = " | ";
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
                  grpc: {port: 80}
                  listen: {port: 80}
                  log: {failure: a, heartbeat: {pattern: a, interval: 1m}, ready: a, recovery: a}
                  exec: {command: /bin/true}
                  resource: {memory: 90%}
                  json: {kind: http, port: 80, json: {pointer: /a, equals: b}}
            maintenance: {name: web, cron: "@daily", for: 1h}
            notify:
              channels: {hook: {kind: webhook, url: "https://example.org/"}}
              routes: [{to: a@example.org, channels: hook, escalate: {to: b@example.org}}]
              reports: "0 8 * * MON"
            heartbeat: {url: "https://example.org/ping"}
            auth:
              users: [{name: anna, role: admin, password: "$2b$10$abcdefghijklmnopqrstuu5l2mO2YzyEsHJLgg3Urz7twlBz7iAAK"}]
              tokens: [{name: ci, role: viewer, hash: "sha256:0000000000000000000000000000000000000000000000000000000000000000"}]
              oidc: {issuer: "https://id.example.org", clientId: a, clientSecret: x, publicUrl: "https://dogwatch.example.org", roles: {admin: a}}
            mail: {from: a@example.org, to: b@example.org, servers: [{host: h}]}
            """;

    @Test
    void thePagesListEveryKeyWithItsDefaultAndRange() throws IOException {
        ParseContext reading = new ParseContext();
        SettingsReader.read(YamlTree.read(EVERYTHING, Map.of(), reading), reading);
        Set<String> read = new TreeSet<>();
        reading.knownKeys().stream()
                .filter(key -> !key.shape().equals("check") && !key.range().equals("Dropwizard's own keys"))
                .forEach(key -> read.add(row(key.shape(), key.key(), key.standard(), key.range())));

        assertThat(reading.faults()).isEmpty();
        assertThat(documented(read)).containsExactlyInAnyOrderElementsOf(read);
    }

    @Test
    void everyExampleOnThePagesIsValid() throws IOException {
        StringBuilder text = new StringBuilder();
        for (Path page : PAGES) {
            text.append(Files.readString(page));
        }
        text.append(Files.readString(EVIDENCE)).append(Files.readString(ALERTS)).append(Files.readString(AUTH));
        Matcher example = Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL).matcher(text);
        int examples = 0;
        while (example.find()) {
            assertThat(Texts.faults(example.group(1), ENVIRONMENT))
                    .as(example.group(1))
                    .isEmpty();
            examples++;
        }
        assertThat(examples).isGreaterThanOrEqualTo(8);
    }

    /** What is said once for all checks counts for each kind that has the key and no row of its own for it. */
    private static Set<String> documented(Set<String> read) throws IOException {
        Set<String> rows = new TreeSet<>();
        Map<String, String> common = new TreeMap<>();
        String shape = "";
        List<String> lines = new ArrayList<>();
        for (Path page : PAGES) {
            lines.addAll(Files.readAllLines(page));
        }
        for (String line : lines) {
            Matcher heading = HEADING.matcher(line);
            Matcher row = ROW.matcher(line);
            if (heading.matches()) {
                shape = heading.group(1);
            } else if (row.matches() && shape.equals("all checks")) {
                common.put(row.group(1), row(" check", row.group(1), row.group(2), row.group(3)));
            } else if (row.matches() && !shape.isEmpty()) {
                rows.add(row(shape, row.group(1), row.group(2), row.group(3)));
            }
        }
        for (String one : read) {
            String its = one.substring(0, one.indexOf(SEPARATOR));
            String key = one.split(Pattern.quote(SEPARATOR), -1)[1];
            String shared = common.get(key);
            boolean hasOwn = rows.stream().anyMatch(row -> row.startsWith(its + SEPARATOR + key + SEPARATOR));
            if (its.endsWith(" check") && shared != null && !hasOwn) {
                rows.add(its.replace(" check", "") + shared);
            }
        }
        return rows;
    }

    private static String row(String shape, String key, String standard, String range) {
        return String.join(SEPARATOR, shape, key, standard, range);
    }
}
