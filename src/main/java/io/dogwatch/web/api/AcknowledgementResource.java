package io.dogwatch.web.api;

import io.dogwatch.access.Caller;
import io.dogwatch.access.Needs;
import io.dogwatch.access.Role;
import io.dogwatch.web.ask.Contract;
import io.dogwatch.web.ask.Plea;
import io.dogwatch.web.deed.Acknowledgements;
import io.dogwatch.web.deed.Audit;
import io.dogwatch.web.report.AcknowledgementReport;
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
@Needs(Role.OPERATOR)
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
    @Contract(body = Plea.class, example = "{\"createdBy\": \"anna\", \"comment\": \"on it\"}", refusals = 409)
    public AcknowledgementReport acknowledge(
            @PathParam("id") String id, @Context HttpServletRequest request, InputStream body) throws IOException {
        return acknowledgements.add(id, Plea.read(body, Caller.of(request)), Audit.API);
    }
}
