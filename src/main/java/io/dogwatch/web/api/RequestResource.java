package io.dogwatch.web.api;

import io.dogwatch.auth.Caller;
import io.dogwatch.auth.RequiresRole;
import io.dogwatch.auth.Role;
import io.dogwatch.judge.Event.Request;
import io.dogwatch.model.TargetId;
import io.dogwatch.web.action.Audit;
import io.dogwatch.web.action.RequestAnswer;
import io.dogwatch.web.action.TargetRequests;
import io.dogwatch.web.request.Contract;
import io.dogwatch.web.request.Requester;
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

/**
 * Accepts manual requests for one target. The judge decides; a request that it would refuse is answered with 409 and
 * the reason. Stateless.
 */
@Path("/api/v1")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@RequiresRole(Role.OPERATOR)
public final class RequestResource {

    private final TargetRequests requests;

    RequestResource(TargetRequests requests) {
        this.requests = requests;
    }

    /** Restarts a target now. Backoff and thresholds do not apply. The answer shows other blockers. */
    @POST
    @Path("targets/{host}/{name}/restart")
    @Contract(
            body = Requester.class,
            example = "{\"createdBy\": \"anna\", \"comment\": \"new certificate\"}",
            answer = RequestAnswer.class,
            status = 202,
            refusals = 409)
    public Response restart(
            @PathParam("host") String host,
            @PathParam("name") String name,
            @Context HttpServletRequest request,
            InputStream body)
            throws IOException {
        return ask(new TargetId(host, name), Request.RESTART, Requester.read(body, Caller.of(request)));
    }

    /** Ends the quarantine of a target. Refused if the target is not quarantined. */
    @POST
    @Path("targets/{host}/{name}/release")
    @Contract(
            body = Requester.class,
            example = "{\"createdBy\": \"anna\", \"comment\": \"queue drained\"}",
            answer = RequestAnswer.class,
            status = 202,
            refusals = 409)
    public Response release(
            @PathParam("host") String host,
            @PathParam("name") String name,
            @Context HttpServletRequest request,
            InputStream body)
            throws IOException {
        return ask(new TargetId(host, name), Request.RELEASE, Requester.read(body, Caller.of(request)));
    }

    private Response ask(TargetId target, Request request, Requester requester) {
        RequestAnswer answer = requests.ask(target, request, requester, Audit.API);
        return Response.status(Response.Status.ACCEPTED).entity(answer).build();
    }
}
