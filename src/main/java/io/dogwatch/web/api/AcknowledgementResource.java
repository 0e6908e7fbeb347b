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

/**
 * A person says that they look at an incident: then nobody is reminded of it, and it does not escalate. What Dogwatch does
 * about the target stays the same. The first one counts; a second, or one for a closed incident, is answered with 409.
 * Stateless.
 */
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
     * Says that somebody looks at an incident. Then nobody is reminded of it, and it does not escalate; what Dogwatch does about
     * the target stays the same. The first one counts: a second, or one for a closed incident, is refused.
     *
     * @param id as lists of incidents have it
     */
    @POST
    @Path("incidents/{id}/ack")
    @Contract(body = Requester.class, example = "{\"createdBy\": \"anna\", \"comment\": \"on it\"}", refusals = 409)
    public AcknowledgementReport acknowledge(
            @PathParam("id") String id, @Context HttpServletRequest request, InputStream body) throws IOException {
        return acknowledgements.add(id, Requester.read(body, Caller.of(request)), Audit.API);
    }
}
