package io.dogwatch.web.page;

import io.dogwatch.auth.Public;
import io.dogwatch.journal.Journal;
import io.dogwatch.judge.Incident;
import io.dogwatch.model.PlainText;
import io.dogwatch.notify.SignedLinks;
import io.dogwatch.notify.SignedLinks.Purpose;
import io.dogwatch.web.action.Actions;
import io.dogwatch.web.action.Audit;
import io.dogwatch.web.request.Requester;
import jakarta.ws.rs.BadRequestException;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.ForbiddenException;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;

/**
 * Serves the signed links in mails. GET changes nothing, because mail scanners and previews follow links. POST executes
 * only the action for which the link is signed. Stateless.
 */
@Path("/" + SignedLinks.PATH + "{purpose}/{id}")
@Produces(Page.HTML)
@Public
public final class LinkResource {

    /** Allowed durations. */
    private static final List<String> SILENCES = List.of("1h", "4h", "24h");

    private static final String UNNAMED = "unnamed user";
    private static final String COMMENT = "through a mail link";

    private final SignedLinks links;
    private final Journal journal;
    private final Actions actions;
    private final InstantSource clock;

    public LinkResource(SignedLinks links, Journal journal, Actions actions, InstantSource clock) {
        this.links = links;
        this.journal = journal;
        this.actions = actions;
        this.clock = clock;
    }

    @GET
    public Page ask(
            @PathParam("purpose") String purpose,
            @PathParam("id") String id,
            @QueryParam("until") @DefaultValue("0") long until,
            @QueryParam("sig") @DefaultValue("") String signature) {
        Purpose action = verified(purpose, id, until, signature);
        Incident incident = incident(id);
        return new LinkPage(action, incident, journal.acknowledged(id), SILENCES, "", clock.instant());
    }

    @POST
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Page act(
            @PathParam("purpose") String purpose,
            @PathParam("id") String id,
            @QueryParam("until") @DefaultValue("0") long until,
            @QueryParam("sig") @DefaultValue("") String signature,
            @FormParam("createdBy") @DefaultValue("") String by,
            @FormParam("for") @DefaultValue("4h") String length) {
        Purpose action = verified(purpose, id, until, signature);
        Incident incident = incident(id);
        String name = PlainText.line(by, Requester.MAX_CREATED_BY).strip();
        String author = name.isEmpty() ? UNNAMED : name;
        String done =
                switch (action) {
                    case ACK -> {
                        actions.acknowledgements().add(id, new Requester(author, COMMENT), Audit.LINK);
                        yield "Acknowledged. Reminders and escalation stop.";
                    }
                    case SILENCE -> {
                        silence(incident, author, length);
                        yield "Silenced for " + length + ". Checks and restarts continue.";
                    }
                };
        return new LinkPage(action, incident, journal.acknowledged(id), SILENCES, done, clock.instant());
    }

    private void silence(Incident incident, String author, String length) {
        if (!SILENCES.contains(length)) {
            throw new BadRequestException("for: unknown duration; allowed: " + String.join(", ", SILENCES));
        }
        Map<String, String> order = Map.of(
                "host",
                incident.target().host(),
                "name",
                incident.target().name(),
                "for",
                length,
                "restarts",
                "allow",
                "createdBy",
                author,
                "comment",
                COMMENT + ", incident " + incident.id());
        actions.orders().add(order, List.of(), author, Audit.LINK);
    }

    private Purpose verified(String purpose, String id, long until, String signature) {
        return Purpose.of(purpose)
                .filter(action -> links.isGood(action, id, until, signature, clock.instant()))
                .orElseThrow(() -> new ForbiddenException(
                        "This link has expired or was not issued by this Dogwatch. To acknowledge the incident on the"
                                + " Dogwatch host, run: dogwatch ack INCIDENT"));
    }

    private Incident incident(String id) {
        return journal.incident(id)
                .orElseThrow(
                        () -> new NotFoundException("Incident " + id + " does not exist or is no longer retained."));
    }
}
