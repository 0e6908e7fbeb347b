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
 * Where the signed links of mails lead. Looking changes nothing: mail scanners and previews look too. The button does it, and
 * nothing but what the link is signed for. Stateless.
 */
@Path("/" + SignedLinks.PATH + "{purpose}/{id}")
@Produces(Page.HTML)
@Public
public final class LinkResource {

    /** What can be chosen; nothing else is accepted. */
    private static final List<String> SILENCES = List.of("1h", "4h", "24h");

    private static final String SOMEBODY = "somebody";
    private static final String BY_WHICH_WAY = "by a link in a mail";

    private final SignedLinks links;
    private final Journal journal;
    private final Actions deeds;
    private final InstantSource clock;

    /** @param links which were signed here */
    public LinkResource(SignedLinks links, Journal journal, Actions deeds, InstantSource clock) {
        this.links = links;
        this.journal = journal;
        this.deeds = deeds;
        this.clock = clock;
    }

    @GET
    public Page ask(
            @PathParam("purpose") String purpose,
            @PathParam("id") String id,
            @QueryParam("until") @DefaultValue("0") long until,
            @QueryParam("sig") @DefaultValue("") String signature) {
        Purpose what = verified(purpose, id, until, signature);
        Incident incident = incident(id);
        return new LinkPage(what, incident, journal.acknowledged(id), SILENCES, "", clock.instant());
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
        Purpose what = verified(purpose, id, until, signature);
        Incident incident = incident(id);
        String name = PlainText.line(by, Requester.MAX_CREATED_BY).strip();
        String who = name.isEmpty() ? SOMEBODY : name;
        String done =
                switch (what) {
                    case ACK -> {
                        deeds.acknowledgements().add(id, new Requester(who, BY_WHICH_WAY), Audit.LINK);
                        yield "Acknowledged. Nobody is reminded of this incident, and nobody else is called.";
                    }
                    case SILENCE -> {
                        silence(incident, who, length);
                        yield "Silenced for " + length + ". What fails is still watched and restarted; nobody is told.";
                    }
                };
        return new LinkPage(what, incident, journal.acknowledged(id), SILENCES, done, clock.instant());
    }

    private void silence(Incident incident, String who, String length) {
        if (!SILENCES.contains(length)) {
            throw new BadRequestException("allowed for how long: " + String.join(", ", SILENCES));
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
                who,
                "comment",
                BY_WHICH_WAY + ", incident " + incident.id());
        deeds.orders().add(order, List.of(), who, Audit.LINK);
    }

    private Purpose verified(String purpose, String id, long until, String signature) {
        return Purpose.of(purpose)
                .filter(what -> links.isGood(what, id, until, signature, clock.instant()))
                .orElseThrow(() -> new ForbiddenException(
                        "This link has expired, or is not one that Dogwatch has sent. On the machine itself there is:"
                                + " dogwatch ack INCIDENT"));
    }

    private Incident incident(String id) {
        return journal.incident(id)
                .orElseThrow(() -> new NotFoundException("Dogwatch does not keep incident " + id + " any more."));
    }
}
