package io.dogwatch.web.api;

import io.dogwatch.access.Caller;
import io.dogwatch.access.Needs;
import io.dogwatch.access.Role;
import io.dogwatch.web.ask.Body;
import io.dogwatch.web.ask.Contract;
import io.dogwatch.web.ask.Plea;
import io.dogwatch.web.deed.Audit;
import io.dogwatch.web.deed.MailDesk;
import io.dogwatch.web.deed.MailTrials.Answer;
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

    private final MailDesk desk;

    MailTrialResource(MailDesk desk) {
        this.desk = desk;
    }

    /**
     * Sends a letter, and waits for what becomes of it. That a server refuses it is an answer, too, with status 200. Refused
     * while another trial is under way.
     */
    @POST
    @Path("test")
    @Contract(
            body = MailTrialForm.class,
            example = "{\"line\": \"mail\"}",
            refusals = {404, 409})
    public Answer testMail(@Context HttpServletRequest request, InputStream entity) throws IOException {
        Body body = Body.read(entity, Caller.of(request));
        body.rejectUnknown(Set.of("line", "createdBy", "comment"));
        Optional<String> line = body.line("line", MailTrialForm.MAX_LINE);
        Plea plea = new Plea(
                body.line("createdBy", Plea.MAX_CREATED_BY).orElse(Audit.API),
                body.line("comment", Plea.MAX_COMMENT).orElse(""));
        body.verify();
        return desk.run(line, plea, Audit.API);
    }
}
