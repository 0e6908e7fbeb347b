package io.dogwatch.web.api;

import io.dogwatch.access.Caller;
import io.dogwatch.access.Needs;
import io.dogwatch.access.Role;
import io.dogwatch.target.TargetId;
import io.dogwatch.web.ask.Body;
import io.dogwatch.web.ask.Contract;
import io.dogwatch.web.ask.Plea;
import io.dogwatch.web.deed.Audit;
import io.dogwatch.web.deed.Pauses;
import io.dogwatch.web.report.WindowReport;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.List;
import java.util.Set;

/** Leaves off watching a target for a while: nothing is probed, judged or done. It always ends by itself. Stateless. */
@Path("/api/v1")
@Needs(Role.OPERATOR)
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public final class PauseResource {

    private final Pauses pauses;

    PauseResource(Pauses pauses) {
        this.pauses = pauses;
    }

    /** Pauses a target: no checks, restarts or notifications. A pause expires automatically. */
    @POST
    @Path("targets/{host}/{name}/pause")
    @Contract(
            body = PauseForm.class,
            example = "{\"createdBy\": \"anna\", \"comment\": \"new disk\", \"for\": \"2h\"}",
            answer = WindowReport.class,
            status = 201)
    public Response pause(
            @PathParam("host") String host,
            @PathParam("name") String name,
            @Context HttpServletRequest request,
            InputStream entity)
            throws IOException {
        TargetId id = new TargetId(host, name);
        Body body = Body.read(entity, Caller.of(request));
        body.rejectUnknown(Set.of("createdBy", "comment", "for"));
        WindowReport window = pauses.pause(id, body, body.line("for", PauseForm.MAX_DURATION), Audit.API);
        return Response.created(URI.create("/api/v1/silences/" + window.id()))
                .entity(window)
                .build();
    }

    /**
     * Resumes a paused target. Refused if it is not paused, or if the pause also covers other targets.
     *
     * @return the pauses that were ended
     */
    @POST
    @Path("targets/{host}/{name}/resume")
    @Contract(body = Plea.class, example = "{\"createdBy\": \"anna\", \"comment\": \"disk is in\"}", refusals = 409)
    public List<WindowReport> resume(
            @PathParam("host") String host,
            @PathParam("name") String name,
            @Context HttpServletRequest request,
            InputStream entity)
            throws IOException {
        return pauses.resume(new TargetId(host, name), Plea.read(entity, Caller.of(request)), Audit.API);
    }
}
