package io.dogwatch.web;

import io.dogwatch.access.Needs;
import io.dogwatch.access.Role;
import io.dogwatch.journal.Journal;
import io.dogwatch.journal.StoreException;
import io.dogwatch.target.TargetId;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** The pages for people. Stateless. */
@Path("/")
@Produces("text/html; charset=utf-8")
@Needs(Role.VIEWER)
public final class PageResource {

    private static final int TIMELINE = 60;

    private final Sight sight;
    private final InstantSource clock;

    PageResource(Sight sight, InstantSource clock) {
        this.sight = sight;
        this.clock = clock;
    }

    @GET
    public Page overview() {
        List<TargetReport> targets = sight.targets();
        return new Page.Overview(targets, sight.hosts(targets), outbox(), sight.stop(), clock.instant());
    }

    @GET
    @Path("targets/{host}/{name}")
    public Page target(@PathParam("host") String host, @PathParam("name") String name) {
        TargetId id = new TargetId(host, name);
        return new Page.OfTarget(
                sight.target(id),
                sight.explanation(id),
                sight.insight(id),
                sight.facts(id, TIMELINE),
                sight.incidents(Optional.of(id)),
                sight.stop(),
                clock.instant());
    }

    @GET
    @Path("incidents")
    public Page incidents() {
        return new Page.Incidents(sight.incidents(Optional.empty()), clock.instant());
    }

    @GET
    @Path("incidents/{id}")
    public Page incident(@PathParam("id") String id) {
        return new Page.OfIncident(sight.incident(id), clock.instant());
    }

    @GET
    @Path("mails")
    public Page mails() {
        return new Page.Mails(sight.mails(), clock.instant());
    }

    /** The overview is needed most when something is broken, so a broken store must not take it away. */
    private Page.Overview.Outbox outbox() {
        try {
            Journal.OutboxDepth depth = sight.outboxDepth();
            return new Page.Overview.Outbox(true, depth.waiting(), depth.parked());
        } catch (StoreException e) {
            return new Page.Overview.Outbox(false, 0, 0);
        }
    }
}
