package io.dogwatch.web.openapi;

import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dogwatch.model.DurationText;
import io.dogwatch.model.PlainText;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Says of a request, from the document alone, whether it is allowed. Stateless. */
record Expectation(Document document) {

    /** What the document cannot say: these read several of their keys together, or name what may not be there. */
    private static final Set<String> OWN_RULES = Set.of("addWindow", "stream", "followLog");

    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    /** @return what is wrong with it; empty if the document allows it */
    Optional<String> wrong(FuzzRequest asked) {
        return wrongPath(asked)
                .or(() -> wrongQuery(asked))
                .or(() -> asked.call().writes() ? wrongBody(asked) : Optional.empty());
    }

    /** Whether nothing else could be wrong with it. */
    boolean saysItAll(FuzzRequest asked) {
        boolean isPlain = !asked.headers().containsKey("Accept")
                && (asked.call().writes() || !asked.headers().containsKey("Content-Type"));
        return isPlain && !OWN_RULES.contains(asked.call().id());
    }

    private Optional<String> wrongPath(FuzzRequest asked) {
        return asked.call().parameters("path").stream()
                .filter(it -> !isAllowed(
                        it.path("schema"),
                        asked.inPath().getOrDefault(it.path("name").asText(), "")))
                .map(it -> it.path("name").asText() + " cannot be one")
                .findFirst();
    }

    private Optional<String> wrongQuery(FuzzRequest asked) {
        Set<String> seen = new HashSet<>();
        for (Map.Entry<String, String> one : asked.query()) {
            Optional<JsonNode> parameter = asked.call().parameters("query").stream()
                    .filter(it -> it.path("name").asText().equals(one.getKey()))
                    .findFirst();
            if (one.getKey().isEmpty()) {
                // Without a name it is none.
                continue;
            }
            if (parameter.isEmpty()) {
                return Optional.of("unknown parameter " + one.getKey());
            }
            boolean isNone = one.getValue().isEmpty()
                    && parameter.get().path("allowEmptyValue").asBoolean();
            boolean isFirst = seen.add(one.getKey());
            if (isFirst && !isNone && !isAllowed(parameter.get().path("schema"), one.getValue())) {
                return Optional.of(one.getKey() + " is " + one.getValue());
            }
        }
        return Optional.empty();
    }

    private boolean isAllowed(JsonNode declared, String text) {
        boolean isNumber = document.at(declared).path("type").asText().equals("integer");
        JsonNode value = isNumber && text.matches("-?(0|[1-9]\\d{0,17})")
                ? JsonNodeFactory.instance.numberNode(Long.parseLong(text))
                : JsonNodeFactory.instance.textNode(text);
        return document.allows(declared, value) && isInRange(declared, text);
    }

    private static void dropBlank(ObjectNode body, String key) {
        JsonNode value = body.path(key);
        if (value.isTextual() && PlainText.line(value.asText(), 600).isBlank()) {
            body.remove(key);
        }
    }

    private static boolean isInRange(JsonNode schema, String text) {
        return !schema.has("x-least")
                || DurationText.read(text)
                        .filter(it -> it.compareTo(
                                        DurationText.read(schema.path("x-least").asText())
                                                .orElseThrow())
                                >= 0)
                        .filter(it -> it.compareTo(
                                        DurationText.read(schema.path("x-most").asText())
                                                .orElseThrow())
                                <= 0)
                        .isPresent();
    }

    private Optional<String> wrongBody(FuzzRequest asked) {
        String type = asked.headers().getOrDefault("Content-Type", "");
        if (!type.split(";", -1)[0].strip().equalsIgnoreCase("application/json")) {
            return Optional.of("Content-Type is " + type);
        }
        if (asked.body().length == 0) {
            return Optional.empty();
        }
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(asked.body()));
            JsonNode body = JSON.readTree(asked.body());
            JsonNode schema = asked.call().body().orElseThrow().path("schema");
            if (body instanceof ObjectNode object) {
                // As none.
                document.at(schema).path("properties").fieldNames().forEachRemaining(key -> dropBlank(object, key));
            }
            if (!document.allows(schema, body)) {
                return Optional.of("the body does not fit the schema");
            }
            return document.at(schema).path("properties").properties().stream()
                    .filter(it -> body.path(it.getKey()).isTextual())
                    .filter(it ->
                            !isInRange(it.getValue(), body.path(it.getKey()).asText()))
                    .map(it -> it.getKey() + " is out of range")
                    .findFirst();
        } catch (IOException e) {
            return Optional.of("the body is not valid JSON");
        }
    }
}
