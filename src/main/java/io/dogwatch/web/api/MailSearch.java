package io.dogwatch.web.api;

import io.dogwatch.journal.OutboxQuery;
import io.dogwatch.web.ask.Asked;
import io.dogwatch.web.ask.RejectedException;
import io.dogwatch.web.report.Sight;
import jakarta.ws.rs.core.MultivaluedMap;
import java.util.List;
import java.util.Optional;

/**
 * Which entries of the outbox a request asks for.
 *
 * @param limit how many are on a page, 1 to {@value Sight#LISTED}
 * @param page from 1
 */
record MailSearch(OutboxQuery query, int page, int limit) {

    private static final List<String> KEYS = List.of("state", "line", "incident", "limit", "page");
    private static final List<String> STATES = List.of("waiting", "sent", "dead");
    static final int MOST_PAGES = 10_000;

    /**
     * The query asks for one more than is on a page, which says whether there is another.
     *
     * @throws RejectedException with all that is wrong
     */
    static MailSearch read(MultivaluedMap<String, String> asked) {
        Asked read = new Asked(asked, KEYS);
        int limit = read.number("limit", 1, Sight.LISTED, Sight.LISTED);
        int page = read.number("page", 1, MOST_PAGES, 1);
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
