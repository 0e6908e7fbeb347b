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

/** What the pages show, as JSON. Stateless. */
@Path("/api/v1")
@Produces(MediaType.APPLICATION_JSON)
@RequiresRole(Role.VIEWER)
public final class ApiResource {

    private final QueryService sight;

    ApiResource(QueryService sight) {
        this.sight = sight;
    }

    /**
     * The watched targets, worst first. All of them, or {@code limit} on each {@code page}. Where there are more, a {@code Link}
     * with {@code rel="next"} says so.
     */
    @GET
    @Path("targets")
    @Contract(query = TargetSearch.class, answer = TargetReport.class, paged = true)
    public Response targets(@Context UriInfo request) {
        TargetSearch search = TargetSearch.read(request.getQueryParameters());
        List<TargetReport> found = sight.targets(search::fits);
        List<TargetReport> left = found.stream().skip(search.skipped()).toList();
        return Response.fromResponse(Paged.answer(request, left, search.page(), search.limit()))
                .header("X-Total-Count", found.size())
                .build();
    }

    /** One target. */
    @GET
    @Path("targets/{host}/{name}")
    public TargetReport target(@PathParam("host") String host, @PathParam("name") String name) {
        return sight.target(new TargetId(host, name));
    }

    /** Everything that there is to say about a target: how it stands, why, what holds it, and what would happen next. */
    @GET
    @Path("targets/{host}/{name}/explain")
    public Explanation explain(@PathParam("host") String host, @PathParam("name") String name) {
        return sight.explanation(new TargetId(host, name));
    }

    /** Which checks would suit a target's ports. Found by asking each of them now; may take some seconds. */
    @GET
    @Path("targets/{host}/{name}/suggestions")
    public SuggestionAnswer suggestions(@PathParam("host") String host, @PathParam("name") String name) {
        return sight.suggestions(new TargetId(host, name));
    }

    /** What is seen in a target's container now: sockets, usage, log. Takes some milliseconds. */
    @GET
    @Path("targets/{host}/{name}/insight")
    public InsightAnswer insight(@PathParam("host") String host, @PathParam("name") String name) {
        return sight.insight(new TargetId(host, name));
    }

    /**
     * One incident, with its timeline and its evidence.
     *
     * @param id as lists of incidents have it
     */
    @GET
    @Path("incidents/{id}")
    public IncidentAnswer incident(@PathParam("id") String id) {
        return sight.incident(id);
    }

    /** The Docker engines. */
    @GET
    @Path("hosts")
    public List<HostReport> hosts() {
        return sight.hosts();
    }
}
