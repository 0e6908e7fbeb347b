package io.dogwatch.web.ask;

import io.dogwatch.access.Caller;
import jakarta.validation.constraints.Size;
import java.io.IOException;
import java.io.InputStream;
import java.util.Set;

/**
 * Author and comment of a request.
 *
 * @param createdBy the author, one line; ignored for a caller with a session or a token
 * @param comment one line; may be empty
 */
public record Plea(
        @Size(max = MAX_CREATED_BY) String createdBy,
        @Size(max = MAX_COMMENT) String comment) {

    /** The longest name and the longest reason, in characters. */
    public static final int MAX_CREATED_BY = 100;

    public static final int MAX_COMMENT = 500;

    /**
     * Reads {@code {"createdBy": "anna", "comment": "new certificate"}}; by whom, of a known caller, is the caller.
     *
     * @throws RejectedException with all that is wrong with it
     */
    public static Plea read(InputStream entity, Caller caller) throws IOException {
        return read(entity, caller, "");
    }

    /**
     * The same.
     *
     * @param nobody who it is if neither the caller is known nor the body says so; empty if it must
     * @throws RejectedException with all that is wrong with it
     */
    public static Plea read(InputStream entity, Caller caller, String nobody) throws IOException {
        Body body = Body.read(entity, caller);
        body.rejectUnknown(Set.of("createdBy", "comment"));
        return of(body, nobody);
    }

    /**
     * From a body that may say more.
     *
     * @throws RejectedException with all that was found wrong with it
     */
    public static Plea of(Body body) {
        return of(body, "");
    }

    private static Plea of(Body body, String nobody) {
        String createdBy = body.line("createdBy", MAX_CREATED_BY).orElse(nobody);
        String comment = body.line("comment", MAX_COMMENT).orElse("");
        if (createdBy.isEmpty()) {
            body.fault("createdBy", "is required");
        }
        body.verify();
        return new Plea(createdBy, comment);
    }
}
