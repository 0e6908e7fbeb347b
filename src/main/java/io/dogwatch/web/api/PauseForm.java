package io.dogwatch.web.api;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.dogwatch.web.ask.Between;
import io.dogwatch.web.ask.Plea;
import jakarta.validation.constraints.Size;

/**
 * For how long a target is not watched.
 *
 * @param createdBy who asks for it, one line; whoever has logged in or shows a token is that caller, whatever stands here
 * @param comment one line
 * @param duration from 1m to 30d; an hour if nothing is said
 */
record PauseForm(
        @Size(max = Plea.MAX_CREATED_BY) String createdBy,
        @Size(max = Plea.MAX_COMMENT) String comment,

        @JsonProperty("for") @Size(max = MAX_DURATION) @Between(least = "1m", most = "30d")
        String duration) {

    static final int MAX_DURATION = 40;
}
