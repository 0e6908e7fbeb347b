package io.dogwatch.web.security;

import io.dogwatch.auth.Public;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** For whoever starts Dogwatch anew when it does not answer, such as an image's health check. Says nothing else. Stateless. */
@Public
@Path("/alive")
public final class AliveResource {

    @GET
    @Produces(MediaType.TEXT_PLAIN)
    public String alive() {
        return "alive\n";
    }
}
