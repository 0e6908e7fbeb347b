package io.dogwatch.web.request;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;

/**
 * An error as defined by RFC 9457.
 *
 * @param type always {@code about:blank}: the status is sufficient
 * @param detail one sentence
 * @param faults faults of the request body by key; omitted if empty
 */
public record Problem(
        String type,
        String title,
        int status,
        String detail,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Fault> faults) {

    /** Media type of the response. */
    public static final String MEDIA_TYPE = "application/problem+json";

    /**
     * One fault.
     *
     * @param where the key; empty for the whole body
     * @param message the problem and the allowed values
     */
    public record Fault(String where, String message) {

        @Override
        public String toString() {
            return where.isEmpty() ? message : where + ": " + message;
        }
    }

    public Problem {
        faults = List.copyOf(faults);
    }

    /** Writes the whole response, for errors outside of resources. */
    public void send(HttpServletResponse response, ObjectMapper mapper) throws IOException {
        response.setStatus(status);
        response.setContentType(MEDIA_TYPE);
        response.getOutputStream().write(mapper.writeValueAsBytes(this));
    }

    /** Creates a problem without faults. */
    public static Problem of(int status, String title, String detail) {
        return new Problem("about:blank", title, status, detail, List.of());
    }
}
