package io.dogwatch.web.api;

import io.dogwatch.web.ask.Asked;
import io.dogwatch.web.ask.OneOf;
import io.dogwatch.web.report.Sight;
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
        @OneOf({"waiting", "sent", "dead"}) String state,
        @Size(max = Asked.MAX_TEXT) String line,
        @Size(max = Asked.MAX_TEXT) String incident,

        @Min(1) @Max(Sight.LISTED) @DefaultValue("" + Sight.LISTED)
        int limit,

        @Min(1) @Max(MailSearch.MOST_PAGES) @DefaultValue("1")
        int page) {}
