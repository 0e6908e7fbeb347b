package io.dogwatch.dashboards;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** What stands around the panels of a board: variables, annotations and links. Stateless. */
final class Surroundings {

    private Surroundings() {}

    static ObjectNode dataSource() {
        return JsonNodeFactory.instance.objectNode().put("type", "prometheus").put("uid", "${datasource}");
    }

    /** @param queries of the variables, by name; a data source and Dogwatch's own address are on every board */
    static ArrayNode variables(JsonNode queries) {
        ArrayNode list = JsonNodeFactory.instance.arrayNode();
        ObjectNode source = list.addObject();
        source.put("name", "datasource").put("label", "Data source").put("type", "datasource");
        source.put("query", "prometheus").put("hide", 0).putObject("current");
        queries.properties().forEach(entry -> list.add(variable(entry.getKey(), entry.getValue())));
        ObjectNode page = list.addObject();
        page.put("name", "page").put("label", "Dogwatch URL").put("type", "textbox");
        page.put("query", "http://127.0.0.1:8080").put("hide", 0);
        page.putObject("current").put("text", "http://127.0.0.1:8080").put("value", "http://127.0.0.1:8080");
        return list;
    }

    private static ObjectNode variable(String name, JsonNode source) {
        boolean several = !source.path("single").asBoolean();
        String query = source.required("query").asText();
        ObjectNode variable = JsonNodeFactory.instance.objectNode();
        variable.put("name", name).put("label", source.required("label").asText());
        variable.put("type", "query").put("definition", query).put("refresh", 2).put("sort", 1);
        variable.set("datasource", dataSource());
        variable.putObject("query").put("query", query).put("refId", name);
        variable.put("multi", several).put("includeAll", several).put("hide", 0);
        ObjectNode current = variable.putObject("current");
        if (several) {
            variable.put("allValue", ".*");
            current.put("text", "All").put("value", "$__all");
        }
        return variable;
    }

    /** @param queries of the annotations: title, text, colour and expression */
    static ArrayNode annotations(JsonNode queries) {
        ArrayNode list = JsonNodeFactory.instance.arrayNode();
        ObjectNode own = list.addObject();
        own.put("name", "Annotations & Alerts").put("type", "dashboard").put("builtIn", 1);
        own.put("enable", true).put("hide", true).put("iconColor", "blue");
        own.putObject("datasource").put("type", "grafana").put("uid", "-- Grafana --");
        for (JsonNode query : queries) {
            ObjectNode annotation = list.addObject();
            annotation.put("name", query.required("name").asText()).put("enable", true);
            annotation.put("iconColor", query.required("color").asText());
            annotation.set("datasource", dataSource());
            annotation.put("expr", query.required("expr").asText()).put("step", "60s");
            annotation.put("titleFormat", query.required("name").asText());
            annotation.put("textFormat", query.required("text").asText());
        }
        return list;
    }

    /** To the other boards, which keep the variables and the time, and to Dogwatch's own page. */
    static ArrayNode links() {
        ArrayNode links = JsonNodeFactory.instance.arrayNode();
        ObjectNode boards = links.addObject();
        boards.put("title", "Dogwatch").put("type", "dashboards").put("asDropdown", false);
        boards.putArray("tags").add("dogwatch");
        boards.put("includeVars", true).put("keepTime", true).put("targetBlank", false);
        ObjectNode page = links.addObject();
        page.put("title", "Open in Dogwatch").put("type", "link").put("icon", "external link");
        page.put("tooltip", "The page of Dogwatch with reasons and evidence");
        page.put("url", "${page}/").put("targetBlank", true);
        page.put("includeVars", false).put("keepTime", false).putArray("tags");
        return links;
    }
}
