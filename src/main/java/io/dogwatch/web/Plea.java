package io.dogwatch.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.dogwatch.target.Hint;
import io.dogwatch.target.PlainText;
import jakarta.ws.rs.BadRequestException;
import java.util.List;

/**
 * Who asks for something, and why.
 *
 * @param by one line, at most {@value #LONGEST} characters, never empty
 * @param why one line, likewise; may be empty
 */
record Plea(String by, String why) {

    private static final int LONGEST = 200;
    private static final List<String> KEYS = List.of("by", "why");
    private static final ObjectMapper JSON = new ObjectMapper();

    /**
     * Reads {@code {"by": "anna", "why": "new certificate"}}.
     *
     * @throws BadRequestException with what is wrong with it
     */
    static Plea read(String body) {
        JsonNode root = parse(body);
        for (String key : (Iterable<String>) root::fieldNames) {
            if (!KEYS.contains(key)) {
                throw new BadRequestException(PlainText.line(key, 80) + ": unknown key" + Hint.of(key, KEYS));
            }
        }
        String by = text(root, "by");
        if (by.isEmpty()) {
            throw new BadRequestException("by: missing; say who asks for it, such as \"by\": \"anna\"");
        }
        return new Plea(by, text(root, "why"));
    }

    private static JsonNode parse(String body) {
        try {
            JsonNode root = JSON.readTree(body);
            if (root == null || !root.isObject()) {
                throw new BadRequestException("the body must be a JSON object with the keys by and why");
            }
            return root;
        } catch (JsonProcessingException e) {
            throw new BadRequestException("the body is not JSON: " + PlainText.line(e.getOriginalMessage(), 120));
        }
    }

    private static String text(JsonNode root, String key) {
        JsonNode value = root.path(key);
        if (value.isMissingNode() || value.isNull()) {
            return "";
        }
        if (!value.isTextual() || value.asText().length() > LONGEST) {
            throw new BadRequestException(key + ": must be a text of at most " + LONGEST + " characters");
        }
        return PlainText.line(value.asText().strip(), LONGEST);
    }
}
