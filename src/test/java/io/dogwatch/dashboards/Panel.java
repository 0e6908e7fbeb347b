package io.dogwatch.dashboards;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

/** Makes one panel, without its number and place. Stateless. */
final class Panel {

    private Panel() {}

    static ObjectNode from(JsonNode source) {
        Kind kind = Kind.valueOf(source.required("kind").asText());
        ObjectNode panel = JsonNodeFactory.instance.objectNode();
        panel.put("type", kind.type()).put("title", source.required("title").asText());
        panel.put("description", source.required("description").asText());
        panel.set("datasource", Surroundings.dataSource());
        panel.set("targets", queries(source.required("queries"), kind));
        ObjectNode defaults = panel.putObject("fieldConfig").putObject("defaults");
        defaults.put("unit", source.required("unit").asText());
        for (String bound : new String[] {"min", "max", "decimals"}) {
            if (source.has(bound)) {
                defaults.set(bound, source.get(bound));
            }
        }
        if (source.has("none")) {
            defaults.put("noValue", source.get("none").asText());
        }
        defaults.putObject("color").put("mode", kind.colorMode());
        defaults.putObject("thresholds").put("mode", "absolute").set("steps", steps(source.required("thresholds")));
        defaults.set("custom", kind.custom());
        if (source.has("words")) {
            defaults.set("mappings", words(source.get("words")));
        }
        defaults.set("links", links(source));
        ((ObjectNode) panel.get("fieldConfig")).putArray("overrides");
        panel.set("options", kind.options());
        if (kind == Kind.table) {
            panel.set("transformations", columns(source.required("columns")));
        }
        return panel;
    }

    private static ArrayNode queries(JsonNode byLegend, Kind kind) {
        ArrayNode targets = JsonNodeFactory.instance.arrayNode();
        char refId = 'A';
        for (Map.Entry<String, JsonNode> query : byLegend.properties()) {
            ObjectNode target = targets.addObject();
            target.put("refId", String.valueOf(refId++));
            target.set("datasource", Surroundings.dataSource());
            target.put("expr", query.getValue().asText().strip()).put("legendFormat", query.getKey());
            target.put("instant", kind.isInstant()).put("range", !kind.isInstant());
            target.put("format", kind.format()).put("editorMode", "code");
        }
        return targets;
    }

    /** @param colours from a value upwards; {@code base} is below all of them */
    private static ArrayNode steps(JsonNode colours) {
        ArrayNode steps = JsonNodeFactory.instance.arrayNode();
        for (Map.Entry<String, JsonNode> step : colours.properties()) {
            ObjectNode built = steps.addObject();
            built.put("color", step.getValue().asText());
            if (step.getKey().equals("base")) {
                built.putNull("value");
            } else {
                built.put("value", Double.parseDouble(step.getKey()));
            }
        }
        return steps;
    }

    /** @param words for values: {@code [text, colour]} */
    private static ArrayNode words(JsonNode words) {
        ArrayNode mappings = JsonNodeFactory.instance.arrayNode();
        ObjectNode options = mappings.addObject().put("type", "value").putObject("options");
        int index = 0;
        for (Map.Entry<String, JsonNode> word : words.properties()) {
            options.putObject(word.getKey())
                    .put("text", word.getValue().get(0).asText())
                    .put("color", word.getValue().get(1).asText())
                    .put("index", index++);
        }
        return mappings;
    }

    /** Series of a target lead to its board and to its page at Dogwatch. */
    private static ArrayNode links(JsonNode source) {
        ArrayNode links = JsonNodeFactory.instance.arrayNode();
        if (source.path("link").asText().equals("target")) {
            String host = "${__field.labels.host}";
            String target = "${__field.labels.target}";
            if (source.path("kind").asText().equals("table")) {
                host = "${__data.fields.host}";
                target = "${__data.fields.target}";
            }
            links.addObject()
                    .put("title", "Its dashboard")
                    .put(
                            "url",
                            "/d/dogwatch-target?var-host=" + host + "&var-target=" + target
                                    + "&${datasource:queryparam}&${page:queryparam}&${__url_time_range}");
            links.addObject()
                    .put("title", "Open in Dogwatch")
                    .put("url", "${page}/targets/" + host + "/" + target)
                    .put("targetBlank", true);
        }
        return links;
    }

    /** One row for each series: labels and values side by side, under the names that the source gives. */
    private static ArrayNode columns(JsonNode names) {
        ArrayNode steps = JsonNodeFactory.instance.arrayNode();
        steps.addObject().put("id", "merge").putObject("options");
        ObjectNode organize = steps.addObject().put("id", "organize").putObject("options");
        ObjectNode hidden = organize.putObject("excludeByName");
        for (String name : new String[] {"Time", "__name__", "instance", "job"}) {
            hidden.put(name, true);
        }
        ObjectNode order = organize.putObject("indexByName");
        int index = 0;
        for (Map.Entry<String, JsonNode> name : names.properties()) {
            order.put(name.getKey(), index++);
        }
        organize.set("renameByName", names);
        return steps;
    }
}
