package io.dogwatch.web.page;

import io.dogwatch.auth.RequiresRole;
import io.dogwatch.auth.Role;
import io.dogwatch.web.action.ConfigReload;
import io.dogwatch.web.view.About;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import java.time.InstantSource;
import java.util.function.Supplier;

/** Serves the about page. Stateless. */
@Path("/about")
@Produces(Page.HTML)
@RequiresRole(Role.VIEWER)
public final class AboutResource {

    private final About about;
    private final Supplier<ConfigReload.Status> configuration;
    private final InstantSource clock;

    AboutResource(About about, Supplier<ConfigReload.Status> configuration, InstantSource clock) {
        this.about = about;
        this.configuration = configuration;
        this.clock = clock;
    }

    @GET
    public Page about() {
        return new AboutPage(about, configuration.get(), clock.instant());
    }
}
