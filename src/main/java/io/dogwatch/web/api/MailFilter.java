package io.dogwatch.web.api;

import io.dogwatch.web.request.ChoiceParam;
import io.dogwatch.web.request.QueryParams;
import io.dogwatch.web.view.QueryService;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.DefaultValue;

/**
 * Query parameters parsed by {@link MailSearch}; all must match.
 *
 * @param state the delivery state
 * @param line the receiver
 * @param incident the incident id
 * @param limit the page size
 * @param page from 1
 */
record MailFilter(
        @ChoiceParam({"waiting", "sent", "dead"}) String state,
        @Size(max = QueryParams.MAX_TEXT) String line,
        @Size(max = QueryParams.MAX_TEXT) String incident,

        @Min(1) @Max(QueryService.LISTED) @DefaultValue("" + QueryService.LISTED)
        int limit,

        @Min(1) @Max(MailSearch.MAX_PAGES) @DefaultValue("1")
        int page) {}
