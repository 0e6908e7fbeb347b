package io.dogwatch.web.api;

import io.dogwatch.auth.Caller;
import io.dogwatch.auth.RequiresRole;
import io.dogwatch.auth.Role;
import io.dogwatch.web.action.Acknowledgements;
import io.dogwatch.web.action.Audit;
import io.dogwatch.web.request.Contract;
import io.dogwatch.web.request.Requester;
import io.dogwatch.web.view.AcknowledgementReport;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.io.InputStream;

/** Acknowledges incidents. Stateless. */
@Path("/api/v1")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@RequiresRole(Role.OPERATOR)
public final class AcknowledgementResource {

    private final Acknowledgements acknowledgements;

    AcknowledgementResource(Acknowledgements acknowledgements) {
        this.acknowledgements = acknowledgements;
    }

    /**
     * Acknowledges an incident: stops reminders and escalation. Restarts of the target continue. Refused if the
     * incident is closed or already acknowledged.
     *
     * @param id the incident id from a list of incidents
     */
    @POST
    @Path("incidents/{id}/ack")
    @Contract(body = Requester.class, example = "{\"createdBy\": \"anna\", \"comment\": \"on it\"}", refusals = 409)
    public AcknowledgementReport acknowledge(
            @PathParam("id") String id, @Context HttpServletRequest request, InputStream body) throws IOException {
        return acknowledgements.add(id, Requester.read(body, Caller.of(request)), Audit.API);
    }
}
