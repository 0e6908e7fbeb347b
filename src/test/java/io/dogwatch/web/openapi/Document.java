package io.dogwatch.web.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpHeaders;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * The document that ships, read as strictly as can be: what it does not name is not allowed. Knows nothing of the code. Safe for
 * use by many threads.
 */
final class Document {

    private static final String PLACE = "https://dogwatch.test/shapes";
    private static final ObjectMapper JSON = new ObjectMapper();

    /** @param verb in small letters */
    record Call(String verb, String path, JsonNode node) {

        String id() {
            return node.path("operationId").asText();
        }

        String method() {
            return verb.toUpperCase(Locale.ROOT);
        }

        List<JsonNode> parameters(String in) {
            return node.path("parameters")
                    .valueStream()
                    .filter(it -> it.path("in").asText().equals(in))
                    .toList();
        }

        Optional<JsonNode> body() {
            return Optional.of(node.path("requestBody").path("content").path("application/json"))
                    .filter(it -> !it.isMissingNode());
        }

        /** Whether its answer never ends by itself. */
        boolean isEndless() {
            return node.at("/responses/200/content").has("text/event-stream");
        }

        boolean writes() {
            return !List.of("get", "head").contains(verb);
        }

        @Override
        public String toString() {
            return method() + " " + path;
        }
    }

    private final JsonNode root;
    private final SchemaRegistry registry;
    private final Map<String, Schema> schemas = new ConcurrentHashMap<>();

    private Document(JsonNode root) {
        this.root = root;
        ObjectNode shapes = JSON.createObjectNode();
        shapes.set("$defs", absolute(strict(root.at("/components/schemas").deepCopy())));
        String strict = shapes.toString();
        registry = SchemaRegistry.withDefaultDialect(
                SpecificationVersion.DRAFT_2020_12, builder -> builder.schemas(Map.of(PLACE, strict)));
    }

    static Document shipped() {
        try (InputStream in = Document.class.getResourceAsStream("/io/dogwatch/web/openapi.json")) {
            return new Document(JSON.readTree(Objects.requireNonNull(in)));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Without this, a key that nobody has documented would be no fault. */
    private static JsonNode strict(JsonNode node) {
        node.forEach(Document::strict);
        if (node instanceof ObjectNode object
                && object.path("type").asText().equals("object")
                && object.has("properties")
                && !object.has("additionalProperties")) {
            object.put("additionalProperties", false);
        }
        return node;
    }

    JsonNode root() {
        return root;
    }

    List<Call> calls() {
        return root.path("paths").properties().stream()
                .flatMap(path -> path.getValue().properties().stream()
                        .map(one -> new Call(one.getKey(), path.getKey(), one.getValue())))
                .toList();
    }

    Call call(String id) {
        return calls().stream().filter(it -> it.id().equals(id)).findFirst().orElseThrow();
    }

    /** What is referred to, or the node itself. */
    JsonNode at(JsonNode node) {
        return node.has("$ref") ? root.at(node.path("$ref").asText().substring(1)) : node;
    }

    /** Whether a value, as a text of a request has it, is one that the schema allows. */
    boolean allows(JsonNode schema, JsonNode value) {
        return faults(schema, value).isEmpty();
    }

    /** What is wrong with an answer, if anything. */
    List<String> faults(Call call, HttpResponse<String> answer) {
        return faults(call, answer.statusCode(), answer.headers(), answer.body());
    }

    List<String> faults(Call call, int status, HttpHeaders sent, String body) {
        JsonNode documented = at(call.node().path("responses").path(Integer.toString(status)));
        if (documented.isMissingNode()) {
            return List.of("status " + status + " is not documented");
        }
        String type = sent.firstValue("Content-Type").orElse("").split(";", -1)[0];
        JsonNode contents = documented.path("content");
        boolean isEmpty = contents.isMissingNode() || call.verb().equals("head");
        if (isEmpty) {
            return body.isEmpty() ? List.of() : List.of("it has a body, and should have none");
        }
        JsonNode content = contents.path(type);
        if (content.isMissingNode()) {
            return List.of("the content is of type \"" + type + "\", and not as documented");
        }
        if (!type.endsWith("json")) {
            return List.of();
        }
        Stream<String> headers = documented.path("headers").properties().stream()
                .map(Map.Entry::getKey)
                .filter(it -> List.of("ETag", "Location").contains(it))
                .filter(it -> sent.firstValue(it).isEmpty())
                .map(it -> "the header " + it + " is missing");
        try {
            return Stream.concat(headers, faults(content.path("schema"), JSON.readTree(body)).stream())
                    .toList();
        } catch (IOException e) {
            return List.of("the body is not valid JSON: " + e.getMessage());
        }
    }

    private List<String> faults(JsonNode schema, JsonNode value) {
        Schema compiled = schemas.computeIfAbsent(schema.toString(), it -> compiled(schema));
        return compiled
                .validate(value, context -> context.executionConfig(config -> config.formatAssertionsEnabled(true)))
                .stream()
                .map(Object::toString)
                .toList();
    }

    private Schema compiled(JsonNode schema) {
        ObjectNode copy = JSON.createObjectNode();
        copy.put("$id", PLACE + "/one-of-" + schemas.size() + "-" + Integer.toHexString(schema.hashCode()));
        JsonNode absolute = absolute(schema.deepCopy());
        copy.setAll((ObjectNode) absolute);
        return registry.getSchema(SchemaLocation.of(copy.path("$id").asText()), copy);
    }

    private static JsonNode absolute(JsonNode node) {
        node.forEach(Document::absolute);
        if (node instanceof ObjectNode object && object.path("$ref").isTextual()) {
            object.put("$ref", object.path("$ref").asText().replace("#/components/schemas/", PLACE + "#/$defs/"));
        }
        return node;
    }
}
