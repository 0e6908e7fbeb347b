package io.dogwatch.web.api;

import io.dogwatch.auth.RequiresRole;
import io.dogwatch.auth.Role;
import io.dogwatch.model.TargetId;
import io.dogwatch.web.request.Contract;
import io.dogwatch.web.view.Explanation;
import io.dogwatch.web.view.HostReport;
import io.dogwatch.web.view.IncidentAnswer;
import io.dogwatch.web.view.InsightAnswer;
import io.dogwatch.web.view.QueryService;
import io.dogwatch.web.view.SuggestionAnswer;
import io.dogwatch.web.view.TargetReport;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;

/** Serves targets, incidents and hosts as JSON. Stateless. */
@Path("/api/v1")
@Produces(MediaType.APPLICATION_JSON)
@RequiresRole(Role.VIEWER)
public final class ApiResource {

    private final QueryService queries;

    ApiResource(QueryService queries) {
        this.queries = queries;
    }

    /**
     * Lists the watched targets, worst first. Returns all of them, or {@code limit} on each {@code page} with a {@code
     * Link} with {@code rel="next"} to the next page.
     */
    @GET
    @Path("targets")
    @Contract(query = TargetSearch.class, answer = TargetReport.class, paged = true)
    public Response targets(@Context UriInfo request) {
        TargetSearch search = TargetSearch.read(request.getQueryParameters());
        List<TargetReport> found = queries.targets(search::fits);
        List<TargetReport> left = found.stream().skip(search.skipped()).toList();
        return Response.fromResponse(Paged.answer(request, left, search.page(), search.limit()))
                .header("X-Total-Count", found.size())
                .build();
    }

    /** Returns one target. */
    @GET
    @Path("targets/{host}/{name}")
    public TargetReport target(@PathParam("host") String host, @PathParam("name") String name) {
        return queries.target(new TargetId(host, name));
    }

    /** Explains a target: its state and reason, its blockers, and the expected next steps. */
    @GET
    @Path("targets/{host}/{name}/explain")
    public Explanation explain(@PathParam("host") String host, @PathParam("name") String name) {
        return queries.explanation(new TargetId(host, name));
    }

    /** Suggests checks for the ports of a target. Probes each port and can take some seconds. */
    @GET
    @Path("targets/{host}/{name}/suggestions")
    public SuggestionAnswer suggestions(@PathParam("host") String host, @PathParam("name") String name) {
        return queries.suggestions(new TargetId(host, name));
    }

    /** Inspects the container of a target: sockets, usage, log. Takes some milliseconds. */
    @GET
    @Path("targets/{host}/{name}/insight")
    public InsightAnswer insight(@PathParam("host") String host, @PathParam("name") String name) {
        return queries.insight(new TargetId(host, name));
    }

    /**
     * Returns one incident with its timeline and evidence.
     *
     * @param id the incident id from a list of incidents
     */
    @GET
    @Path("incidents/{id}")
    public IncidentAnswer incident(@PathParam("id") String id) {
        return queries.incident(id);
    }

    /** Lists the Docker engines. */
    @GET
    @Path("hosts")
    public List<HostReport> hosts() {
        return queries.hosts();
    }
}
