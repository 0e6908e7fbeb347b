package io.dogwatch.app.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.dogwatch.model.PlainText;
import java.util.List;
import java.util.stream.StreamSupport;

/** Converts answers of the API to its records, or to JSON for programs. */
final class ApiResponses {

    private static final ObjectMapper JSON = new ObjectMapper()
            .registerModule(new JavaTimeModule())
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(SerializationFeature.INDENT_OUTPUT);

    private static final int MAX_LINE_LENGTH = 1_000;

    private ApiResponses() {}

    /** @throws CommandFailure if the answer comes from an incompatible version */
    static <T> T read(JsonNode answer, Class<T> type) {
        try {
            return JSON.treeToValue(answer, type);
        } catch (JsonProcessingException e) {
            throw unreadable(e);
        }
    }

    /** @throws CommandFailure as {@link #read} */
    static <T> List<T> readAll(JsonNode answers, Class<T> type) {
        return StreamSupport.stream(answers.spliterator(), false)
                .map(answer -> read(answer, type))
                .toList();
    }

    /** Missing if the text is none. */
    static JsonNode parsed(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            return JSON.missingNode();
        }
    }

    /** A text as one line, without control characters. */
    static String line(JsonNode text) {
        return PlainText.line(text.asText(""), MAX_LINE_LENGTH);
    }

    static String written(JsonNode answer) {
        try {
            return JSON.writeValueAsString(answer);
        } catch (JsonProcessingException e) {
            throw unreadable(e);
        }
    }

    private static CommandFailure unreadable(JsonProcessingException e) {
        return new CommandFailure(
                CommandFailure.REFUSED,
                "Cannot read the answer; do this command and the server have the same version? ("
                        + e.getOriginalMessage() + ")");
    }
}
