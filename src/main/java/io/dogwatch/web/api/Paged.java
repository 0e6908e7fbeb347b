package io.dogwatch.web.api;

import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;

/** Creates responses with one page of a list, with a {@code Link} with {@code rel="next"} to the next page. */
final class Paged {

    private Paged() {}

    /**
     * @param found the entries of the page and, if there is another page, at least one more
     * @param page from 1
     * @param limit the page size
     */
    static Response answer(UriInfo request, List<?> found, int page, int limit) {
        Response.ResponseBuilder answer =
                Response.ok(found.stream().limit(limit).toList());
        if (found.size() > limit) {
            answer.link(
                    request.getRequestUriBuilder()
                            .replaceQueryParam("page", page + 1)
                            .build(),
                    "next");
        }
        return answer.build();
    }
}
