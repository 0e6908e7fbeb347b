package io.dogwatch.web.api;

import io.dogwatch.access.Needs;
import io.dogwatch.access.Role;
import io.dogwatch.web.ask.Contract;
import io.dogwatch.web.ask.IncidentFilter;
import io.dogwatch.web.ask.IncidentSearch;
import io.dogwatch.web.report.IncidentReport;
import io.dogwatch.web.report.Sight;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;

/** Incidents of the past and the present, to be searched. Stateless. */
@Path("/api/v1/incidents")
@Produces(MediaType.APPLICATION_JSON)
@Needs(Role.VIEWER)
public final class IncidentResource {

    private final Sight sight;

    IncidentResource(Sight sight) {
        this.sight = sight;
    }

    /**
     * Incidents of the past and the present, newest first. {@value Sight#LISTED} are on a page; where there are more, a
     * {@code Link} with {@code rel="next"} says so.
     */
    @GET
    @Contract(query = IncidentFilter.class, answer = IncidentReport.class, paged = true)
    public Response incidents(@Context UriInfo request) {
        IncidentSearch search = IncidentSearch.read(request.getQueryParameters(), Sight.LISTED);
        return Paged.answer(request, sight.incidents(search.query()), search.page(), Sight.LISTED);
    }
}
