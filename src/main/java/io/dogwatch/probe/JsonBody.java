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

/** Compares a JSON body with the values expected by a check. Stateless and safe with hostile bodies. */
final class JsonBody {

    /** Deeper than any real document; protects the stack of the parser. */
    private static final int DEEPEST = 200;

    private static final JsonMapper READER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(DEEPEST)
                            .maxNumberLength(1000)
                            .build())
                    // The detail already contains the start of the body, so the source location adds nothing.
                    .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private JsonBody() {}

    /**
     * Returns the first mismatch; empty if all values match.
     *
     * @param whole false if the body is longer than {@code body}
     * @throws IllegalArgumentException if a pointer is invalid; the configuration rejects it earlier
     */
    static Optional<String> firstMismatch(String body, boolean whole, List<JsonValue> wanted) {
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
            // Jackson 2.22 throws this for 1e99999999999.
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
        return matches(there, wanted.expected())
                ? Optional.empty()
                : Optional.of(where + " is " + HttpProbeResponse.cut(there.toString()) + " (wanted: "
                        + wanted.expected() + ")");
    }

    private static boolean matches(JsonNode there, String expected) {
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
