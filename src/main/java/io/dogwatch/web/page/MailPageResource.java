package io.dogwatch.web.page;

import io.dogwatch.auth.RequiresRole;
import io.dogwatch.auth.Role;
import io.dogwatch.web.action.TestMailActions;
import io.dogwatch.web.view.QueryService;
import io.dogwatch.web.view.SentMails;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import java.time.InstantSource;
import java.util.List;

/** The pages about mail. Stateless. */
@Path("/notifications")
@Produces(Page.HTML)
@RequiresRole(Role.VIEWER)
public final class MailPageResource {

    private final QueryService sight;
    private final SentMails letters;
    private final TestMailActions desk;
    private final InstantSource clock;

    MailPageResource(QueryService sight, SentMails letters, TestMailActions desk, InstantSource clock) {
        this.sight = sight;
        this.letters = letters;
        this.desk = desk;
        this.clock = clock;
    }

    @GET
    public Page mails() {
        return new NotificationsPage(
                sight.mails(), letters.newest(0, SentMails.LISTED), desk.lines(), null, clock.instant());
    }

    /** Not for viewers: links in a mail act for whoever holds them. */
    @GET
    @Path("{file}")
    @RequiresRole(Role.OPERATOR)
    public Page letter(@PathParam("file") String file) {
        SentMails.Letter letter = letters.letter(file)
                .orElseThrow(() -> new NotFoundException("The maildir does not contain this mail."));
        return new NotificationsPage(List.of(), SentMails.Listing.EMPTY, List.of(), letter, clock.instant());
    }
}
