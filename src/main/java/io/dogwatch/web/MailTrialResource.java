package io.dogwatch.web;

import io.dogwatch.access.Caller;
import io.dogwatch.access.Needs;
import io.dogwatch.access.Role;
import io.dogwatch.web.MailTrials.Answer;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.Set;

/** Tries whether mail arrives. Stateless. */
@Path("/api/v1/mail")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@Needs(Role.OPERATOR)
public final class MailTrialResource {

    private static final int MAX_LINE = 100;

    private final MailDesk desk;

    MailTrialResource(MailDesk desk) {
        this.desk = desk;
    }

    /**
     * Reads {@code {"line": "mail"}}; without a line it is the one of everybody. That a server refuses the letter is an
     * answer, too, with status 200.
     */
    @POST
    @Path("test")
    public Answer test(@Context HttpServletRequest request, InputStream entity) throws IOException {
        Body body = Body.read(entity, Caller.of(request));
        body.rejectUnknown(Set.of("line", "by", "why"));
        Optional<String> line = body.line("line", MAX_LINE);
        Plea plea = new Plea(
                body.line("by", Plea.MAX_BY).orElse(Audit.API),
                body.line("why", Plea.MAX_WHY).orElse(""));
        body.verify();
        return desk.run(line, plea, Audit.API);
    }
}
