package io.dogwatch.web.api;

import io.dogwatch.journal.OutboxQuery;
import io.dogwatch.web.request.QueryParams;
import io.dogwatch.web.request.RejectedException;
import io.dogwatch.web.view.QueryService;
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

    private static final List<String> KEYS = List.of("state", "line", "incident", "limit", "page");
    private static final List<String> STATES = List.of("waiting", "sent", "dead");
    static final int MAX_PAGES = 10_000;

    /**
     * Parses the parameters. The query fetches one more entry than fits on a page to detect a next page.
     *
     * @throws RejectedException with all faults
     */
    static MailSearch read(MultivaluedMap<String, String> asked) {
        QueryParams read = new QueryParams(asked, KEYS);
        int limit = read.number("limit", 1, QueryService.LISTED, QueryService.LISTED);
        int page = read.number("page", 1, MAX_PAGES, 1);
        OutboxQuery query = new OutboxQuery(
                read.oneOf("state", STATES),
                read.text("line"),
                read.text("incident"),
                Optional.empty(),
                (page - 1) * limit,
                limit + 1);
        read.verify();
        return new MailSearch(query, page, limit);
    }
}
