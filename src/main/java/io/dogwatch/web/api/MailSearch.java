package io.dogwatch.web.api;

import io.dogwatch.journal.OutboxQuery;
import io.dogwatch.web.request.ChoiceParam;
import io.dogwatch.web.request.QueryParams;
import io.dogwatch.web.request.RejectedException;
import io.dogwatch.web.view.QueryService;
import io.dogwatch.web.view.SentMails;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.core.MultivaluedMap;
import java.util.List;
import java.util.Optional;

/**
 * Criteria for notifications in the outbox.
 *
 * @param limit the page size, 1 to {@value QueryService#LISTED}
 * @param page from 1
 */
record MailSearch(OutboxQuery query, int page, int limit) {

    private static final List<String> STATES = List.of("waiting", "sent", "dead");
    static final int MAX_PAGES = 10_000;

    /**
     * Parses the parameters. The query fetches one more entry than fits on a page to detect a next page.
     *
     * @throws RejectedException with all faults
     */
    static MailSearch read(MultivaluedMap<String, String> asked) {
        QueryParams read = new QueryParams(asked, Parameters.class);
        int limit = read.number("limit", 1, QueryService.LISTED, QueryService.LISTED);
        int page = read.number("page", 1, MAX_PAGES, 1);
        OutboxQuery query = new OutboxQuery(
                read.oneOf("state", STATES),
                read.text("receiver"),
                read.text("incident"),
                Optional.empty(),
                (page - 1) * limit,
                limit + 1);
        read.verify();
        return new MailSearch(query, page, limit);
    }

    /**
     * Query parameters; all must match.
     *
     * @param state the delivery state
     * @param receiver the receiver
     * @param incident the incident id
     * @param limit the page size
     * @param page from 1
     */
    record Parameters(
            @ChoiceParam({"waiting", "sent", "dead"}) String state,
            @Size(max = QueryParams.MAX_TEXT) String receiver,
            @Size(max = QueryParams.MAX_TEXT) String incident,

            @Min(1) @Max(QueryService.LISTED) @DefaultValue("" + QueryService.LISTED)
            int limit,

            @Min(1) @Max(MailSearch.MAX_PAGES) @DefaultValue("1")
            int page) {}

    /**
     * Query parameters for the maildir.
     *
     * @param limit the page size
     * @param page from 1
     */
    record MaildirParameters(
            @Min(1) @Max(SentMails.LISTED) @DefaultValue("" + SentMails.LISTED)
            int limit,

            @Min(1) @Max(MailSearch.MAX_PAGES) @DefaultValue("1")
            int page) {}
}
