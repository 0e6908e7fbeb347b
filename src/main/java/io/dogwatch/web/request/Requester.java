package io.dogwatch.web.request;

import io.dogwatch.auth.Caller;
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
public record Requester(
        @Size(max = MAX_CREATED_BY) String createdBy,
        @Size(max = MAX_COMMENT) String comment) {

    /** Maximum lengths of author and comment, in characters. */
    public static final int MAX_CREATED_BY = 100;

    public static final int MAX_COMMENT = 500;

    /**
     * Reads {@code {"createdBy": "anna", "comment": "new certificate"}}. An authenticated caller overrides the author.
     *
     * @throws RejectedException with all faults
     */
    public static Requester read(InputStream entity, Caller caller) throws IOException {
        return read(entity, caller, "");
    }

    /**
     * Reads a body like {@link #read(InputStream, Caller)}.
     *
     * @param defaultAuthor the author of an unauthenticated caller without {@code createdBy}; empty if the author is required
     * @throws RejectedException with all faults
     */
    public static Requester read(InputStream entity, Caller caller, String defaultAuthor) throws IOException {
        Body body = Body.read(entity, caller);
        body.rejectUnknown(Set.of("createdBy", "comment"));
        return of(body, defaultAuthor);
    }

    /**
     * Extracts author and comment from a body with further keys.
     *
     * @throws RejectedException with all faults of the body
     */
    public static Requester of(Body body) {
        return of(body, "");
    }

    private static Requester of(Body body, String defaultAuthor) {
        String createdBy = body.line("createdBy", MAX_CREATED_BY).orElse(defaultAuthor);
        String comment = body.line("comment", MAX_COMMENT).orElse("");
        if (createdBy.isEmpty()) {
            body.fault("createdBy", "is required");
        }
        body.verify();
        return new Requester(createdBy, comment);
    }
}
