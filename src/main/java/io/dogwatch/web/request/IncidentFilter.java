package io.dogwatch.web.request;

import io.dogwatch.model.Severity;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.DefaultValue;
import java.time.temporal.Temporal;

/**
 * Query parameters parsed by {@link IncidentSearch}; all must match.
 *
 * @param host a glob
 * @param target a glob of the container name
 * @param severity the minimum severity
 * @param from only incidents open at or after this time; a day starts at 00:00 UTC
 * @param to only incidents opened before this time
 * @param text case-insensitive substring
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
