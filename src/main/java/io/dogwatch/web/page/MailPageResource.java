package io.dogwatch.web.page;

import io.dogwatch.access.Needs;
import io.dogwatch.access.Role;
import io.dogwatch.web.deed.MailDesk;
import io.dogwatch.web.report.Letters;
import io.dogwatch.web.report.Sight;
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
@Needs(Role.VIEWER)
public final class MailPageResource {

    private final Sight sight;
    private final Letters letters;
    private final MailDesk desk;
    private final InstantSource clock;

    MailPageResource(Sight sight, Letters letters, MailDesk desk, InstantSource clock) {
        this.sight = sight;
        this.letters = letters;
        this.desk = desk;
        this.clock = clock;
    }

    @GET
    public Page mails() {
        return new MailsPage(sight.mails(), letters.newest(0, Letters.LISTED), desk.lines(), null, clock.instant());
    }

    /** Not for viewers: links in a mail act for whoever holds them. */
    @GET
    @Path("{file}")
    @Needs(Role.OPERATOR)
    public Page letter(@PathParam("file") String file) {
        Letters.Letter letter =
                letters.letter(file).orElseThrow(() -> new NotFoundException("There is no such mail in the maildir."));
        return new MailsPage(List.of(), Letters.Listing.EMPTY, List.of(), letter, clock.instant());
    }
}
