package io.dogwatch.web.api;

import io.dogwatch.access.Needs;
import io.dogwatch.access.Role;
import io.dogwatch.judge.Reason;
import io.dogwatch.target.TargetId;
import io.dogwatch.web.report.About;
import io.dogwatch.web.report.FactReport;
import io.dogwatch.web.report.Sight;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.stream.Stream;

/** What is written down, and what the words mean. Stateless. */
@Path("/api/v1")
@Needs(Role.VIEWER)
@Produces(MediaType.APPLICATION_JSON)
public final class RecordsResource {

    /** A word of the closed vocabulary, and what it says. */
    public record Meaning(String word, String meaning) {}

    private final Sight sight;
    private final About about;

    RecordsResource(Sight sight, About about) {
        this.sight = sight;
        this.about = about;
    }

    /** What has happened to a target, newest first. {@value Sight#LISTED} at most. */
    @GET
    @Path("targets/{host}/{name}/facts")
    public List<FactReport> facts(@PathParam("host") String host, @PathParam("name") String name) {
        TargetId id = new TargetId(host, name);
        sight.target(id);
        return sight.facts(id, Sight.LISTED);
    }

    /** Every reason that a target's phase or an incident's end can have. */
    @GET
    @Path("reasons")
    public List<Meaning> reasons() {
        return Stream.of(Reason.values())
                .map(reason -> new Meaning(reason.word(), reason.meaning()))
                .toList();
    }

    /** Which Dogwatch this is. */
    @GET
    @Path("about")
    public About about() {
        return about;
    }
}
