package io.dogwatch.web.api;

import io.dogwatch.journal.OutboxQuery;
import io.dogwatch.web.request.QueryParams;
import io.dogwatch.web.request.RejectedException;
import io.dogwatch.web.view.QueryService;
import jakarta.ws.rs.core.MultivaluedMap;
import java.util.List;
import java.util.Optional;

/**
 * Which entries of the outbox a request asks for.
 *
 * @param limit how many are on a page, 1 to {@value QueryService#LISTED}
 * @param page from 1
 */
record MailSearch(OutboxQuery query, int page, int limit) {

    private static final List<String> KEYS = List.of("state", "line", "incident", "limit", "page");
    private static final List<String> STATES = List.of("waiting", "sent", "dead");
    static final int MAX_PAGES = 10_000;

    /**
     * The query asks for one more than is on a page, which says whether there is another.
     *
     * @throws RejectedException with all that is wrong
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
