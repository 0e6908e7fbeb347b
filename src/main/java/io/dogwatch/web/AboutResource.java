package io.dogwatch.web;

import io.dogwatch.access.Needs;
import io.dogwatch.access.Role;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import java.time.InstantSource;

/** Which Dogwatch this is. Stateless. */
@Path("/about")
@Produces("text/html; charset=utf-8")
@Needs(Role.VIEWER)
public final class AboutResource {

    private final About about;
    private final InstantSource clock;

    AboutResource(About about, InstantSource clock) {
        this.about = about;
        this.clock = clock;
    }

    @GET
    public Page about() {
        return new AboutPage(about, clock.instant());
    }
}
