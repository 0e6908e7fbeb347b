package io.dogwatch.web.api;

import io.dogwatch.auth.RequiresRole;
import io.dogwatch.auth.Role;
import io.dogwatch.web.request.Contract;
import io.dogwatch.web.request.IncidentSearch;
import io.dogwatch.web.view.IncidentReport;
import io.dogwatch.web.view.QueryService;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;

/** Searches incidents. Stateless. */
@Path("/api/v1/incidents")
@Produces(MediaType.APPLICATION_JSON)
@RequiresRole(Role.VIEWER)
public final class IncidentResource {

    private final QueryService queries;

    IncidentResource(QueryService queries) {
        this.queries = queries;
    }

    /**
     * Lists incidents, newest first. A page contains {@value QueryService#LISTED} incidents; a {@code Link} with {@code
     * rel="next"} points to the next page.
     */
    @GET
    @Contract(query = IncidentSearch.Parameters.class, answer = IncidentReport.class, paged = true)
    public Response incidents(@Context UriInfo request) {
        IncidentSearch search = IncidentSearch.read(request.getQueryParameters(), QueryService.LISTED);
        return Paged.answer(request, queries.incidents(search.query()), search.page(), QueryService.LISTED);
    }
}
