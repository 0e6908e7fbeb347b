package io.dogwatch.web.api;

import io.dogwatch.web.request.Requester;
import jakarta.validation.constraints.Size;

/**
 * Request for a test mail.
 *
 * @param receiver a mail receiver; by default the default receiver
 * @param createdBy the author, one line; ignored for a caller with a session or a token
 * @param comment one line
 */
record TestMailForm(
        @Size(max = MAX_LINE) String receiver,
        @Size(max = Requester.MAX_CREATED_BY) String createdBy,
        @Size(max = Requester.MAX_COMMENT) String comment) {

    static final int MAX_LINE = 100;
}
