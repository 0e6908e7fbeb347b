package io.dogwatch.web.api;

import io.dogwatch.auth.RequiresRole;
import io.dogwatch.auth.Role;
import io.dogwatch.judge.Reason;
import io.dogwatch.model.TargetId;
import io.dogwatch.web.view.About;
import io.dogwatch.web.view.FactReport;
import io.dogwatch.web.view.QueryService;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.stream.Stream;

/** Serves timelines, the vocabulary and version information. Stateless. */
@Path("/api/v1")
@RequiresRole(Role.VIEWER)
@Produces(MediaType.APPLICATION_JSON)
public final class RecordsResource {

    /** A word of a closed vocabulary and its meaning. */
    public record Meaning(String name, String meaning) {}

    private final QueryService queries;
    private final About about;

    RecordsResource(QueryService queries, About about) {
        this.queries = queries;
        this.about = about;
    }

    /** Returns the timeline of a target, newest first, at most {@value QueryService#LISTED} entries. */
    @GET
    @Path("targets/{host}/{name}/facts")
    public List<FactReport> facts(@PathParam("host") String host, @PathParam("name") String name) {
        TargetId id = new TargetId(host, name);
        queries.target(id);
        return queries.facts(id, QueryService.LISTED);
    }

    /** Lists all reasons of phases and incident outcomes. */
    @GET
    @Path("reasons")
    public List<Meaning> reasons() {
        return Stream.of(Reason.values())
                .map(reason -> new Meaning(reason.wireName(), reason.meaning()))
                .toList();
    }

    /** Returns the version of this Dogwatch. */
    @GET
    @Path("about")
    public About about() {
        return about;
    }
}
