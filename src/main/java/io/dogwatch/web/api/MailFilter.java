package io.dogwatch.web.api;

import io.dogwatch.web.request.ChoiceParam;
import io.dogwatch.web.request.QueryParams;
import io.dogwatch.web.view.QueryService;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.DefaultValue;

/**
 * What {@link MailSearch} reads. All that is given must fit.
 *
 * @param state how far it is on its way
 * @param line the route by which it goes
 * @param incident its id
 * @param limit how many are on a page
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
