package io.dogwatch.web;

import io.dogwatch.access.Needs;
import io.dogwatch.access.Role;
import io.dogwatch.target.Hint;
import io.dogwatch.web.MailTrials.Answer;
import jakarta.ws.rs.ClientErrorException;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.util.Set;
import java.util.concurrent.Semaphore;

/** Tries whether mail arrives: one trial at a time, since each may take minutes. Thread-safe. */
@Path("/api/v1/mail")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@Needs(Role.OPERATOR)
public final class MailTrialResource {

    private static final int MAX_LINE = 100;

    private final MailTrials trials;
    private final Audit audit;
    private final Semaphore one = new Semaphore(1);

    MailTrialResource(MailTrials trials, Audit audit) {
        this.audit = audit;
        this.trials = trials;
    }

    /**
     * Reads {@code {"line": "mail"}}; without a line it is the one of everybody. That a server refuses the letter is an
     * answer, too, with status 200.
     */
    @POST
    @Path("test")
    public Answer test(InputStream entity) throws IOException {
        Body body = Body.read(entity);
        body.rejectUnknown(Set.of("line", "by", "why"));
        String line = body.line("line", MAX_LINE).orElse(trials.lines().getFirst());
        Plea plea = new Plea(
                body.line("by", Plea.MAX_BY).orElse(Audit.API),
                body.line("why", Plea.MAX_WHY).orElse(""));
        body.verify();
        if (!trials.lines().contains(line)) {
            throw new NotFoundException("no mail goes out on a line " + line + Hint.of(line, trials.lines())
                    + " There are: " + String.join(", ", trials.lines()));
        }
        if (!one.tryAcquire()) {
            throw new ClientErrorException(
                    "another trial is under way; try again when it is over", Response.Status.CONFLICT);
        }
        audit.note("test-mail", line, plea, Audit.API);
        try {
            return trials.run(line);
        } finally {
            one.release();
        }
    }
}
