package io.dogwatch.dashboards;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * Makes a dashboard for Grafana 11 and later from one of our sources: places the panels from left to right, numbers
 * them, and adds what is the same on all boards. Not thread-safe; one for each board.
 */
final class Board {

    private static final int WIDTH = 24;

    private final JsonNode source;
    private final ArrayNode panels = JsonNodeFactory.instance.arrayNode();
    private int id;
    private int x;
    private int y;
    private int lineHeight;

    private Board(JsonNode source) {
        this.source = source;
    }

    /** @param source as described in grafana/README.md */
    static ObjectNode from(JsonNode source) {
        return new Board(source).build();
    }

    private ObjectNode build() {
        ObjectNode board = JsonNodeFactory.instance.objectNode();
        board.put("uid", source.required("uid").asText());
        board.put("title", source.required("title").asText());
        board.put("description", source.required("description").asText());
        board.putArray("tags").add("dogwatch");
        // Grafana 11.0 wrote 39; newer ones migrate it when they load it.
        board.put("schemaVersion", 39);
        board.put("version", 1);
        board.put("editable", true);
        board.put("graphTooltip", 1);
        board.put("timezone", "");
        board.put("refresh", source.required("refresh").asText());
        board.putObject("time")
                .put("from", "now-" + source.required("time").asText())
                .put("to", "now");
        board.putObject("templating").set("list", Surroundings.variables(source.required("variables")));
        board.putObject("annotations").set("list", Surroundings.annotations(source.required("annotations")));
        board.set("links", Surroundings.links());
        for (JsonNode row : source.required("rows")) {
            addRow(row.required("title").asText());
            row.required("panels").forEach(this::addPanel);
            endLine();
        }
        board.set("panels", panels);
        return board;
    }

    private void addRow(String title) {
        ObjectNode row = panels.addObject();
        row.put("id", ++id).put("type", "row").put("title", title).put("collapsed", false);
        row.set("gridPos", place(WIDTH, 1));
        row.putArray("panels");
    }

    private void addPanel(JsonNode panel) {
        String[] size = panel.required("size").asText().split("x");
        ObjectNode built = Panel.from(panel);
        built.put("id", ++id);
        built.set("gridPos", place(Integer.parseInt(size[0]), Integer.parseInt(size[1])));
        panels.add(built);
    }

    private ObjectNode place(int width, int height) {
        if (x + width > WIDTH) {
            endLine();
        }
        ObjectNode place = JsonNodeFactory.instance.objectNode();
        place.put("x", x).put("y", y).put("w", width).put("h", height);
        x += width;
        lineHeight = Math.max(lineHeight, height);
        return place;
    }

    private void endLine() {
        x = 0;
        y += lineHeight;
        lineHeight = 0;
    }
}
