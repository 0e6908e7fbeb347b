package io.dogwatch.web.api;

import io.dogwatch.web.request.Requester;
import jakarta.validation.constraints.Size;

/**
 * By which way a letter is tried.
 *
 * @param line one on which mail goes out; that of everybody if nothing is said
 * @param createdBy the author, one line; ignored for a caller with a session or a token
 * @param comment one line
 */
record TestMailForm(
        @Size(max = MAX_LINE) String line,
        @Size(max = Requester.MAX_CREATED_BY) String createdBy,
        @Size(max = Requester.MAX_COMMENT) String comment) {

    static final int MAX_LINE = 100;
}
