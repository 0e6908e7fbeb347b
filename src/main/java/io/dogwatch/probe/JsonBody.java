package io.dogwatch.probe;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.dogwatch.model.HttpCheck.JsonValue;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/** Holds the values a check asks for against a JSON body. Pure, and safe against hostile bodies. */
final class JsonBody {

    /** Deeper than anything meant for people or programs; a reader's stack is not endless. */
    private static final int DEEPEST = 200;

    private static final JsonMapper READER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(DEEPEST)
                            .maxNumberLength(1000)
                            .build())
                    // What a person reads begins with the body itself; the place in it says nothing more.
                    .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private JsonBody() {}

    /**
     * The first thing that is not as asked; empty if all is.
     *
     * @param whole false when the body is longer than {@code body}
     * @throws IllegalArgumentException if a pointer is none; the configuration refuses those earlier
     */
    static Optional<String> trouble(String body, boolean whole, List<JsonValue> wanted) {
        if (!whole) {
            return Optional.of("the body exceeds the limit of " + body.length()
                    + " characters, so its JSON is incomplete; raise bodyLimit");
        }
        if (body.isBlank()) {
            return Optional.of("the body is empty, so it is not JSON");
        }
        JsonNode root;
        try {
            root = READER.readTree(body);
        } catch (JsonProcessingException e) {
            return Optional.of(
                    "the body is not JSON (" + e.getOriginalMessage() + "): " + HttpProbeResponse.start(body));
        } catch (NumberFormatException e) {
            // Jackson 2.22 lets this one through for 1e99999999999.
            return Optional.of("the body contains an invalid number: " + HttpProbeResponse.start(body));
        }
        return wanted.stream().flatMap(value -> mismatch(root, value).stream()).findFirst();
    }

    private static Optional<String> mismatch(JsonNode root, JsonValue wanted) {
        JsonNode there = root.at(JsonPointer.compile(wanted.pointer()));
        String where = wanted.pointer().isEmpty() ? "the JSON body" : wanted.pointer();
        if (there.isMissingNode()) {
            return Optional.of(where + " is not in the JSON body (wanted: " + wanted.expected() + ")");
        }
        return says(there, wanted.expected())
                ? Optional.empty()
                : Optional.of(where + " is " + HttpProbeResponse.cut(there.toString()) + " (wanted: "
                        + wanted.expected() + ")");
    }

    private static boolean says(JsonNode there, String expected) {
        if (there.isNumber()) {
            return isNumber(expected, there.decimalValue());
        }
        return expected.equals(there.isTextual() ? there.textValue() : there.toString());
    }

    /** 1, 1.0 and 1e0 are the same number. */
    private static boolean isNumber(String expected, BigDecimal there) {
        try {
            return new BigDecimal(expected).compareTo(there) == 0;
        } catch (NumberFormatException e) {
            return false;
        }
    }
}
