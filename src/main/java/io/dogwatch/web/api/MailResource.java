package io.dogwatch.web.api;

import io.dogwatch.auth.RequiresRole;
import io.dogwatch.auth.Role;
import io.dogwatch.journal.OutboxQuery;
import io.dogwatch.web.request.Contract;
import io.dogwatch.web.request.QueryParams;
import io.dogwatch.web.view.MailReport;
import io.dogwatch.web.view.QueryService;
import io.dogwatch.web.view.SentMails;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.io.InputStream;
import java.util.List;

/** Serves the outbox and the mails in the maildir. Stateless. */
@Path("/api/v1")
@Produces(MediaType.APPLICATION_JSON)
@RequiresRole(Role.VIEWER)
public final class MailResource {

    private static final String RFC_822 = "message/rfc822";
    private final QueryService queries;
    private final SentMails letters;

    MailResource(QueryService queries, SentMails letters) {
        this.queries = queries;
        this.letters = letters;
    }

    /**
     * Lists sent, waiting and permanently failed notifications, newest first. A {@code Link} with {@code rel="next"}
     * points to the next page.
     */
    @GET
    @Contract(query = MailSearch.Parameters.class, answer = MailReport.class, paged = true)
    @Path("notifications")
    public Response mails(@Context UriInfo request) {
        MailSearch search = MailSearch.read(request.getQueryParameters());
        return Paged.answer(request, queries.mails(search.query()), search.page(), search.limit());
    }

    /**
     * Returns one notification.
     *
     * @param id the id from a list of notifications
     */
    @GET
    @Path("notifications/{id}")
    public MailReport mail(@PathParam("id") String id) {
        int at = id.lastIndexOf(MailReport.ON);
        return (at < 0
                        ? List.<MailReport>of()
                        : queries.mails(OutboxQuery.one(id.substring(0, at), id.substring(at + 1))))
                .stream().findFirst().orElseThrow(() -> new NotFoundException("unknown mail " + id));
    }

    /** Lists the mails in the maildir, newest first. Empty if mails are sent to a server. */
    @GET
    @Contract(query = MailSearch.MaildirParameters.class)
    @Path("maildir")
    public SentMails.Listing maildir(@Context UriInfo request) {
        QueryParams asked = new QueryParams(request.getQueryParameters(), MailSearch.MaildirParameters.class);
        int limit = asked.number("limit", 1, SentMails.LISTED, SentMails.LISTED);
        int page = asked.number("page", 1, MailSearch.MAX_PAGES, 1);
        asked.verify();
        return letters.newest((page - 1) * limit, limit);
    }

    /**
     * Returns a mail in the maildir as text or, with {@code Accept: message/rfc822}, unchanged. Not allowed for
     * viewers: the links in a mail authorize actions without a login.
     *
     * @param file the file name without a directory
     */
    @GET
    @Path("maildir/{file}")
    @RequiresRole(Role.OPERATOR)
    @Produces("application/json;qs=1")
    public SentMails.Letter letter(@PathParam("file") String file) {
        return letters.letter(file).orElseThrow(() -> noLetter(file));
    }

    /** Returns a mail as {@code message/rfc822}. */
    @GET
    @Path("maildir/{file}")
    @RequiresRole(Role.OPERATOR)
    @Produces(RFC_822 + ";qs=0.5")
    public Response raw(@PathParam("file") String file) {
        InputStream bytes = letters.raw(file).orElseThrow(() -> noLetter(file));
        String name = file.matches("[A-Za-z0-9._-]{1,200}") ? file : "mail.eml";
        return Response.ok(bytes, RFC_822)
                .header("Content-Disposition", "attachment; filename=\"" + name + '"')
                .build();
    }

    private static NotFoundException noLetter(String file) {
        return new NotFoundException("unknown mail " + file + " in the maildir");
    }
}
