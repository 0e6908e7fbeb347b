package io.dogwatch.dashboards;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One PromQL expression of our dashboards or rules.
 *
 * @param where it stands: board or file, panel or rule, legend
 * @param promql as written, with Grafana's variables
 */
public record Expression(Kind kind, String where, String promql) {

    private static final Pattern LABEL_VALUES = Pattern.compile("label_values\\((.+), (\\w+)\\)");

    /** What it is for. */
    public enum Kind {
        PANEL,
        ANNOTATION,
        VARIABLE,
        RECORD,
        ALERT
    }

    /** All of them, in the order of the files. */
    public static List<Expression> all() {
        List<Expression> all = new ArrayList<>();
        for (Path file : Yaml.files("grafana/dashboards", ".json")) {
            addBoard(Yaml.read(file), all);
        }
        for (Path file : Yaml.files("alerts", ".yml")) {
            addRules(file.getFileName().toString(), Yaml.read(file), all);
        }
        return all;
    }

    private static void addBoard(JsonNode board, List<Expression> all) {
        String uid = board.get("uid").asText();
        for (JsonNode panel : board.get("panels")) {
            for (JsonNode target : panel.path("targets")) {
                String where = uid + " / " + panel.get("title").asText() + " / "
                        + target.get("legendFormat").asText();
                all.add(new Expression(Kind.PANEL, where, target.get("expr").asText()));
            }
        }
        for (JsonNode annotation : board.at("/annotations/list")) {
            if (annotation.has("expr")) {
                String where = uid + " / annotation / " + annotation.get("name").asText();
                all.add(new Expression(
                        Kind.ANNOTATION, where, annotation.get("expr").asText()));
            }
        }
        for (JsonNode variable : board.at("/templating/list")) {
            Matcher values = LABEL_VALUES.matcher(variable.path("definition").asText());
            if (values.matches()) {
                String where = uid + " / variable / " + variable.get("name").asText();
                all.add(new Expression(
                        Kind.VARIABLE, where, "group by (" + values.group(2) + ") (" + values.group(1) + ")"));
            }
        }
    }

    private static void addRules(String file, JsonNode rules, List<Expression> all) {
        for (JsonNode group : rules.get("groups")) {
            for (JsonNode rule : group.get("rules")) {
                boolean isAlert = rule.has("alert");
                String labels =
                        isAlert ? " " + rule.path("labels").path("severity").asText() : "";
                String window = rule.path("labels").path("window").asText();
                String where =
                        file + " / " + rule.path(isAlert ? "alert" : "record").asText() + labels
                                + (window.isEmpty() ? "" : " " + window);
                all.add(new Expression(
                        isAlert ? Kind.ALERT : Kind.RECORD,
                        where,
                        rule.get("expr").asText()));
            }
        }
    }
}
