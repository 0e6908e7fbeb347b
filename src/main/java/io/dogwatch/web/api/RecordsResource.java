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

/** What is written down, and what the words mean. Stateless. */
@Path("/api/v1")
@RequiresRole(Role.VIEWER)
@Produces(MediaType.APPLICATION_JSON)
public final class RecordsResource {

    /** A word of the closed vocabulary, and what it says. */
    public record Meaning(String word, String meaning) {}

    private final QueryService sight;
    private final About about;

    RecordsResource(QueryService sight, About about) {
        this.sight = sight;
        this.about = about;
    }

    /** What has happened to a target, newest first. {@value QueryService#LISTED} at most. */
    @GET
    @Path("targets/{host}/{name}/facts")
    public List<FactReport> facts(@PathParam("host") String host, @PathParam("name") String name) {
        TargetId id = new TargetId(host, name);
        sight.target(id);
        return sight.facts(id, QueryService.LISTED);
    }

    /** Every reason that a target's phase or an incident's end can have. */
    @GET
    @Path("reasons")
    public List<Meaning> reasons() {
        return Stream.of(Reason.values())
                .map(reason -> new Meaning(reason.wireName(), reason.meaning()))
                .toList();
    }

    /** Which Dogwatch this is. */
    @GET
    @Path("about")
    public About about() {
        return about;
    }
}
