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

/** Serves the pages of the outbox and the maildir. Stateless. */
@Path("/notifications")
@Produces(Page.HTML)
@RequiresRole(Role.VIEWER)
public final class MailPageResource {

    private final QueryService queries;
    private final SentMails letters;
    private final TestMailActions logs;
    private final InstantSource clock;

    MailPageResource(QueryService queries, SentMails letters, TestMailActions logs, InstantSource clock) {
        this.queries = queries;
        this.letters = letters;
        this.logs = logs;
        this.clock = clock;
    }

    @GET
    public Page mails() {
        return new NotificationsPage(
                queries.mails(), letters.newest(0, SentMails.LISTED), logs.lines(), null, clock.instant());
    }

    /**
     * Shows one mail. Requires more than the role viewer, because the links in a mail authorize actions without a
     * login.
     */
    @GET
    @Path("{file}")
    @RequiresRole(Role.OPERATOR)
    public Page letter(@PathParam("file") String file) {
        SentMails.Letter letter = letters.letter(file)
                .orElseThrow(() -> new NotFoundException("The maildir does not contain this mail."));
        return new NotificationsPage(List.of(), SentMails.Listing.EMPTY, List.of(), letter, clock.instant());
    }
}
