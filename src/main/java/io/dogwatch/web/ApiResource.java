package io.dogwatch.web;

import io.dogwatch.access.Needs;
import io.dogwatch.access.Role;
import io.dogwatch.target.TargetId;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;

/** What the pages show, as JSON. Stateless. */
@Path("/api/v1")
@Produces(MediaType.APPLICATION_JSON)
@Needs(Role.VIEWER)
public final class ApiResource {

    private final Sight sight;

    ApiResource(Sight sight) {
        this.sight = sight;
    }

    /** Worst first. */
    @GET
    @Path("targets")
    public List<TargetReport> targets() {
        return sight.targets();
    }

    @GET
    @Path("targets/{host}/{name}")
    public TargetReport target(@PathParam("host") String host, @PathParam("name") String name) {
        return sight.target(new TargetId(host, name));
    }

    /** Everything that there is to say about it, and what would happen next. */
    @GET
    @Path("targets/{host}/{name}/explain")
    public Explanation explain(@PathParam("host") String host, @PathParam("name") String name) {
        return sight.explanation(new TargetId(host, name));
    }

    /** Which checks would suit its ports, found by asking each of them now; may take some seconds. */
    @GET
    @Path("targets/{host}/{name}/suggestions")
    public SuggestionAnswer suggestions(@PathParam("host") String host, @PathParam("name") String name) {
        return sight.suggestions(new TargetId(host, name));
    }

    /** What is seen in its container now: sockets, usage, log. Takes some milliseconds. */
    @GET
    @Path("targets/{host}/{name}/insight")
    public InsightAnswer insight(@PathParam("host") String host, @PathParam("name") String name) {
        return sight.insight(new TargetId(host, name));
    }

    @GET
    @Path("incidents/{id}")
    public IncidentAnswer incident(@PathParam("id") String id) {
        return sight.incident(id);
    }

    @GET
    @Path("hosts")
    public List<HostReport> hosts() {
        return sight.hosts();
    }
}
