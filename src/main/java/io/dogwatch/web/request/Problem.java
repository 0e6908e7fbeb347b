package io.dogwatch.web.request;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;

/**
 * An error as RFC 9457 has it.
 *
 * @param type always {@code about:blank}: the status says it all
 * @param detail one sentence for a person
 * @param faults what is wrong with the request's body, key by key; left out when there is nothing to tell
 */
public record Problem(
        String type,
        String title,
        int status,
        String detail,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Fault> faults) {

    /** Of the answer that says it. */
    public static final String MEDIA_TYPE = "application/problem+json";

    /**
     * One thing that is wrong.
     *
     * @param where the key; empty for the body as a whole
     * @param message what is wrong with it, and what is allowed
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

    /** As the whole answer, from where no resource writes it. */
    public void send(HttpServletResponse response, ObjectMapper mapper) throws IOException {
        response.setStatus(status);
        response.setContentType(MEDIA_TYPE);
        response.getOutputStream().write(mapper.writeValueAsBytes(this));
    }

    /** One without faults of keys. */
    public static Problem of(int status, String title, String detail) {
        return new Problem("about:blank", title, status, detail, List.of());
    }
}
