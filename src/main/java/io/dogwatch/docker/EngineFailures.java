package io.dogwatch.docker;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.dockerjava.api.exception.DockerException;
import io.dogwatch.docker.EngineException.Kind;
import io.dogwatch.model.PlainText;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Says what a failed call means. Pure. */
final class EngineFailures {

    private static final int MAX_MESSAGE = 500;
    private static final ObjectMapper JSON = new ObjectMapper();

    private EngineFailures() {}

    /** @param what the call, for people */
    static EngineException of(String what, RuntimeException failure) {
        if (failure instanceof EngineException known) {
            return known;
        }
        if (failure instanceof DockerException answered) {
            return ofStatus(what, answered.getHttpStatus(), String.valueOf(answered.getMessage()));
        }
        IOException cut = ioCause(failure);
        if (cut instanceof JsonProcessingException json && !(json instanceof JsonEOFException)) {
            return new EngineException(Kind.ENGINE_FAULT, what + ": the engine's response is not JSON", failure);
        }
        if (cut != null) {
            return new EngineException(Kind.UNREACHABLE, what + ": " + reason(cut), failure);
        }
        return new EngineException(Kind.ENGINE_FAULT, what + ": " + reason(failure), failure);
    }

    /** @param body what the engine said, as JSON with a message or as bare text */
    static EngineException ofStatus(String what, int status, String body) {
        Kind kind =
                switch (status) {
                    case 404 -> Kind.NOT_FOUND;
                    case 409 -> Kind.CONFLICT;
                    default -> status >= 500 ? Kind.ENGINE_FAULT : Kind.REJECTED;
                };
        return new EngineException(kind, what + ": " + status + ": " + PlainText.line(message(body), MAX_MESSAGE));
    }

    private static String message(String body) {
        int brace = body.indexOf('{');
        if (brace >= 0) {
            try {
                return JSON.readTree(body.substring(brace)).path("message").asText(body);
            } catch (JsonProcessingException e) {
                // bare text, then
            }
        }
        return body;
    }

    private static @Nullable IOException ioCause(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof IOException io) {
                return io;
            }
        }
        return null;
    }

    private static String reason(Exception failure) {
        return PlainText.line(
                failure.getMessage() == null ? failure.getClass().getSimpleName() : failure.getMessage(), MAX_MESSAGE);
    }
}
