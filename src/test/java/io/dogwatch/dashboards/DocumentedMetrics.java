package io.dogwatch.dashboards;

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

/** The metrics of {@code docs/metrics.md} with their labels, and what an expression uses that is not among them. */
final class DocumentedMetrics {

    private static final Pattern ROW = Pattern.compile("^\\| `([a-z_]+)` \\| (\\w+) \\| [^|]* \\| ([^|]*) \\| .+ \\|$");
    private static final Pattern NAME =
            Pattern.compile("(?<![\\w:$])(?:(?:dogwatch|jvm|process)_\\w+|dogwatch:[\\w:]+)");
    private static final Pattern METRIC = Pattern.compile(NAME.pattern() + "|\\bup\\{|vector\\(");
    private static final Pattern SELECTOR = Pattern.compile("(\\w+)\\{([^}]*)}");
    private static final Pattern MATCHER = Pattern.compile("(\\w+)\\s*(?:=~|!~|!=|=)\\s*\"");
    private static final Pattern GROUPING =
            Pattern.compile("\\b(?:by|without|on|ignoring|group_left|group_right) \\(([^)]*)\\)");
    private static final Set<String> OF_EVERY_SCRAPE = Set.of("job", "instance", "le");

    private final Map<String, Set<String>> labels = new TreeMap<>();

    static DocumentedMetrics read() throws IOException {
        DocumentedMetrics metrics = new DocumentedMetrics();
        for (String line : Files.readAllLines(Path.of("docs/metrics.md"))) {
            Matcher row = ROW.matcher(line);
            if (row.matches()) {
                String names = row.group(3).strip();
                metrics.labels.put(row.group(1), names.equals("none") ? Set.of() : Set.of(names.split(", ")));
            }
        }
        return metrics;
    }

    /** @param records the names of our recording rules */
    List<String> unknownIn(Expression expression, Set<String> records) {
        List<String> unknown = new ArrayList<>();
        if (!METRIC.matcher(expression.promql()).find()) {
            unknown.add(expression.where() + ": asks for no metric: " + expression.promql());
        }
        Set<String> known = new TreeSet<>(OF_EVERY_SCRAPE);
        Matcher name = NAME.matcher(expression.promql());
        while (name.find()) {
            if (name.group().contains(":")) {
                if (!records.contains(name.group())) {
                    unknown.add(expression.where() + ": no recording rule " + name.group());
                }
                known.addAll(Set.of("host", "target"));
            } else if (labels.containsKey(family(name.group()))) {
                known.addAll(labels.get(family(name.group())));
            } else {
                unknown.add(expression.where() + ": no metric " + name.group());
            }
        }
        Matcher selector = SELECTOR.matcher(expression.promql());
        while (selector.find()) {
            Set<String> own = labels.getOrDefault(family(selector.group(1)), known);
            Matcher label = MATCHER.matcher(selector.group(2));
            while (label.find()) {
                if (!own.contains(label.group(1)) && !OF_EVERY_SCRAPE.contains(label.group(1))) {
                    unknown.add(expression.where() + ": " + selector.group(1) + " has no label " + label.group(1));
                }
            }
        }
        Matcher grouping = GROUPING.matcher(expression.promql());
        while (grouping.find()) {
            for (String label : grouping.group(1).split(",\\s*")) {
                if (!label.isBlank() && !known.contains(label)) {
                    unknown.add(expression.where() + ": nothing has a label " + label);
                }
            }
        }
        return unknown;
    }

    private String family(String name) {
        return labels.containsKey(name) ? name : name.replaceFirst("_(bucket|count|sum)$", "");
    }
}
