package io.dogwatch.web.security;

import io.dogwatch.auth.Public;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** Liveness endpoint for restart policies and image health checks. Returns no other information. Stateless. */
@Public
@Path("/alive")
public final class AliveResource {

    @GET
    @Produces(MediaType.TEXT_PLAIN)
    public String alive() {
        return "alive\n";
    }
}
