package io.dogwatch.web.api;

import io.dogwatch.auth.Caller;
import io.dogwatch.auth.RequiresRole;
import io.dogwatch.auth.Role;
import io.dogwatch.model.TargetId;
import io.dogwatch.web.action.Audit;
import io.dogwatch.web.action.Pauses;
import io.dogwatch.web.request.Body;
import io.dogwatch.web.request.Contract;
import io.dogwatch.web.request.Requester;
import io.dogwatch.web.view.SilenceReport;
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

/** Pauses and resumes the monitoring of targets. Stateless. */
@Path("/api/v1")
@RequiresRole(Role.OPERATOR)
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
            answer = SilenceReport.class,
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
        SilenceReport window = pauses.pause(id, body, body.line("for", PauseForm.MAX_DURATION), Audit.API);
        return Response.created(URI.create("/api/v1/silences/" + window.id()))
                .entity(window)
                .build();
    }

    /**
     * Resumes a paused target. Refused if the target is not paused, or if the pause also covers other targets.
     *
     * @return the expired pauses
     */
    @POST
    @Path("targets/{host}/{name}/resume")
    @Contract(
            body = Requester.class,
            example = "{\"createdBy\": \"anna\", \"comment\": \"disk is in\"}",
            refusals = 409)
    public List<SilenceReport> resume(
            @PathParam("host") String host,
            @PathParam("name") String name,
            @Context HttpServletRequest request,
            InputStream entity)
            throws IOException {
        return pauses.resume(new TargetId(host, name), Requester.read(entity, Caller.of(request)), Audit.API);
    }
}
