package io.dogwatch.web.api;

import io.dogwatch.auth.Caller;
import io.dogwatch.auth.RequiresRole;
import io.dogwatch.auth.Role;
import io.dogwatch.web.action.Audit;
import io.dogwatch.web.action.TestMailActions;
import io.dogwatch.web.action.TestMailSender.Answer;
import io.dogwatch.web.request.Body;
import io.dogwatch.web.request.Contract;
import io.dogwatch.web.request.Requester;
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

/** Sends test mails. Stateless. */
@Path("/api/v1/mail")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@RequiresRole(Role.OPERATOR)
public final class TestMailResource {

    private final TestMailActions logs;

    TestMailResource(TestMailActions logs) {
        this.logs = logs;
    }

    /**
     * Sends a test mail and waits for the result. A rejection by a server is reported with status 200. Refused while
     * another test mail is in progress.
     */
    @POST
    @Path("test")
    @Contract(
            body = TestMailForm.class,
            example = "{\"receiver\": \"mail\"}",
            refusals = {404, 409})
    public Answer testMail(@Context HttpServletRequest request, InputStream entity) throws IOException {
        Body body = Body.read(entity, Caller.of(request));
        body.rejectUnknown(Set.of("receiver", "createdBy", "comment"));
        Optional<String> receiver = body.line("receiver", TestMailForm.MAX_LINE);
        Requester requester = new Requester(
                body.line("createdBy", Requester.MAX_CREATED_BY).orElse(Audit.API),
                body.line("comment", Requester.MAX_COMMENT).orElse(""));
        body.verify();
        return logs.run(receiver, requester, Audit.API);
    }
}
