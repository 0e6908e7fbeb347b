package io.dogwatch.web.request;

import io.dogwatch.model.Severity;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.DefaultValue;
import java.time.temporal.Temporal;

/**
 * What {@link IncidentSearch} reads. All that is given must fit.
 *
 * @param host a glob
 * @param target a glob of the container's name
 * @param severity at least
 * @param from only those that were open then or later; a day is its beginning in UTC
 * @param to only those that were opened before
 * @param text that stands in it somewhere, in large or small letters
 * @param page from 1
 */
public record IncidentFilter(
        @Size(max = QueryParams.MAX_TEXT) String host,
        @Size(max = QueryParams.MAX_TEXT) String target,
        @ChoiceParam(words = Severity.class) String severity,
        Temporal from,
        Temporal to,
        @Size(max = QueryParams.MAX_TEXT) String text,
        @Min(1) @Max(MAX_PAGE) @DefaultValue("1") int page) {

    static final int MAX_PAGE = 10_000;
}
