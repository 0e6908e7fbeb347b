package io.dogwatch.web.page;

import io.dogwatch.access.Needs;
import io.dogwatch.access.Role;
import io.dogwatch.web.deed.Reloading;
import io.dogwatch.web.report.About;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import java.time.InstantSource;
import java.util.function.Supplier;

/** Which Dogwatch this is. Stateless. */
@Path("/about")
@Produces(Page.HTML)
@Needs(Role.VIEWER)
public final class AboutResource {

    private final About about;
    private final Supplier<Reloading.Standing> configuration;
    private final InstantSource clock;

    AboutResource(About about, Supplier<Reloading.Standing> configuration, InstantSource clock) {
        this.about = about;
        this.configuration = configuration;
        this.clock = clock;
    }

    @GET
    public Page about() {
        return new AboutPage(about, configuration.get(), clock.instant());
    }
}
