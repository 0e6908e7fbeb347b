package io.dogwatch.web;

import io.dogwatch.auth.Caller;
import io.dogwatch.auth.RequiresRole;
import io.dogwatch.auth.Role;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;

/** Acts of which every test knows what they need and what they do: nothing. */
@Path("/acts/trial")
@Produces(MediaType.TEXT_PLAIN)
public final class TrialActs {

    /** What a page's form would carry. */
    @GET
    @RequiresRole(Role.VIEWER)
    public String csrf(@Context HttpServletRequest request) {
        return Caller.of(request).csrf();
    }

    @POST
    @RequiresRole(Role.OPERATOR)
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public String act(@Context HttpServletRequest request, @FormParam("comment") String why) {
        return Caller.of(request).name() + ": " + why;
    }

    @POST
    @Path("undeclared")
    public String undeclared() {
        return "reached";
    }
}
