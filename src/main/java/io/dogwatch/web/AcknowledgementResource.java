package io.dogwatch.web;

import io.dogwatch.journal.Acknowledgement;
import io.dogwatch.journal.Journal;
import io.dogwatch.judge.Incident;
import jakarta.ws.rs.ClientErrorException;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.time.InstantSource;
import java.util.Optional;

/**
 * A person says that they look at an incident: then nobody is reminded of it, and it does not escalate. What Dogwatch does
 * about the target stays the same. The first one counts; a second, or one for a closed incident, is answered with 409.
 * Stateless.
 */
@Path("/api/v1")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public final class AcknowledgementResource {

    private final Journal journal;
    private final InstantSource clock;

    AcknowledgementResource(Journal journal, InstantSource clock) {
        this.journal = journal;
        this.clock = clock;
    }

    @POST
    @Path("incidents/{id}/ack")
    public AcknowledgementReport acknowledge(@PathParam("id") String id, InputStream body) throws IOException {
        Plea plea = Plea.read(body);
        Incident incident = journal.incident(id).orElseThrow(() -> new NotFoundException("there is no incident " + id));
        incident.closedAt().ifPresent(at -> {
            throw conflict("incident " + id + " was closed at " + at + ": there is nothing to acknowledge");
        });
        Optional<Acknowledgement> earlier = journal.acknowledged(id);
        earlier.ifPresent(one -> {
            throw conflict(one.who() + " has acknowledged incident " + id + " already, at " + one.at());
        });
        Acknowledgement now = new Acknowledgement(id, clock.instant(), plea.by(), plea.why());
        journal.acknowledge(now);
        journal.note(
                incident.target(),
                now.at(),
                "acknowledged",
                "",
                "by " + plea.by() + (plea.why().isEmpty() ? "" : ": " + plea.why()));
        return AcknowledgementReport.of(now);
    }

    private static ClientErrorException conflict(String why) {
        return new ClientErrorException(why, Response.Status.CONFLICT);
    }
}
