package io.dogwatch.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;

/**
 * Dropwizard's own keys as the tree that Dropwizard reads, with our defaults below the file's values: loopback
 * only, virtual threads, a small pool, no request log. A connector without {@code bindHost} stays on loopback as
 * well; Dropwizard itself would bind to all interfaces.
 */
final class DropwizardTree {

    private static final String LOCALHOST = "127.0.0.1";
    private static final int PORT = 8080;
    private static final int ADMIN_PORT = 8081;

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private DropwizardTree() {}

    static ObjectNode of(YamlNode.Mapping file) {
        ObjectNode tree = (ObjectNode) json(file.only(SettingsReader.DROPWIZARD_KEYS));
        if (tree.get("metrics") instanceof ObjectNode metrics) {
            metrics.remove(List.of(MetricsSettings.MAX_SERIES, MetricsSettings.OPEN));
        }
        tree.properties().removeIf(entry -> entry.getValue().isNull());
        below(
                tree,
                "server",
                tree.path("server").path("type").asText("default").equals("simple") ? simple() : standard());
        stayHere(tree.path("server"));
        below(tree, "logging", logging());
        return tree;
    }

    private static void below(ObjectNode tree, String key, ObjectNode defaults) {
        if (!tree.has(key)) {
            tree.set(key, defaults);
        } else if (tree.get(key) instanceof ObjectNode written) {
            defaults.properties().forEach(entry -> written.putIfAbsent(entry.getKey(), entry.getValue()));
        }
    }

    private static ObjectNode standard() {
        ObjectNode server = common();
        server.put("type", "default");
        server.put("adminMinThreads", 1).put("adminMaxThreads", 16);
        server.putArray("applicationConnectors").add(connector(PORT));
        server.putArray("adminConnectors").add(connector(ADMIN_PORT));
        return server;
    }

    private static ObjectNode simple() {
        ObjectNode server = common();
        server.put("applicationContextPath", "/").put("adminContextPath", "/admin");
        server.set("connector", connector(PORT));
        return server;
    }

    private static ObjectNode common() {
        ObjectNode server = JSON.objectNode();
        // maxThreads caps the requests under way even with virtual threads (dropwizard issue 10813).
        server.put("enableVirtualThreads", true).put("minThreads", 2).put("maxThreads", 50);
        server.putObject("requestLog").putArray("appenders");
        return server;
    }

    private static ObjectNode connector(int port) {
        return JSON.objectNode()
                .put("type", "http")
                .put("bindHost", LOCALHOST)
                .put("port", port)
                .put("acceptorThreads", 1)
                .put("selectorThreads", 1);
    }

    private static void stayHere(JsonNode server) {
        server.path("applicationConnectors").forEach(DropwizardTree::stay);
        server.path("adminConnectors").forEach(DropwizardTree::stay);
        stay(server.path("connector"));
    }

    private static void stay(JsonNode connector) {
        if (connector instanceof ObjectNode written
                && written.path("type").asText("http").startsWith("http")) {
            written.putIfAbsent("bindHost", JSON.textNode(LOCALHOST));
        }
    }

    private static ObjectNode logging() {
        ObjectNode logging = JSON.objectNode().put("level", "INFO");
        logging.putArray("appenders")
                .addObject()
                .put("type", "console")
                .put("logFormat", "%d{ISO8601} %-5level %logger{0}: %msg%n%rEx");
        // What the libraries say about themselves at every start is no change of anything.
        ObjectNode loggers = logging.putObject("loggers");
        for (String library : List.of(
                "org.quartz", "org.eclipse.jetty", "io.dropwizard", "org.flywaydb", "org.hibernate", "org.glassfish")) {
            loggers.put(library, "WARN");
        }
        return logging;
    }

    private static JsonNode json(YamlNode value) {
        return switch (value) {
            case YamlNode.Text text -> scalar(text);
            case YamlNode.Items items -> {
                ArrayNode array = JSON.arrayNode();
                items.items().forEach(item -> array.add(json(item)));
                yield array;
            }
            case YamlNode.Mapping keys -> {
                ObjectNode object = JSON.objectNode();
                for (Map.Entry<String, YamlNode> entry : keys.values().entrySet()) {
                    object.set(entry.getKey(), json(entry.getValue()));
                }
                yield object;
            }
        };
    }

    private static JsonNode scalar(YamlNode.Text text) {
        if (text.quoted()) {
            return JSON.textNode(text.text());
        }
        if (text.text().matches("-?\\d{1,18}")) {
            return JSON.numberNode(Long.parseLong(text.text()));
        }
        return switch (text.text()) {
            case "" -> JSON.nullNode();
            case "true" -> JSON.booleanNode(true);
            case "false" -> JSON.booleanNode(false);
            default -> JSON.textNode(text.text());
        };
    }
}
