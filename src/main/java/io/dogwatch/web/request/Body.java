package io.dogwatch.web.request;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.dogwatch.auth.Caller;
import io.dogwatch.model.DidYouMean;
import io.dogwatch.model.PlainText;
import io.dogwatch.web.request.Problem.Fault;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The body of a write request: one flat JSON object. Collects all faults before reporting them. Not thread-safe. */
public final class Body {

    private static final int MAX_BYTES = 64 << 10;
    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private final Map<String, String> texts = new LinkedHashMap<>();
    private final List<Fault> faults = new ArrayList<>();

    private Body() {}

    /**
     * @param caller overrides {@code createdBy} if authenticated
     * @throws RejectedException if the body is not a JSON object or exceeds 64 KiB
     */
    public static Body read(InputStream entity, Caller caller) throws IOException {
        Body body = new Body();
        byte[] bytes = entity.readNBytes(MAX_BYTES + 1);
        if (bytes.length > MAX_BYTES) {
            throw new RejectedException(List.of(new Fault("", "the body is larger than 64 KiB")));
        }
        JsonNode object = bytes.length == 0 ? MAPPER.createObjectNode() : parse(bytes);
        if (!object.isObject()) {
            throw new RejectedException(
                    List.of(new Fault("", "the body must be a JSON object such as {\"name\": \"web\"}")));
        }
        object.properties().forEach(entry -> body.take(entry.getKey(), entry.getValue()));
        if (caller.isKnown()) {
            // The value is ignored, but the key remains valid.
            body.line("createdBy", Requester.MAX_CREATED_BY);
            body.texts.put("createdBy", caller.name());
        }
        return body;
    }

    private static JsonNode parse(byte[] bytes) throws IOException {
        try {
            return MAPPER.readTree(bytes);
        } catch (JsonProcessingException e) {
            throw new RejectedException(List.of(new Fault("", "the body is not valid JSON: " + why(e))));
        }
    }

    /** Replaces messages of Jackson, which contain its class and option names. */
    private static String why(JsonProcessingException e) {
        if (e instanceof StreamConstraintsException) {
            return "it is nested too deeply, or a number or key is too long";
        }
        if (e.getOriginalMessage().startsWith("Duplicate")) {
            return PlainText.line(e.getOriginalMessage(), 200);
        }
        JsonLocation at = e.getLocation();
        return at == null ? "syntax error" : "syntax error at line " + at.getLineNr() + ", column " + at.getColumnNr();
    }

    private void take(String key, JsonNode value) {
        if (value.isTextual()) {
            texts.put(key, value.asText());
        } else if (!value.isNull()) {
            fault(PlainText.line(key, 80), "must be a string, not " + kind(value));
        }
    }

    private static String kind(JsonNode value) {
        return switch (value.getNodeType()) {
            case ARRAY -> "a list";
            case OBJECT -> "an object";
            case NUMBER -> "a number";
            case BOOLEAN -> "true or false";
            default -> "something else";
        };
    }

    /** Returns all values by key. */
    public Map<String, String> texts() {
        return texts;
    }

    /** Adds a fault found by the caller. */
    public void fault(String where, String message) {
        faults.add(new Fault(where, message));
    }

    /** Returns the faults collected so far. */
    public List<Fault> faults() {
        return List.copyOf(faults);
    }

    /** Adds a fault for every other key. */
    public void rejectUnknown(Set<String> known) {
        texts.keySet().stream()
                .filter(key -> !known.contains(key))
                .forEach(key -> fault(PlainText.line(key, 80), "unknown key" + DidYouMean.of(key, known)));
    }

    /**
     * Returns one line of text, or empty if the key is absent or blank. Adds a fault for more than {@code max}
     * characters.
     */
    public Optional<String> line(String key, int max) {
        String text = texts.getOrDefault(key, "");
        if (text.codePointCount(0, text.length()) > max) {
            fault(key, "must not exceed " + max + " characters");
        }
        return Optional.of(PlainText.line(text, text.length() + 1)).filter(line -> !line.isEmpty());
    }

    /** @throws RejectedException if there are any faults */
    public void verify() {
        if (!faults.isEmpty()) {
            throw new RejectedException(faults);
        }
    }
}
