package io.dogwatch.web.api;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.dogwatch.web.request.Requester;
import io.dogwatch.web.request.TimeRange;
import jakarta.validation.constraints.Size;

/**
 * A pause of one target.
 *
 * @param createdBy the author, one line; ignored for a caller with a session or a token
 * @param comment one line
 * @param duration from 1m to 30d; default 1h
 */
record PauseForm(
        @Size(max = Requester.MAX_CREATED_BY) String createdBy,
        @Size(max = Requester.MAX_COMMENT) String comment,

        @JsonProperty("for") @Size(max = MAX_DURATION) @TimeRange(least = "1m", most = "30d")
        String duration) {

    static final int MAX_DURATION = 40;
}
